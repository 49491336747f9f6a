import Foundation
import TrialAnalysis
import TrialModel
import TrialValues

/// The studies that the user named, and the facts of all of them.
struct MatchStudies {
    let studies: [SubjectMatches.Study]
    let facts: FactDictionary

    /// Reads study files, and those in folders.
    ///
    /// - Throws: ``Refusal`` with the problems of every file.
    init(_ paths: [String], on console: Console) throws {
        var plans: [(file: String, document: StudyDocument, plan: ScreeningPlan)] = []
        var problems: [String] = []
        for path in try paths.flatMap({ try NamedFiles($0, endings: ["yaml", "yml"]).paths }) {
            let file = try StudyFile(path)
            do throws(Diagnostics) {
                let document = try file.document.get()
                plans.append((file.path, document, try ScreeningPlan(document)))
            } catch {
                problems.append(error.description)
            }
        }
        guard problems.isEmpty else { throw Refusal(description: problems.joined(separator: "\n")) }
        var names: Set<String> = []
        studies = plans.map { file, document, plan in
            // Two files of one study are told apart by their names.
            let id = plan.study.map { names.contains($0) ? "\($0) (\(file))" : $0 } ?? file
            names.insert(id)
            return SubjectMatches.Study(
                id: id, title: document.root["study"]?["title"]?.text, population: plan.population)
        }
        do throws(Diagnostics) {
            facts = try FactDictionary(joining: plans.map { ($0.plan.study ?? $0.file, $0.plan.facts) })
        } catch {
            throw Refusal(description: error.description)
        }
    }
}

/// The patients that the user named.
struct MatchPatients {
    let subjects: [SubjectFacts]

    /// Reads a table of patients, a file of one, or a folder of such files.
    ///
    /// - Throws: ``Refusal`` with the problems of every file.
    init(_ path: String, facts: FactDictionary, on console: Console) throws {
        let files = try NamedFiles(path, endings: ["yaml", "yml", "csv"]).paths
        var subjects: [SubjectFacts] = []
        var problems: [String] = []
        for file in files {
            do throws(Diagnostics) {
                if file == "-" || file.lowercased().hasSuffix(".csv") {
                    let table = try TabledSubjects(.file(file), facts: facts)
                    for note in table.notes { console.error(note.description) }
                    subjects += table.subjects
                } else {
                    subjects.append(try MatchPatients.subject(file, facts))
                }
            } catch {
                problems.append(error.description)
            }
        }
        guard problems.isEmpty else { throw Refusal(description: problems.joined(separator: "\n")) }
        self.subjects = subjects
    }

    private static func subject(_ path: String, _ facts: FactDictionary) throws(Diagnostics) -> SubjectFacts {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw Diagnostics([
                Diagnostic(
                    .error, "facts.unreadable", "the file cannot be read: \(error.reason)", at: .init(file: path))
            ])
        }
        let subject = try SubjectFacts(StudyDocument(bytes: Array(bytes), file: path), facts: facts)
        guard subject.id.isEmpty else { return subject }
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        return SubjectFacts(
            id: name, subject.observations, courses: subject.courses, judgements: subject.judgements)
    }
}

/// A file that the user named, or the files in a folder, by their names.
struct NamedFiles {
    let paths: [String]

    /// - Parameter endings: how the names of the folder's files end.
    /// - Throws: ``Refusal`` where there is no such file, or none in the folder.
    init(_ path: String, endings: [String]) throws {
        var isFolder: ObjCBool = false
        guard path == "-" || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Refusal(description: "\(path): error: there is no such file or folder")
        }
        guard isFolder.boolValue else {
            paths = [path]
            return
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw Refusal(description: "\(path): error: the folder cannot be read: \(error.reason)")
        }
        let folder = path.hasSuffix("/") ? path : path + "/"
        paths = names.filter { name in endings.contains { name.lowercased().hasSuffix(".\($0)") } }.map { folder + $0 }
        guard !paths.isEmpty else {
            let list = endings.map { "*.\($0)" }.joined(separator: ", ")
            throw Refusal(description: "\(path): error: there is no file of the kind \(list) in the folder")
        }
    }
}
