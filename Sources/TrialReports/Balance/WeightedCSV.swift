import TrialTables

/// A table with a column `weight` after its own, as CSV that `equipoise analyze --weights weight` reads.
///
/// Rows without a weight have none; those trimmed away have 0. Values are as they were read: a missing one is empty.
public struct WeightedCSV: Sendable {
    /// The name of the column of weights.
    public static let column = "weight"

    /// The text of the file.
    public let text: String

    /// The columns of a table and the weights of its rows.
    public init(_ table: Table, weights: [Double?]) {
        var text = (table.columns.map(\.name) + [Self.column]).map(CSVField.text).joined(separator: ",") + "\n"
        for row in 0..<table.rowCount {
            for column in table.columns { text += CSVField.text(column.text(row) ?? "") + "," }
            text += (weights[row].map { "\($0)" } ?? "") + "\n"
        }
        self.text = text
    }
}
