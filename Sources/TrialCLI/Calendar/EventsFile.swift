import Foundation
import TrialModel
import TrialTables

/// A file of what was recorded of treatments: a table, or a document.
struct EventsFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Whether it is a CSV file, by its name.
    var isTable: Bool { path.lowercased().hasSuffix(".csv") }

    /// The file as a table, every cell as it stands there.
    func table() throws -> Table { try Table(csv: .file(path), isText: true) }

    /// The file as a document; - is standard input.
    func document() throws -> StudyDocument {
        try StudyDocument(
            bytes: Array(Data(ofFile: path)), file: path == "-" ? "standard input" : path, kind: .events)
    }
}
