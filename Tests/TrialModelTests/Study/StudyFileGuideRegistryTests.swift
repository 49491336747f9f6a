import Foundation
import TestSupport
import Testing

@testable import TrialModel

/// The guide of the study file.
enum StudyFileGuide {
    static let text =
        (try? String(contentsOf: Repository.file("Documentation/Guides/study-file.md"), encoding: .utf8)) ?? ""
    static let examples = text.matches(of: #/```yaml\n([^`]*)```/#).map { String($0.1) }

    /// What stands under a heading.
    static func section(_ heading: String) -> String {
        let start = text.firstRange(of: "\n## \(heading)\n")?.upperBound ?? text.endIndex
        let end = text[start...].firstRange(of: "\n## ")?.lowerBound ?? text.endIndex
        return String(text[start..<end])
    }
}

/// The guide of the study file is what the parser does: every key stands in it, and every example is a study.
@Suite struct `Guide of the study file, Registry` {
    private func keys(_ shape: StudyShape) -> [MappingReader.Key] {
        switch shape {
        case .group(let keys, _): keys + keys.flatMap { self.keys($0.shape) }
        case .list(let item): keys(item)
        case .any(let shapes): shapes.flatMap(keys)
        default: []
        }
    }

    private static let here: [StudySection] = [
        .study, .allocation, .assessments, .endpoints, .analysis, .sites, .documents,
    ]

    @Test(arguments: here) func `every key stands in the table of its section`(section: StudySection) throws {
        let shape = try #require(StudyParts.shapes.first { $0.section == section }?.shape)
        let text = StudyFileGuide.section("`\(section.rawValue)`")
        for key in keys(shape) {
            #expect(
                text.contains("| `\(key.name)` | \(key.isRequired ? "must" : "") | \(key.meaning) | \(key.words) |"),
                "\(key.name)")
        }
    }

    @Test(arguments: StudySection.allCases) func `every section stands in the list of sections`(section: StudySection) {
        #expect(StudyFileGuide.section("The sections").contains("`\(section.rawValue)`"))
    }

    @Test func `there are examples`() { #expect(StudyFileGuide.examples.count >= 4) }

    @Test(arguments: StudyFileGuide.examples) func `every example is a study`(example: String) throws {
        let study = try StudyProtocol(StudyDocument(example))
        #expect(study.remarks.isEmpty, "\(study.remarks)")
    }
}
