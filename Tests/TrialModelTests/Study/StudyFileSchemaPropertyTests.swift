import Foundation
import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// The shipped schema of the study file is what the parser asks for, and takes what it takes.
@Suite struct `Schema of the study file, Property` {
    private let schema = SchemaCheck(StudySchema.studyFile)

    private static let examples = StudyFileGuide.examples
    private static let studies = ["nct04217967", "nct01718743", "tourmaline-mm3", "tourmaline-mm4", "id-vs-rd"]

    @Test func `the file that ships is the one that the parser makes`() throws {
        let file = Repository.file("Documentation/Schemas/study-file.schema.json")
        #expect(try String(contentsOf: file, encoding: .utf8) == StudySchema.studyFile.text)
    }

    @Test func `a schema's lists of forms are not empty, as its own schema asks`() {
        for schema in [StudySchema.studyFile, .designFile] {
            #expect(schema.text.firstMatch(of: #/"(anyOf|allOf|enum|required)" : \[\s*\]/#) == nil)
        }
    }

    @Test(arguments: examples) func `the schema takes every example of the guide`(example: String) throws {
        #expect(try schema.accepts(example))
    }

    @Test(arguments: studies) func `the schema takes the founding studies`(name: String) throws {
        let file = Repository.file("Examples/\(name)/study.yaml")
        #expect(try schema.accepts(String(contentsOf: file, encoding: .utf8)))
    }

    @Test(
        arguments: [
            "title: x", "study: {id: X}", "study: {id: X, title: T, fase: 2}", "study: {id: X, title: T, phase: 9}",
            "study: {id: X, title: T}\nallocation: {ratio: 3:2}", "study: {id: X, title: T}\nendpoints: {id: PFS}",
            "study: {id: X, title: T}\nendpoints: [{id: PFS, role: first}]", "study: unspecified",
            "study: {id: X, title: T, participants: {unspecifed: why}}", "study: {id: X, title: T}\nmonitring: []",
        ])
    func `the schema refuses what the parser refuses`(text: String) throws {
        #expect(throws: Diagnostics.self) { try StudyProtocol(StudyDocument(text)) }
        #expect(try !schema.accepts(text))
    }
}
