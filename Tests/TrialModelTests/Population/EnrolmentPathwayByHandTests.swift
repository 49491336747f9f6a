import Testing
import TrialValues

@testable import TrialModel

/// The pathway of NCT04217967: at least a partial response after 4 to 9 courses, with a second regimen of at most 5
/// courses for those below it after 4; a transplant is a consolidation.
@Suite struct `Enrolment pathway, ByHand` {
    private static let study = """
        population:
          inclusion:
            - {id: I3, text: one or two lines, rule: "lines of treatment in [1, 2]"}
            - {id: I4, text: four to nine courses, rule: front-line courses in 4...9}
            - {id: I5, text: at least PR, rule: response >= PR}
          pathway:
            goal: response >= PR
            total courses: 4...9
            consolidation: [ASCT]
            steps:
              - {id: first regimen, look after: 4}
              - {id: second regimen, look after: 1...5}
        """

    private func screening(_ courses: [String]) throws -> Screening {
        let plan = try ScreeningPlan(StudyDocument(Self.study))
        let subject = try SubjectFacts(StudyDocument("courses: [\(courses.joined(separator: ", "))]"))
        return Screening(of: subject, for: plan.population)
    }

    private func courses(_ regimen: String, _ responses: String...) -> [String] {
        responses.map { "{regimen: \(regimen)\($0 == "-" ? "" : ", response: \($0)")}" }
    }

    private let transplant = "{consolidation: ASCT, response: VGPR}"

    private func outcome(_ courses: [String]) throws -> EnrolmentPathway.Outcome? {
        try screening(courses).pathway?.outcome
    }

    @Test func `at least PR at four courses: recruit`() throws {
        let screening = try screening(courses("A", "SD", "MR", "MR", "PR"))
        #expect(screening.pathway?.outcome == .recruit)
        #expect(screening.eligibility == .eligible)
        #expect(screening.pathway?.reason == "response >= PR after 4 courses (PR)")
    }

    @Test func `below PR at four, PR at nine with a second regimen: recruit`() throws {
        let way = courses("A", "SD", "SD", "SD", "MR") + courses("B", "MR", "MR", "MR", "MR", "PR")
        let screening = try screening(way)
        #expect(screening.pathway?.outcome == .recruit)
        #expect(screening.eligibility == .eligible)
        #expect(screening.subject["lines of treatment"].first?.value == .number(ExactDecimal("2") ?? .zero))
        #expect(try outcome(Array(way.dropLast())) == .goOn)
    }

    @Test func `never PR: not recruited`() throws {
        let way = courses("A", "SD", "SD", "SD", "MR") + courses("B", "MR", "MR", "MR", "MR", "MR")
        let screening = try screening(way)
        #expect(screening.pathway?.outcome == .notRecruited)
        #expect(screening.eligibility == .notEligible)
        #expect(
            screening.pathway?.reason
                == "response >= PR is not reached after 5 courses of the second regimen, the last step")
    }

    @Test func `a transplant is a consolidation and no course`() throws {
        let way = courses("A", "SD", "MR", "PR", "PR") + [transplant]
        let screening = try screening(way)
        #expect(screening.pathway?.outcome == .recruit)
        #expect(screening.subject["front-line courses"].first?.value == .number(ExactDecimal("4") ?? .zero))
        #expect(screening.pathway?.trace.contains("ASCT: consolidation, no course") == true)
        // With nine courses and a transplant between them the subject still has nine.
        let nine = courses("A", "SD", "MR", "PR", "PR") + [transplant] + courses("A", "-", "-", "-", "-", "CR")
        #expect(try outcome(nine) == .recruit)
        #expect(try outcome(nine + courses("A", "CR")) == .notRecruited)
    }

    @Test func `before the fourth course it is not known`() throws {
        #expect(try outcome(courses("A", "CR", "CR", "CR")) == .goOn)
        #expect(
            try screening(courses("A", "CR", "CR", "CR")).pathway?.reason
                == "1 more course is due of the first regimen before the goal is looked at")
        #expect(try outcome(courses("A", "CR", "CR", "CR", "-")) == .unknown)
    }

    @Test func `below PR at four: the second regimen is due, of at most five courses`() throws {
        let finding = try screening(courses("A", "SD", "SD", "SD", "MR")).pathway
        #expect(finding?.outcome == .goOn)
        #expect(
            finding?.reason
                == "response >= PR is not reached after 4 courses of the first regimen: the second regimen is due, at most 5 courses"
        )
    }

    @Test func `another way than the pathway is told`() throws {
        #expect(try outcome(courses("A", "SD", "SD") + courses("B", "PR", "PR")) == .departed)
        #expect(try outcome(courses("A", "SD", "SD", "SD", "MR", "PR")) == .departed)
        #expect(try outcome(courses("A", "PR", "PR", "PR", "PR") + courses("B", "PR")) == .departed)
        let third = courses("A", "SD", "SD", "SD", "MR") + courses("B", "MR", "MR", "MR", "MR", "MR")
        #expect(try outcome(third + courses("C", "PR")) == .notRecruited)
        #expect(try outcome(courses("A", "PR", "PR", "PR", "PR") + ["{consolidation: radiation}"]) == .departed)
    }
}
