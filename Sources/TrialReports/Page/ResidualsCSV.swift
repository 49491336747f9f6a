import TrialAnalysis
import TrialFigures

/// The residuals of a Cox model as a CSV file: one line a row, named by its number and its line in the data file.
struct ResidualsCSV {
    let text: String

    init(_ table: ResidualTable) {
        var text = (["row", "line"] + table.columns.map { CSVField.text($0.name) }).joined(separator: ",") + "\n"
        for (place, row) in table.rows.enumerated() {
            text += String(row) + "," + (table.lines[place].map { String($0) } ?? "")
            for column in table.columns { text += "," + (column.values[place].map { "\($0)" } ?? "") }
            text += "\n"
        }
        self.text = text
    }
}
