import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Study files to begin with, Property` {
    @Test(arguments: StudyScaffold.Kind.allCases, [nil, ["ONE", "TWO", "THREE"]])
    func `each is a study without errors, whose gaps are marked`(kind: StudyScaffold.Kind, arms: [String]?) throws {
        let arms = kind == .oneArm ? arms.map { Array($0.prefix(1)) } : arms
        let text = try StudyScaffold(id: "NCT1", title: #"a: "quoted" # \ title"#, kind: kind, arms: arms).text
        let study = try StudyProtocol(StudyDocument(text))
        #expect(study.study.id == "NCT1" && study.study.title == #"a: "quoted" # \ title"#)
        #expect(study.remarks.isEmpty && study.gaps.count > 3)
        #expect(!text.contains("\t") && !text.contains(" \n"))
    }

    @Test func `names that cannot be ones are refused`() {
        #expect(throws: StudyScaffold.Fault.name("a b", of: "the id")) { try StudyScaffold(id: "a b", kind: .oneArm) }
        #expect(throws: StudyScaffold.Fault.twins("A")) {
            try StudyScaffold(id: "X", kind: .randomised, arms: ["A", "A"])
        }
        #expect(throws: StudyScaffold.Fault.arms(2, .oneArm)) {
            try StudyScaffold(id: "X", kind: .oneArm, arms: ["A", "B"])
        }
        #expect(throws: StudyScaffold.Fault.arms(1, .randomised)) {
            try StudyScaffold(id: "X", kind: .randomised, arms: ["A"])
        }
    }
}
