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
