import Foundation
import TrialModel
import TrialTables
import TrialValues

/// A file of published numbers: what papers print, in YAML or in CSV.
///
/// ```swift
/// let file = try PublishedFile(bytes: bytes, name: "published.yaml")
/// let rechecks = file.papers.map { Recheck($0) }
/// ```
///
/// All problems of the file are told at once; a file with a problem is no paper.
public struct PublishedFile: Sendable {
    /// The papers, a study each, in the order of the file.
    public let papers: [PublishedPaper]
    /// What was not read, in sentences.
    public let notes: [String]

    /// The numbers in the bytes of a file; a name that ends in `.csv` or `.tsv` is a table.
    ///
    /// - Throws: every problem with its line and column.
    public init(bytes: [UInt8], name: String) throws(Diagnostics) {
        let isTable = [".csv", ".tsv", ".txt"].contains { name.lowercased().hasSuffix($0) }
        if isTable || Self.beginsAsTable(bytes) {
            self = try Self(table: bytes, name: name)
        } else {
            self = try Self(document: bytes, name: name)
        }
    }

    init(papers: [PublishedPaper], notes: [String]) {
        self.papers = papers
        self.notes = notes
    }

    /// Whether the first line names columns rather than a key.
    private static func beginsAsTable(_ bytes: [UInt8]) -> Bool {
        let line = bytes.prefix { $0 != 0x0A }
        let text = String(decoding: line, as: UTF8.self)
        return text.contains("quantity") && text.contains("value") && text.split(separator: ",").count > 2
            && !text.contains(":")
    }

    private init(document bytes: [UInt8], name: String) throws(Diagnostics) {
        let document: StudyDocument
        do throws(Diagnostics) {
            document = try StudyDocument(bytes: bytes, file: name)
        } catch {
            throw Diagnostics(
                error.all.map { problem in
                    problem.rule != "study.empty"
                        ? problem
                        : Diagnostic(
                            .error, "published.empty", "the file holds no number", at: problem.place,
                            advice: "list what the paper prints under `numbers`")
                })
        }
        var reading = PublishedReading(document.root)
        let paper = reading.paper()
        let problems = reading.problems.sorted {
            ($0.place.line ?? 0, $0.place.column ?? 0) < ($1.place.line ?? 0, $1.place.column ?? 0)
        }
        guard let paper, problems.isEmpty else { throw Diagnostics(problems) }
        self.init(papers: [paper], notes: PublishedUnits.notes(paper.numbers))
    }

    private init(table bytes: [UInt8], name: String) throws(Diagnostics) {
        let table = try Table(csv: .bytes(bytes, name: name), isText: true)
        var reading = PublishedTable(table)
        let numbers = reading.numbers()
        guard reading.problems.isEmpty else { throw Diagnostics(reading.problems) }
        var studies: [String] = []
        var byStudy: [String: [PublishedNumber]] = [:]
        for number in numbers {
            if byStudy[number.study] == nil { studies.append(number.study) }
            byStudy[number.study, default: []].append(number)
        }
        self.init(
            papers: studies.map { PublishedPaper(study: $0, numbers: byStudy[$0] ?? []) },
            notes: reading.notes + PublishedUnits.notes(numbers))
    }
}
