import TrialStatistics
import TrialTables
import TrialValues

/// The levels of a subgroup variable, and for each row of the table the one it belongs to.
struct SubgroupLevels {
    let names: [String]
    /// For each row the index of its level; ``missing`` where the value is, ``unlisted`` where no row of the forest is its.
    let codes: [Int]
    /// The values that belong to no level.
    let unlistedNames: [String]
    /// For each row that is unlisted the index of its value in `unlistedNames`.
    let unlistedCodes: [Int: Int]

    static let missing = -1
    static let unlisted = -2
    /// More levels than this are a measurement, not subgroups.
    private static let mostLevels = 20

    init(_ table: Table, _ variable: SubgroupVariable) throws(Diagnostic) {
        let column = try table.column(named: variable.column)
        if variable.cuts.isEmpty {
            try self.init(column, variable)
        } else {
            try self.init(cut: column, variable, table)
        }
    }

    /// Numbers cut into levels that hold all of them.
    private init(cut column: Column, _ variable: SubgroupVariable, _ table: Table) throws(Diagnostic) {
        guard let cells = column.numbers else {
            throw Diagnostic(
                .error, "subgroups.cut",
                "column '\(column.name)' holds \(column.kind.rawValue) values, which cannot be cut",
                at: Diagnostic.Place(file: table.source), advice: "choose levels with --levels instead")
        }
        names = Self.names(of: variable.cuts)
        codes = (0..<cells.count).map { row in
            cells[row].map { value in variable.cuts.firstIndex { value < $0 } ?? variable.cuts.count } ?? Self.missing
        }
        unlistedNames = []
        unlistedCodes = [:]
    }

    /// "<65", "65–<75", "≥75".
    static func names(of cuts: [Double]) -> [String] {
        let texts = cuts.map(DistinctValues.text(of:))
        guard let first = texts.first, let last = texts.last else { return [] }
        return ["<\(first)"] + zip(texts, texts.dropFirst()).map { "\($0)–<\($1)" } + ["≥\(last)"]
    }

    /// Values as they come, or those chosen.
    private init(_ column: Column, _ variable: SubgroupVariable) throws(Diagnostic) {
        let values = DistinctValues(column)
        let wanted = try variable.levels.isEmpty ? values.texts.map { [$0] } : Self.chosen(variable, values)
        guard wanted.count <= Self.mostLevels else {
            let isNumeric = column.numbers != nil
            throw Diagnostic(
                .error, "subgroups.levels",
                "column '\(column.name)' has \(wanted.count) values; expected at most \(Self.mostLevels) levels of subgroups",
                advice: isNumeric
                    ? "cut it, such as --cut \(column.name)=\(values.texts[values.texts.count / 2])"
                    : "choose some of them with --levels \(column.name)=…")
        }
        var level = [Int](repeating: Self.unlisted, count: values.texts.count)
        for (code, members) in wanted.enumerated() {
            for index in values.texts.indices where members.contains(values.texts[index]) { level[index] = code }
        }
        let left = level.indices.filter { level[$0] == Self.unlisted }
        let places = Dictionary(uniqueKeysWithValues: zip(left, 0...))
        names = wanted.map { $0.joined(separator: " or ") }
        codes = values.codes.map { $0 < 0 ? Self.missing : level[Int($0)] }
        unlistedNames = left.map { values.texts[$0] }
        unlistedCodes = values.codes.enumerated().reduce(into: [:]) { codes, entry in
            if entry.element >= 0, let place = places[Int(entry.element)] { codes[entry.offset] = place }
        }
    }

    /// The values that each wanted level stands for: one, or several joined by +.
    private static func chosen(_ variable: SubgroupVariable, _ values: DistinctValues) throws(Diagnostic) -> [[String]]
    {
        var taken: Set<String> = []
        var chosen: [[String]] = []
        for level in variable.levels {
            // A value may have a + in its name.
            let parts = values.texts.contains(level) ? [level] : level.split(separator: "+").map(String.init)
            for part in parts {
                guard values.texts.contains(part) else {
                    throw Diagnostic(
                        .error, "subgroups.levels",
                        "no row of column '\(variable.column)' is '\(part)'; it holds \(values.list(values.texts))",
                        advice: "give some of these to --levels \(variable.column)=…")
                }
                guard taken.insert(part).inserted else {
                    throw Diagnostic(
                        .error, "subgroups.levels",
                        "--levels names '\(part)' of column '\(variable.column)' twice: a subject is in one level only")
                }
            }
            chosen.append(parts)
        }
        return chosen
    }
}
