import Testing
import TrialValues

@testable import TrialModel

/// A table of rules with a gap or an overlap is told.
@Suite("Rule checks · ByHand")
struct RuleChecksByHandTests {
    private func problems(_ text: String) throws -> [String] {
        try Reading.modificationsWithProblems(text).1.map { "\($0.severity) \($0.rule)" }
    }

    @Test(
        arguments: [
            ("[{when: delay > 4 weeks}]", ["error study.missing-key"]),
            ("[{do: reduce}]", ["error study.missing-key"]),
            ("[{when: delay > 4 weeks, do: lower}]", ["error study.choice"]),
            ("[{when: delay > 4, do: reduce}]", ["error criterion.unit"]),
            ("[{when: delay > 4 weeks, do: reduce, until: delay < 1 week}]", ["error study.conflict"]),
            ("[{when: delay > 4 weeks, do: reduce, alternate: [a, b]}]", ["error study.conflict"]),
            ("[{table: ixazomib EU}]", ["error study.unknown-name"]),
            (
                "[{id: A, when: delay > 4 weeks, do: reduce}, {id: A, when: delay > 6 weeks, do: withdraw}]",
                ["error study.duplicate-id"]
            ),
            (
                "[{by: grade of rash, rows: [{is: 0 to 1, do: continue}, {is: 3, do: hold}, {is: 4 to 5, do: stop}]}]",
                ["error study.gap"]
            ),
            (
                "[{by: grade of rash, rows: [{is: 0 to 2, do: continue}, {is: 2 to 3, do: hold}, {is: 4 to 5, do: stop}]}]",
                ["error study.overlap"]
            ),
            ("[{by: grade of rash, rows: [{is: 0 to 2, do: continue}, {is: 3 to 4, do: hold}]}]", ["error study.gap"]),
            (
                "[{by: platelets, unit: 10^9/L, rows: [{is: below 30, do: hold}, {is: above 30, do: continue}]}]",
                ["error study.gap"]
            ),
            ("[{by: grade of rash, rows: [{is: 0 to 2, do: continue}, {is: 3 to 5, do: hold}]}]", []),
            ("[{when: delay > 1 month, do: reduce}]", ["warning study.delay-unit"]),
            ("[{when: cycle > 2 and delay in 1...2 years, do: reduce}]", ["warning study.delay-unit"]),
            ("[{when: delay > 4 weeks, do: reduce}]", []),
            ("[{when: platelets < 30 10^9/L, do: hold, until: platelets >= 20 10^9/L}]", ["warning study.overlap"]),
            ("[{when: platelets < 30 10^9/L, do: hold, until: \"platelets >= 30,000 /mm3\"}]", []),
            ("[{by: platelets, unit: 10^9/L, rows: [{is: below 30, do: hold}, {is: from 30, do: continue}]}]", []),
            // Two holds that resume at different doses hold for the same values.
            (
                "[{when: grade of rash >= 2, do: hold}, {when: grade of rash >= 3, do: hold, resume: one lower}]",
                ["error study.overlap"]
            ),
            // The more severe of two rules wins; no problem.
            ("[{when: delay > 4 weeks, do: reduce}, {when: delay >= 6 weeks, do: withdraw}]", []),
            // Grade 3 lies between the two.
            ("[{when: grade of rash = 2, do: hold}, {when: grade of rash = 4, do: stop}]", ["warning study.gap"]),
            ("[{when: grade of rash = 2, do: hold}, {when: grade of rash = 3, do: stop}]", []),
            (
                "[{when: \"platelets < 25 10^9/L\", do: stop}, {when: \"platelets in 30...50 10^9/L\", do: reduce}]",
                ["warning study.gap"]
            ),
        ] as [(String, [String])])
    func `problems`(text: String, expected: [String]) throws {
        #expect(try problems(text) == expected, "\(text)")
    }

    @Test func `rows become rules that hold for their band alone`() throws {
        let rules = try Reading.modifications(
            "[{id: N, by: grade of rash, rows: [{is: 0 to 1, do: continue}, {is: 2 to 3, do: hold, until: grade of rash <= 1}, {is: 4 to 5, do: stop}]}]"
        ).rules
        #expect(rules.map(\.id) == ["N-1", "N-2", "N-3"])
        for grade in 0...5 {
            let facts = SubjectFacts(id: "1", ["grade of rash": [FactObservation(.level(grade))]])
            let holding = rules.filter { $0.when.finding(given: facts).truth == .yes }.map(\.id)
            #expect(holding == [grade < 2 ? "N-1" : grade < 4 ? "N-2" : "N-3"])
        }
    }

    @Test func `rules and arms are looked at together`() throws {
        let arms = [try Reading.arm("{drug: A, dose: 4 mg, days: 1}")]
        func rules(_ text: String) throws -> [String] {
            DoseChecks(arms: arms, modifications: try Reading.modifications(text), prophylaxis: []).problems.map(\.rule)
        }
        #expect(try rules("[{when: delay > 4 weeks, do: reduce}]") == ["study.no-levels"])
        #expect(try rules("[{when: delay > 4 weeks, do: reduce, to: 3 mg}]") == [])
        #expect(try rules("[{when: delay > 4 weeks, do: hold, drug: B}]") == ["study.unknown-drug"])
        #expect(try rules("[{table: ixazomib US}]").contains("study.unknown-drug") == false)
    }
}
