import ArgumentParser
import TrialAnalysis

/// An endpoint with its columns, as the command line writes it.
///
/// `PFS=pfs_months:progressed/262` is a time to an event of which 262 were planned; `OS=os_months:status=dead/last` one whose last look this is;
/// `toxicity=grade=4` an outcome that is counted. A comma may stand for the colon.
struct EndpointOption: ExpressibleByArgument {
    let name: String
    /// The column of times; nil of an outcome that is counted.
    let time: String?
    let event: EventRule
    /// The events planned for the last look, where they are given.
    let planned: PlannedInformation?

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        name = String(argument[..<equals])
        var columns = argument[argument.index(after: equals)...]
        planned = Self.planned(&columns)
        if case .amount(let amount) = planned, !(amount > 0) { return nil }
        guard let parts = Self.parts(columns), let event = parts.last else { return nil }
        time = parts.count == 2 ? parts[0] : nil
        if let pair = QuotedWords.assignment(event) {
            self.event = .value(column: pair.name, value: pair.value)
        } else {
            self.event = .flag(column: event)
        }
    }

    /// Takes what stands behind the last slash, where it is a number of events or `last`.
    private static func planned(_ columns: inout Substring) -> PlannedInformation? {
        guard let slash = columns.lastIndex(of: "/") else { return nil }
        let text = columns[columns.index(after: slash)...].trimmingSpaces
        let planned: PlannedInformation? = text == "last" ? .reached : Double(text).map { .amount($0) }
        if planned != nil { columns = columns[..<slash] }
        return planned
    }

    /// The columns of time and event, or of the event alone.
    private static func parts(_ columns: Substring) -> [String]? {
        for separator in [Character(":"), ","] {
            guard let parts = QuotedWords.parts(columns, separator: separator) else { return nil }
            let names = parts.map { QuotedWords.name($0) }
            if names.contains("") || names.count > 2 { return nil }
            // A colon may be part of the value of an event: `pfs,status=a:b`.
            if names.count == 2, QuotedWords.assignment(parts[0]) == nil { return names }
        }
        return [QuotedWords.name(columns)]
    }
}
