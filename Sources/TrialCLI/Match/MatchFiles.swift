import Foundation
import TrialAnalysis
import TrialModel
import TrialValues

/// The studies that the user named, and the facts of all of them.
struct MatchStudies {
    let studies: [SubjectMatches.Study]
    let facts: FactDictionary

    /// Reads study files, and those in folders; those that leave the population open are told and passed over.
    ///
    /// - Throws: ``Refusal`` with the problems of every file, and where no study is left.
    init(_ paths: [String], on console: Console) throws {
        var plans: [(file: String, document: StudyDocument, plan: ScreeningPlan)] = []
        var problems: [String] = []
        var seen: Set<URL> = []
        for path in paths {
            let named = try NamedStudies(path, on: console)
            for file in named.files {
                let url = URL(filePath: file.path).standardizedFileURL.resolvingSymlinksInPath()
                guard seen.insert(url).inserted else {
                    problems.append("\(file.path): error: the study is named twice; name it once")
                    continue
                }
                do throws(Diagnostics) {
                    let document = try file.document.get()
                    if let note = MatchStudies.noteOnPassing(document, isFolder: named.isFolder) {
                        console.error(note.description)
                    } else {
                        plans.append((file.path, document, try ScreeningPlan(document)))
                    }
                } catch {
                    problems.append(error.description)
                }
            }
        }
        if problems.isEmpty, plans.isEmpty { problems = ["error: no study is left to match"] }
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

extension MatchStudies {
    /// Why a study is passed over: its file leaves the population open, or lies in a folder and has none.
    private static func noteOnPassing(_ document: StudyDocument, isFolder: Bool) -> Diagnostic? {
        if let open = OpenSection(.population, in: document) {
            return Diagnostic(.remark, "study.open", "\(open.sentence); the study is passed over", at: open.place)
        }
        guard isFolder, document.root["population"] == nil else { return nil }
        return Diagnostic(
            .remark, "study.none", "the file has no section `population`; the study is passed over",
            at: .init(file: document.file))
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
        let document = try StudyDocument(bytes: Array(bytes), file: path, kind: .facts)
        let subject = try SubjectFacts(document, facts: facts)
        guard subject.id.isEmpty else { return subject }
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        return subject.with(id: name)
    }
}

/// The study files that the user named: a file, or those in a folder and in the folders within it.
private struct NamedStudies {
    let files: [StudyFile]
    /// Whether they lie in a folder that was named.
    let isFolder: Bool

    /// Reads the files; what lies in a folder and is no study file is told and passed over.
    ///
    /// - Throws: ``Refusal`` where a file cannot be read, or a folder has no study file.
    init(_ path: String, on console: Console) throws {
        let named = try NamedFiles(path, endings: ["yaml", "yml"], within: ["study.yaml", "study.yml"])
        let files = try named.paths.map { try StudyFile($0) }
        isFolder = named.isFolder
        guard named.isFolder else {
            self.files = files
            return
        }
        self.files = files.filter(\.mayBeStudy)
        for file in files where !file.mayBeStudy {
            let note = Diagnostic(
                .remark, "study.none",
                "it is no study file, as it has no section `study` or `population`; it is passed over",
                at: .init(file: file.path))
            console.error(note.description)
        }
        guard !self.files.isEmpty else {
            throw Refusal(description: "\(path): error: there is no study file in the folder")
        }
    }
}

extension StudyFile {
    /// Whether it has a section that only a study file has, or cannot be read, which is told where it is needed.
    fileprivate var mayBeStudy: Bool {
        guard case .success(let document) = document else { return true }
        return document.root["study"] != nil || document.root["population"] != nil
    }
}

/// A file that the user named, or the files in a folder, by their names.
struct NamedFiles {
    let paths: [String]
    /// Whether a folder was named.
    let isFolder: Bool

    /// - Parameters:
    ///   - endings: how the names of the folder's files end.
    ///   - inner: the names of files that are looked for in the folders within it.
    /// - Throws: ``Refusal`` where there is no such file, or none in the folder.
    init(_ path: String, endings: [String], within inner: [String] = []) throws {
        var isFolder: ObjCBool = false
        guard path == "-" || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Refusal(description: "\(path): error: there is no such file or folder")
        }
        self.isFolder = isFolder.boolValue
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
        paths = names.flatMap { name in
            inner.map { "\(folder)\(name)/\($0)" }.filter { FileManager.default.fileExists(atPath: $0) }
                + (endings.contains { name.lowercased().hasSuffix(".\($0)") } ? [folder + name] : [])
        }
        guard !paths.isEmpty else {
            let list = endings.map { "*.\($0)" }.joined(separator: ", ")
            throw Refusal(description: "\(path): error: there is no file of the kind \(list) in the folder")
        }
    }
}
