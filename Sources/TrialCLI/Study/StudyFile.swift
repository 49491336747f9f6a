import Foundation
import TrialModel
import TrialValues

/// A study file that the user named, as text and, where it is one, as a document.
///
/// ```swift
/// let study = try StudyFile(path).study()     // for a command that follows it
/// ```
struct StudyFile {
    /// Its path as the user gave it; "standard input" for -.
    let path: String
    /// Its text.
    let text: String
    /// What it says.
    let document: Result<StudyDocument, Diagnostics>

    /// Reads a file; - is standard input.
    ///
    /// - Parameter kind: what it is to hold.
    /// - Throws: ``Refusal`` where it cannot be read.
    init(_ path: String, as kind: StudyDocument.Kind = .study) throws {
        self.path = path == "-" ? "standard input" : path
        let bytes = Array(try Data(ofFile: path))
        text = String(decoding: bytes, as: UTF8.self)
        let name = self.path
        document = Result { () throws(Diagnostics) in try StudyDocument(bytes: bytes, file: name, kind: kind) }
    }

    /// The study, for a command that needs one without errors.
    ///
    /// - Throws: ``Refusal`` with all problems of the file.
    func study() throws -> StudyProtocol {
        do throws(Diagnostics) {
            return try StudyProtocol(document.get())
        } catch {
            throw Refusal(description: error.description + "\n'equipoise check' shows them with their lines.")
        }
    }
}
