import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Amendments, ByHand` {
    private let old = """
        study: {id: X, title: T, version: 1}
        population:
          inclusion:
            - {id: I1, text: Adults, rule: age >= 18 years}
            - {id: I2, rule: "platelets > 100,000 /mm3"}
          exclusion: [{id: E1, rule: pregnant}]
        arms:
          - id: A
            regimen: {cycle: 28 days, drugs: [{drug: ixazomib, dose: 4 mg, days: [1, 8, 15]}]}
        endpoints: [{id: PFS, role: primary}, {id: OS, role: secondary}]
        """

    private func sentences(_ replacements: (String, String)...) throws -> [String] {
        var new = old
        for (before, after) in replacements {
            try #require(new.contains(before))
            new = new.replacing(before, with: after)
        }
        let amendment = try StudyAmendment(from: StudyDocument(old), to: StudyDocument(new))
        return amendment.changes.map(\.sentence)
    }

    @Test func `a changed rule is told with both texts`() throws {
        #expect(
            try sentences(("100,000", "75,000")) == [
                "Inclusion criterion I2: the rule was `platelets > 100,000 /mm3` and is now `platelets > 75,000 /mm3`."
            ])
    }

    @Test func `a dose, a cycle and a version are told by what they belong to`() throws {
        #expect(
            try sentences(("4 mg", "3 mg"), ("28 days", "21 days"), ("version: 1", "version: 2")) == [
                "The section study: the version was `1` and is now `2`.",
                "Arm A: regimen: the cycle was `28 days` and is now `21 days`.",
                "Arm A, ixazomib: the dose was `4 mg` and is now `3 mg`.",
            ])
    }

    @Test func `what is new and what is gone is told`() throws {
        #expect(
            try sentences(
                ("exclusion: [{id: E1, rule: pregnant}]", "exclusion: [{id: E2, rule: CNS involvement}]"),
                ("text: Adults, ", "text: Adults, question: \"Are you 18?\", ")) == [
                    "Inclusion criterion I1 now states the question: `Are you 18?`.",
                    "Exclusion criterion E1 is gone; it was `{id: E1, rule: pregnant}`.",
                    "Exclusion criterion E2 is new: `{id: E2, rule: CNS involvement}`.",
                ])
    }

    @Test func `an order is a change of its own, quotes and spaces are none`() throws {
        #expect(
            try sentences(
                (
                    "[{id: PFS, role: primary}, {id: OS, role: secondary}]",
                    "[{id: OS, role: secondary}, {id: PFS, role: primary}]"
                ))
                == ["The section endpoints: the order is now OS, PFS."]
        )
        #expect(try sentences(("text: Adults", "text:   \"Adults\"   "), ("study:", "# a remark\nstudy:")).isEmpty)
    }

    @Test func `a whole section comes and goes`() throws {
        #expect(
            try sentences(("endpoints: [", "sites: [{id: S1, name: A}]\nendpoints: [")) == [
                "The section sites is new: `[{id: S1, name: A}]`."
            ])
    }

    @Test func `nothing changes against itself, and what one way adds the other takes`() throws {
        let new = try StudyDocument(old.replacing("exclusion: [{id: E1, rule: pregnant}]", with: "exclusion: []"))
        let old = try StudyDocument(old)
        #expect(StudyAmendment(from: old, to: old).changes.isEmpty)
        #expect(StudyAmendment(from: old, to: new).changes.map(\.kind) == [.removed])
        #expect(StudyAmendment(from: new, to: old).changes.map(\.kind) == [.added])
    }

    @Test func `a number that is written otherwise is no change, and a version is a name`() throws {
        #expect(
            try sentences(
                ("100,000 /mm3", "100000 /mm3"), (">= 18 years", ">= 18.0 years"), ("[1, 8, 15]", "[1, 8.0, 15]")) == []
        )
        #expect(
            try sentences(("version: 1", "version: 1.0")) == [
                "The section study: the version was `1` and is now `1.0`."
            ])
        #expect(try sentences((">= 18 years", ">= 18.01 years")).count == 1)
        #expect(try sentences(("Adults", "Adults of group 1.10")).count == 1)
    }

    private static let rules = """
        modifications:
          - {id: P1, when: "platelets < 30 10^9/L", drug: [lenalidomide], do: hold}
          - {when: delay > 4 weeks, drug: lenalidomide, do: reduce}
          - {new cycle: "platelets >= 75 10^9/L"}
        prophylaxis:
          - {against: herpes zoster, drug: [acyclovir, valaciclovir], with: bortezomib}
        arms:
          - id: A
            regimen:
              drugs:
                - drug: lenalidomide
                  renal: [{jurisdiction: site, rows: [{clearance: from 60, dose: 25 mg}, {clearance: below 60, dose: 10 mg}]}]
        """

    /// Each change of a rule is told by itself, whether the rule has a name or not.
    @Test(
        arguments: [
            (
                "platelets < 30", "platelets < 25",
                [
                    "Rule P1 on lenalidomide: the condition was `platelets < 30 10^9/L` and is now `platelets < 25 10^9/L`."
                ]
            ),
            (
                "delay > 4 weeks", "delay > 5 weeks",
                ["Rule 2 on lenalidomide: the condition was `delay > 4 weeks` and is now `delay > 5 weeks`."]
            ),
            (
                ">= 75", ">= 50",
                [
                    "Rule 3: the condition of a new cycle was `platelets >= 75 10^9/L` and is now `platelets >= 50 10^9/L`."
                ]
            ),
            (
                "  - {new cycle", "  - {when: dialysis, do: stop}\n  - {new cycle",
                ["Rule 3 is new: `{when: dialysis, do: stop}`."]
            ),
            (
                "  - {when: delay > 4 weeks, drug: lenalidomide, do: reduce}\n", "",
                ["Rule 2 on lenalidomide is gone; it was `{when: delay > 4 weeks, drug: lenalidomide, do: reduce}`."]
            ),
            (
                "with: bortezomib", "with: ixazomib",
                [
                    "Prophylaxis against herpes zoster with acyclovir and valaciclovir: the accompanied drug was `bortezomib` and is now `ixazomib`."
                ]
            ),
            (
                "dose: 10 mg", "dose: 5 mg",
                [
                    "Arm A, lenalidomide: renal, jurisdiction site, clearance below 60: the dose was `10 mg` and is now `5 mg`."
                ]
            ),
        ] as [(String, String, [String])])
    func `rules without names are told one by one`(before: String, after: String, expected: [String]) throws {
        try #require(Self.rules.contains(before))
        let amendment = try StudyAmendment(
            from: StudyDocument(Self.rules), to: StudyDocument(Self.rules.replacing(before, with: after)))
        #expect(amendment.changes.map(\.sentence) == expected)
    }

    @Test func `several things were and are`() throws {
        #expect(
            try sentences(("[1, 8, 15]", "[1, 8]")) == [
                "Arm A, ixazomib: the days were `[1, 8, 15]` and are now `[1, 8]`."
            ])
        #expect(
            try sentences((", days: [1, 8, 15]", "")) == [
                "Arm A, ixazomib no longer states the days; they were `[1, 8, 15]`."
            ])
    }
}
