import Testing
import TrialValues

@testable import TrialModel

/// Disposition and analysis sets, counted by hand.
@Suite struct `Analysis sets, ByHand` {
    private static func study(
        method: String = "permuted-blocks",
        sets: String =
            "[{id: ITT, who: w, rule: randomisation, as: randomised}, {id: safety, who: w, rule: start, as: treated}]"
    ) throws -> StudyProtocol {
        try StudyProtocol(
            StudyDocument(
                """
                equipoise: 1
                study: {id: S, title: Sets}
                arms: [{id: A, regimen: unspecified}, {id: B, regimen: unspecified}]
                allocation: {method: \(method)}
                analysis: {sets: \(sets)}
                """, file: "s.yaml"))
    }

    private static func subject(_ id: String, _ facts: [String: String]) throws -> SubjectFacts {
        let lines = (["subject: \(id)"] + facts.map { "\($0.key): \($0.value)" }).joined(separator: "\n")
        return try SubjectFacts(StudyDocument(lines, file: "f.yaml"))
    }

    private static let own = [
        "consent signed": "yes", "randomisation": "2020-01-02", "arm": "A", "arm treated": "A", "start": "2020-01-05",
    ]

    private static func subjects(_ changes: [[String: String?]]) throws -> [SubjectFacts] {
        try changes.enumerated().map { index, change in
            var facts = own
            for (name, value) in change { facts[name] = value }
            return try subject("\(index + 1)", facts)
        }
    }

    private func texts(_ sets: AnalysisSets) -> [[String]] { sets.sets.map { $0.arms.map(\.text) } }

    private func line(_ step: DispositionLine.Step, _ sets: AnalysisSets) -> [String]? {
        sets.disposition.first { $0.step == step }.map { [$0.all.text] + $0.arms.map(\.text) }
    }

    @Test func `as randomised counts the arm allocated, as treated the arm whose treatment was got`() throws {
        let sets = try AnalysisSets(
            of: Self.subjects([
                [:], ["arm treated": "B"], ["arm": "B"], ["arm": "B", "arm treated": "B"],
                ["arm": "B", "arm treated": "none", "start": "never"],
            ]), for: Self.study())
        // Allocated A: 1, 2. B: 3, 4, 5. Treated as A: 1, 3; as B: 2, 4; 5 not at all.
        #expect(texts(sets) == [["2", "3"], ["2", "2"]])
        #expect(line(.treated, sets) == ["4", "2", "2"])
        let crossings = sets.crossings.map { "\($0.arm) \($0.treated.name ?? "none") \($0.subjects)" }
        #expect(crossings == ["A A 1", "A B 1", "B A 1", "B B 1", "B none 1"])
    }

    @Test func `what is not known makes a range`() throws {
        let sets = try AnalysisSets(
            of: Self.subjects([[:], ["start": nil], ["arm treated": nil], ["arm": "B", "arm treated": "B"]]),
            for: Self.study())
        // Subject 2 may have started and would count as A; subject 3 has, and may count as A or B.
        #expect(texts(sets) == [["3", "1"], ["1 to 3", "1 to 2"]])
        #expect(sets.sets[1].arms[0].allows(3) && !sets.sets[1].arms[0].allows(4))
    }

