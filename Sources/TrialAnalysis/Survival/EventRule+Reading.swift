import TrialTables
import TrialValues

extension EventRule {
    /// For each row whether it has the event; `nil` where the column is missing.
    ///
    /// - Parameter notes: gains a remark where values other than the event's are lumped together as censoring.
    func events(in table: Table, notes: inout [String]) throws(Diagnostic) -> [Bool?] {
        let column = try table.column(named: column)
        let values = DistinctValues(column)
        switch self {
        case .flag:
            guard values.areFlags else { throw notFlags(column, values) }
            return values.matching { $0 == "1" || $0 == "true" }
        case .value(_, let value):
            let wanted = try values.resolve(value, option: "--event", column)
            let others = values.texts.filter { $0 != wanted }
            if others.count > 1 {
                notes.append(
                    "Column '\(column.name)' has \(others.count) values besides \(wanted) (\(values.list(others))); all of them count as censored."
                )
            }
            return values.matching { $0 == wanted }
        case .censoring(_, let value):
            let wanted = try values.resolve(value, option: "--censor", column)
            let others = values.texts.filter { $0 != wanted }
            guard others.count <= 1 else {
                throw Diagnostic(
                    .error, "analyze.event",
                    "column '\(column.name)' holds \(values.list(values.texts)): more than one value would count as the event",
                    advice: "name the event instead, such as --event \(column.name)=\(others[0])")
            }
            return values.matching { $0 != wanted }
        case .censoringFlag:
            guard let numbers = column.numbers, values.texts.allSatisfy({ !$0.hasPrefix("-") }) else {
                throw Diagnostic(
                    .error, "analyze.event",
                    "column '\(column.name)' holds \(values.list(values.texts)); expected 0 for the event and numbers > 0 for censoring",
                    advice: "say which value is censoring, such as --censor \(column.name)=\(values.texts.first ?? "1")"
                )
            }
            return (0..<numbers.count).map { numbers[$0].map { $0 == 0 } }
        }
    }

    private func notFlags(_ column: Column, _ values: DistinctValues) -> Diagnostic {
        let example = values.texts.last ?? "1"
        return Diagnostic(
            .error, "analyze.event",
            "column '\(column.name)' holds \(values.list(values.texts)); expected 0 and 1, or true and false",
            advice: "say which value is the event, such as --event \(column.name)=\(example)")
    }
}
