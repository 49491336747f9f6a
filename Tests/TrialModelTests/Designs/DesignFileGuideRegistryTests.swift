import Foundation
import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// The guide of the design file is what the parser does: every key stands in it, and every example parses.
@Suite struct `Guide of the design file, Registry` {
    private static let guide =
        (try? String(contentsOf: Repository.file("Documentation/Guides/design-file.md"), encoding: .utf8)) ?? ""
    private static let examples = guide.matches(of: #/```yaml\n([^`]*)```/#).map { String($0.1) }

    private func section(_ heading: String) -> String {
        let start = Self.guide.firstRange(of: "\n## \(heading)\n")?.upperBound ?? Self.guide.endIndex
        let end = Self.guide[start...].firstRange(of: "\n## ")?.lowerBound ?? Self.guide.endIndex
        return String(Self.guide[start..<end])
    }

    /// The names of keys, and of those within them.
    private func names(_ keys: [MappingReader.Key]) -> [String] {
        keys.flatMap { [$0.name] + names(inner($0.shape)) }
    }

    private func inner(_ shape: StudyShape) -> [MappingReader.Key] {
        switch shape {
        case .group(let keys, _): keys
        case .list(let item): inner(item)
        case .any(let shapes): shapes.flatMap(inner)
        default: []
        }
    }

    @Test(arguments: DesignRule.Name.allCases) func `every key of a rule stands in its section`(name: DesignRule.Name) {
        let own = section("`\(name.rawValue)`")
        let common = section("Every rule")
        let priors = section("`beta-binomial`") + section("`exponential-median`")
        for key in name.keys where key.name != "design" {
            #expect((own + common).contains("| `\(key.name)` | \(key.isRequired ? "must" : "") |"), "\(key.name)")
            for part in names(inner(key.shape)) {
                #expect((own + priors).contains("`\(part)`") || (own + priors).contains("\(part):"), "\(part)")
            }
        }
        #expect(Self.examples.contains { $0.contains("rule: \(name.rawValue)") })
    }

    @Test func `every key of the design section stands in its section`() {
        for name in names(StudyDesign.designKeys) { #expect(section("`design`").contains("`\(name)`"), "\(name)") }
    }

    @Test func `there are examples`() { #expect(Self.examples.count > 12) }

    @Test(arguments: examples) func `every example is read`(example: String) throws {
        let design = try StudyDesign(StudyDocument(example))
        #expect(!design.items.isEmpty || design.facts != nil)
    }
}
