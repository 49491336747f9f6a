import Testing
import TrialValues

@testable import TrialModel

/// Sections that a protocol leaves open as a whole.
@Suite struct `Open sections, ByHand` {
    private static let sections = StudySection.allCases.filter { $0 != .equipoise && $0 != .study }
    private static let forms = ["unspecified", "{unspecified: \"under discussion\"}"]
    private let schema = SchemaCheck(StudySchema.studyFile)

    private func document(_ section: StudySection, _ form: String) throws -> StudyDocument {
        try StudyDocument("study: {id: X, title: T}\n\(section.rawValue): \(form)", file: "x.yaml")
    }

    @Test(arguments: sections, forms)
    func `every section but the study may be left open, and is a gap`(section: StudySection, form: String) throws {
        let document = try document(section, form)
        let study = try StudyProtocol(document)
        #expect(study.gaps.map(\.path) == [[section.rawValue]] && study.remarks.isEmpty)
        #expect(study.gaps.first?.note == (form == "unspecified" ? nil : "under discussion"))
        #expect(try schema.accepts("study: {id: X, title: T}\n\(section.rawValue): \(form)"))
        let open = try #require(OpenSection(section, in: document))
        #expect(open.sentence.hasPrefix("this study's file leaves the \(section.rawValue) open"))
        #expect(open.sentence.hasSuffix("under discussion") == (form != "unspecified"))
        #expect(open.place.line == 2)
    }

    @Test func `what screens and what designs says which section is open`() throws {
        #expect {
            try ScreeningPlan(document(.population, "unspecified"))
        } throws: { error in
            (error as? Diagnostics)?.all.map(\.rule) == ["study.open"]
        }
        let design = try StudyDesign(document(.monitoring, "unspecified"))
        #expect(design.items.isEmpty && design.open.map(\.section) == [.monitoring])
        #expect(try FactDictionary.shipped == StudyProtocol(document(.facts, "unspecified")).facts)
    }

    @Test(
        arguments: [
            ("study: unspecified", "study.type"), ("equipoise: unspecified\nstudy: {id: X, title: T}", "study.version"),
            ("study: {id: X, title: T}\nfacts: {unspecified: flag, x: flag}", "study.name"),
            ("study: {id: X, title: T}\nmonitoring: {unspecified: [why]}", "study.type"),
            ("study: {id: X, title: T}\npopulation: {unspecified: why, inclusion: []}", "study.unknown-key"),
        ])
    func `what is no gap is refused`(text: String, rule: String) throws {
        #expect {
            try StudyProtocol(StudyDocument(text))
        } throws: { error in
            (error as? Diagnostics)?.all.contains { $0.rule == rule } ?? false
        }
    }

    @Test(
        arguments: [
            (StudyDocument.Kind.study, "a study file holds at least `study:"),
            (.facts, "a file of facts holds names of facts"),
            (.answers, "a file of answers holds ids of criteria"), (.events, "a file of events holds what happened"),
            (.design, "a design file holds at least a rule"),
        ])
    func `an empty file is told as what it was to be`(kind: StudyDocument.Kind, advice: String) throws {
        #expect {
            try StudyDocument(bytes: Array("# nothing\n".utf8), kind: kind)
        } throws: { error in
            let problem = (error as? Diagnostics)?.all.first
            return problem?.rule == "study.empty" && problem?.advice?.hasPrefix(advice) ?? false
        }
    }

    @Test func `a byte order mark is passed over, and moves no column`() throws {
        let document = try StudyDocument(bytes: [0xEF, 0xBB, 0xBF] + Array("study: {id: X, titel: T}".utf8))
        #expect(document.root["study"]?["id"]?.text == "X")
        #expect(document.root["study"]?.entries?.last?.place.column == 16)
    }
}
