import Foundation
import TrialModel
import TrialReports
import TrialValues

/// A file of a design that the user named, read and checked.
///
/// ```swift
/// let file = try DesignFile(path)
/// let item = try file.item(id)          // of --item; the only one without it
/// throw file.refusal(error.description, item, "fractions", index)
/// ```
struct DesignFile {
    /// Its name without folders; "standard input" for -.
    let name: String
    /// The SHA-256 of its bytes.
    let hash: String
    /// What it says.
    let design: StudyDesign

    /// Reads a file; - is standard input.
    ///
    /// - Throws: ``Refusal`` with all problems of the file.
    init(_ path: String) throws {
        let isInput = path == "-"
        name = isInput ? "standard input" : URL(filePath: path).lastPathComponent
        let bytes = Array(try Data(ofFile: path))
        var hash = DataHash()
        hash.update(bytes)
        self.hash = hash.text
        do throws(Diagnostics) {
            design = try StudyDesign(StudyDocument(bytes: bytes, file: isInput ? name : path, kind: .design))
        } catch {
            throw Refusal(description: error.description)
        }
    }

    /// The item of a name; without a name, the only one.
    ///
    /// - Throws: ``Refusal`` where there is none, or several of which none is named.
    func item(_ id: String?) throws -> DesignItem {
        let items = try items(id)
        guard items.count == 1 else {
            throw Refusal(
                description: "\(name): error: the file has \(items.count) rules; --item names one of \(names)")
        }
        return items[0]
    }

    /// The item of a name; all of them without a name.
    ///
    /// - Throws: ``Refusal`` where there is none.
    func items(_ id: String?) throws -> [DesignItem] {
        guard !design.items.isEmpty else {
            if !design.open.isEmpty {
                throw Refusal(description: Diagnostics(design.open.map(\.diagnostic)).description)
            }
            throw Refusal(
                description: "\(name): error: the file has no rule; 'monitoring:' or 'design:' would hold them")
        }
        guard let id else { return design.items }
        guard let item = design[id: id] else {
            let nearest = NearestName(to: id, among: design.items.map(\.id)).map { "did you mean \($0.name)? " } ?? ""
            throw Refusal(description: "--item: error: \(name) has no rule '\(id)'; \(nearest)its rules are \(names)")
        }
        return [item]
    }

    /// The items of names, in their order; all of them without a name.
    ///
    /// - Throws: ``Refusal`` where there is none of a name, or a name stands twice.
    func items(_ ids: [String]) throws -> [DesignItem] {
        guard !ids.isEmpty else { return try items(nil) }
        if let twin = ids.first(where: { id in ids.count { $0 == id } > 1 }) {
            throw Refusal(description: "--item: error: '\(twin)' is named twice")
        }
        return try ids.flatMap { try items($0) }
    }

    /// The answers to items.
    ///
    /// - Throws: ``Refusal`` with all that methods refuse.
    static func answers(
        to items: [DesignItem], trials: ItemAnswer.Trials, progress: (@Sendable (Double) -> Void)? = nil
    ) throws -> [ItemAnswer] {
        var problems: [Diagnostic] = []
        var answers: [ItemAnswer] = []
        for item in items {
            do throws(Diagnostics) {
                answers.append(try ItemAnswer(item, trials: trials, progress: progress))
            } catch {
                problems += error.all
            }
        }
        guard problems.isEmpty else { throw Refusal(description: Diagnostics(problems).description) }
        return answers
    }

    private var names: String { design.items.map(\.id).joined(separator: ", ") }
}
