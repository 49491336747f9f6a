import TrialValues

extension Table {
    /// A table of the given columns.
    ///
    /// - Throws: `table.ragged` for columns that differ in length, `table.empty-name` and `table.duplicate-name`
    ///   for columns that cannot be told apart; all of them at once.
    public init(columns: [Column]) throws(Diagnostics) {
        let rowCount = columns.first?.count ?? 0
        var problems: [Diagnostic] = []
        var known: Set<String> = []
        for (index, column) in columns.enumerated() {
            let place = Diagnostic.Place(column: index + 1, field: column.name)
            if column.count != rowCount {
                let message = "column has \(column.count) rows; the first has \(rowCount)"
                problems.append(Diagnostic(.error, "table.ragged", message, at: place))
            }
            if column.name.isEmpty {
                problems.append(Diagnostic(.error, "table.empty-name", "column \(index + 1) has no name", at: place))
            } else if !known.insert(column.name).inserted {
                problems.append(Diagnostic(.error, "table.duplicate-name", "the name occurs twice", at: place))
            }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        self.init(unchecked: columns, rowCount: rowCount, source: nil, notes: [], lines: nil)
    }

    /// The column of that name.
    ///
    /// - Throws: `table.unknown-column`, which names the columns there are and the nearest among them.
    public func column(named name: String) throws(Diagnostic) -> Column {
        if let column = self[name] { return column }
        let names = columns.map(\.name)
        let suggestion = NearestName(to: name, among: names).map { "did you mean '\($0.name)'? " } ?? ""
        throw Diagnostic(
            .error, "table.unknown-column", "no column '\(name)'", at: .init(file: source),
            advice: suggestion + "The columns are: " + Table.listing(names))
    }

    private static func listing(_ names: [String], limit: Int = 40) -> String {
        let shown = names.prefix(limit).joined(separator: ", ")
        return names.count > limit ? shown + " and \(names.count - limit) more" : shown
    }
}