    @Test func `without consent nobody takes part`() throws {
        let sets = try AnalysisSets(
            of: Self.subjects([
                [:], ["consent signed": "no"], ["consent signed": nil, "consent date": "2020-01-03"],
                ["consent signed": nil],
            ]), for: Self.study())
        #expect(sets.participants.map(\.isRefused) == [false, true, true, false])
        #expect(sets.participants[1].remarks == ["allocated to A without consent: refused"])
        #expect(
            sets.participants[2].remarks == ["allocated to A on 2020-01-02, before consent on 2020-01-03: refused"])
        // Subject 4 may have consented.
        #expect(texts(sets)[0] == ["1 to 2", "0"])
        #expect(line(.consented, sets) == ["1 to 2", "1 to 2", "0"])
        #expect(line(.refused, sets)?[0] == "2")
        #expect(line(.allocated, sets) == ["1 to 2", "1 to 2", "0"])
    }

    @Test func `what happened later is told of those who take part`() throws {
        let sets = try AnalysisSets(
            of: Self.subjects([
                ["death": "2020-05-01"], ["death": nil], ["death": nil, "consent signed": "no"],
                ["death": nil, "arm": "none", "consent signed": "no"],
            ]), for: Self.study())
        #expect(line(.died, sets) == ["1 to 2", "1 to 2", "0"])
    }

    @Test func `consent by the day, before the allocation and before it was withdrawn`() throws {
        let subjects = try Self.subjects([
            ["consent date": "2020-01-01"], ["consent date": "2020-01"], ["consent date": "2020-02-10"],
            ["consent signed": "no", "arm": nil, "arm treated": nil],
            ["withdrawal of consent": "2020-01-01"],
        ])
        for day in [nil, Day("2020-02-01")] {
            let sets = AnalysisSets(of: subjects, for: try Self.study(), on: day)
            #expect(sets.participants.map(\.isRefused) == [false, false, true, true, true])
            // The second may have consented after it was allocated.
            #expect(texts(sets)[0] == ["1 to 2", "0"])
            #expect(line(.treated, sets)?[0] == "1 to 2")
        }
        let last = try #require(AnalysisSets(of: subjects, for: try Self.study()).participants.last)
        #expect(
            last.remarks.contains("allocated to A on 2020-01-02, after consent was withdrawn on 2020-01-01: refused"))
    }

    @Test func `rows that contradict themselves are told and stay open`() throws {
        let sets = try AnalysisSets(
            of: Self.subjects([["arm": "none"], ["arm treated": "none"], ["randomisation": "never"]]),
            for: Self.study())
        #expect(
            sets.participants.map(\.remarks) == [
                ["arm is none, and randomisation was on 2020-01-02"],
                ["arm treated is none, and treatment has started"], ["arm is A, and there was no randomisation"],
            ])
        // The second is in A as randomised; the first in A or B. The third is not randomised.
        #expect(texts(sets) == [["1 to 2", "0 to 1"], ["2 to 3", "0 to 1"]])
    }

    @Test func `data that say nothing of consent are counted without it`() throws {
        let sets = try AnalysisSets(of: Self.subjects([["consent signed": nil]]), for: Self.study())
        #expect(texts(sets)[0] == ["1", "0"])
        #expect(line(.consented, sets) == nil)
    }

    @Test func `after a withdrawal of consent nothing new counts`() throws {
        let study = try Self.study(sets: "[{id: followed, who: w, rule: progression, as: randomised}]")
        let sets = try AnalysisSets(
            of: Self.subjects([
                ["withdrawal of consent": "2020-03-01", "progression": "2020-02-01"],
                ["withdrawal of consent": "2020-03-01", "progression": "2020-04-01"],
                ["withdrawal of consent": "2020-03-01", "progression": "2020-03"],
            ]), for: study)
        // The second had not progressed when it withdrew; the progression of the third may lie before the withdrawal.
        #expect(sets.sets[0].memberships?.map(\.truth) == [.yes, .no, .yes])
        #expect(
            sets.participants.map(\.remarks) == [
                [],
                ["consent was withdrawn on 2020-03-01; what came later is not used: progression of 2020-04-01"], [],
            ])
        #expect(line(.consentWithdrawn, sets) == ["3", "3", "0"])
    }

    @Test func `a day before what happened later`() throws {
        let subjects = try Self.subjects([["withdrawal of consent": "2020-03-01"], ["start": "2020-02-01"]])
        let sets = try AnalysisSets(of: subjects, for: Self.study(), on: Day("2020-01-31"))
        // Of the second nothing is said.
        #expect(line(.consentWithdrawn, sets) == ["0 to 1", "0 to 1", "0"])
        #expect(sets.sets[1].memberships?.map(\.truth) == [.yes, .no])
    }

    @Test func `a chosen arm has its reason and its day`() throws {
        let subjects = try Self.subjects([
            ["reason for arm": "distance to the site"], [:], ["randomisation": nil],
            ["randomisation": nil, "enrolment": "2020-01-01", "reason for arm": "wish"],
        ])
        let chosen = try AnalysisSets(of: subjects, for: Self.study(method: "discretionary"))
        #expect(
            chosen.participants.map(\.remarks) == [
                [], ["the arm A was chosen; the reason for arm is missing"],
                ["the arm A was chosen; the reason for arm and the day of enrolment is missing"], [],
            ])
        let drawn = try AnalysisSets(of: subjects, for: Self.study())
        #expect(drawn.participants.flatMap(\.remarks) == [])
    }

    @Test func `records that cannot be are told`() throws {
        let sets = try AnalysisSets(
            of: Self.subjects([
                ["arm": "a"], ["start": "2020-01-01"], ["start": "never"], ["arm treated": "none", "start": "never"],
            ]), for: Self.study())
        #expect(
            sets.participants.map(\.remarks) == [
                ["arm is a, which is no arm of the study; did you mean A?"],
                ["start on 2020-01-01 lies before randomisation on 2020-01-02"],
                ["arm treated is A, and treatment has not started"], [],
            ])
        #expect(texts(sets)[0] == ["3 to 4", "0 to 1"])
    }

    @Test func `reasons for the end of treatment stand below it, the most frequent first`() throws {
        let ended = ["end of treatment": "2020-06-01", "reason for end of treatment": "progression"]
        let sets = try AnalysisSets(
            of: Self.subjects([
                ended, ended, ended.merging(["reason for end of treatment": "toxicity"]) { $1 },
                ["end of treatment": "never"], [:],
            ]), for: Self.study())
        let steps = sets.disposition.map(\.step)
        #expect(steps.suffix(3) == [.treatmentEnded, .endedFor("progression"), .endedFor("toxicity")])
        #expect(line(.treatmentEnded, sets) == ["3 to 4", "3 to 4", "0"])
        #expect(line(.endedFor("progression"), sets)?[0] == "2")
    }

    @Test func `a set in words alone is not counted`() throws {
        let sets = try AnalysisSets(
            of: Self.subjects([[:]]), for: Self.study(sets: "[{id: PP, who: those without a deviation}]"))
        #expect(sets.sets[0].memberships == nil && sets.sets[0].arms.isEmpty)
    }
}
