import Foundation
import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// The shipped schema is what the parser asks for, and tells the same files from each other as far as a schema can.
@Suite struct `Schema of the design file, Property` {
    private let schema = SchemaCheck(StudySchema.designFile)

    private static let guide =
        (try? String(contentsOf: Repository.file("Documentation/Guides/design-file.md"), encoding: .utf8)) ?? ""
    private static let examples = guide.matches(of: #/```yaml\n([^`]*)```/#).map { String($0.1) }

    @Test func `the file that ships is the one that the parser makes`() throws {
        let file = Repository.file("Documentation/Schemas/design-file.schema.json")
        #expect(try String(contentsOf: file, encoding: .utf8) == StudySchema.designFile.text)
    }

    @Test(arguments: examples) func `the schema takes every example of the guide`(example: String) throws {
        #expect(try schema.accepts(example))
    }

    @Test(
        arguments: [
            "rule: simon\nevent: r\nnull rate: 0.2\ntarget rate: 0.4\nalpha: 0.05\npower: 0.8\nstop: 1",
            "rule: simon\nevent: r\nnull rate: 0.2\ntarget rate: 0.4\nalpha: 0.05",
            "rule: simons", "rule: simon\nevent: r\nnull rate: 2\ntarget rate: 0.4\nalpha: 0.05\npower: 0.8",
            "monitring: []", "design: {sample size: many}", "design: {accrual: [{from: 0 months, rates: 1 per month}]}",
            "rule: boin\nevent: t\ntarget: 0.3\ndoses: 2.5",
            "rule: exponential-median\nendpoint: PFS\ncontrol: 40\nstop below: 0.1\nprior: {mean: 4 months, events: 1}",
            "rule: closed\nalpha: 0.05\nhypotheses: [{id: A, looks: 1, weights: 1}]",
        ])
    func `the schema refuses what the parser refuses`(text: String) throws {
        #expect(throws: Diagnostics.self) { try StudyDesign(StudyDocument(text)) }
        #expect(try !schema.accepts(text))
    }
}
