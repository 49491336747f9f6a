import Foundation
import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// Every example of the guides is one that the program reads.
@Suite struct `Criteria in guides, Registry` {
    private static func fences(_ guide: String, _ language: String) -> [String] {
        let text =
            (try? String(contentsOf: Repository.file("Documentation/Guides/\(guide).md"), encoding: .utf8)) ?? ""
        var fences: [String] = []
        var lines: [String]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = lines, line.hasPrefix("```") {
                if !open.isEmpty { fences.append(open.joined(separator: "\n")) }
                lines = nil
            } else if line.hasPrefix("```") {
                // A fence of another language is passed over by an empty list that nothing is added to.
                lines = line == "```" + language ? ["#"] : []
            } else if lines?.isEmpty == false {
                lines?.append(String(line))
            }
        }
        return fences.map { String($0.dropFirst(2)) }
    }

    static let criteria = fences("criteria", "").flatMap { $0.split(separator: "\n").map(String.init) }
    static let yaml = fences("criteria", "yaml") + fences("screen", "yaml")

    @Test func `there are many`() {
        #expect(Self.criteria.count > 40)
        #expect(Self.yaml.count >= 7)
    }

    @Test(arguments: criteria) func `a criterion of the guide reads, and prints as one that reads`(text: String) throws
    {
        let criterion = try Criterion(text)
        #expect(try Criterion(criterion.description) == criterion)
    }

    @Test(arguments: yaml) func `a piece of a file of the guides reads`(text: String) throws {
        let document = try StudyDocument(text)
        let root = document.root
        var problems: [Diagnostic] = []
        if let population = root["population"] {
            if population["inclusion"] == nil {
                let pathway = try #require(population["pathway"])
                #expect(Expectation.pathway(.shipped).read(pathway, "pathway", &problems) != nil)
            } else {
                #expect(try ScreeningPlan(document).warnings == [])
            }
        } else if let facts = root["facts"] {
            let before = FactDictionary.shipped.facts.count
            #expect(FactDictionary.read(facts, &problems).facts.count > before)
        } else if let rule = root["rule"] {
            #expect(Expectation.criterion(.shipped).read(rule, "rule", &problems) != nil)
        } else if root["subject"] != nil {
            _ = try SubjectFacts(document)
        } else {
            let answers = root.entries?.compactMap { $0.value.text.flatMap { SelfScreening.Answer($0) } }
            #expect(answers?.count == root.entries?.count)
        }
        #expect(problems == [])
    }
}
