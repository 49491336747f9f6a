import Testing
import TrialValues

@testable import TrialModel

/// Rules that hold for nobody, or for everybody.
@Suite struct `Contradictions of criteria, ByHand` {
    @Test(
        arguments: [
            ("age < 18 years and age >= 75 years", "`age` cannot be below 18 years and at least 75 years"),
            (
                "platelets > 100 10^9/L and platelets <= 100,000 /mm3",
                "`platelets` cannot be above 100 10^9/L and at most 100,000 /mm3"
            ),
            ("ECOG > 5", "`ECOG` is never above 5"), ("KPS < 0", "`KPS` is never below 0"),
            ("age < 0 years", "`age` is never below 0 years"),
            (
                "days since transplant in 60...180 and (pregnant and days since transplant > 200)",
                "`days since transplant` cannot be at most 180 and above 200"
            ),
            ("ISS = I and ISS != I", "`ISS` cannot be equal to I and other than I"),
            ("ALT > 3 x ULN and ALT < 2 x ULN", "`ALT` cannot be above 3 x ULN and below 2 x ULN"),
            ("not (age >= 18 years or age < 20 years)", "`age` cannot be below 18 years and at least 20 years"),
            ("ECOG > 5 or KPS > 100", "`ECOG` is never above 5"),
            ("at least 2 of (ECOG > 5, pregnant)", "`ECOG` is never above 5"),
            ("response > sCR", "`response` is never above sCR"),
            (
                "transplant < 2020 and transplant >= 2021", "`transplant` cannot be below 2020 and at least 2021"
            ),
        ])
    func `two demands that cannot both be, and one beyond what can be`(rule: String, reason: String) throws {
        let criterion = try Criterion(rule)
        #expect(criterion.contradiction == reason || criterion.contradiction == Self.turned(reason))
        #expect(try Criterion("not (\(rule))").isTautology)
    }

    /// The same of a negated pair, which is told in the order in which it is negated.
    private static func turned(_ reason: String) -> String {
        reason.replacing("below 18 years and at least 20 years", with: "at least 20 years and below 18 years")
    }

    @Test(
        arguments: [
            "age < 18 years or age >= 75 years", "age >= 18 years and age < 75 years", "ECOG >= 5", "ECOG <= 0",
            "age >= 18 years and age <= 18 years", "transplant >= 2020 and transplant <= 2020",
            "transplant >= 2020-05 and transplant <= 2020", "transplant <= 2020 and transplant >= 2020-05",
            "lowest platelets > 50 10^9/L and platelets < 20 10^9/L",
            "platelets > 50 10^9/L within 7 days and platelets < 20 10^9/L", "ALT > 3 x ULN and ALT < 40 U/L",
            "at least 1 of (ECOG > 5, pregnant)", "(pregnant and dialysis) or HIV",
        ])
    func `what may hold for somebody is no contradiction`(rule: String) throws {
        #expect(try Criterion(rule).contradiction == nil)
    }

    private func warnings(_ role: String, _ rule: String) throws -> [String] {
        let document = try StudyDocument(
            "study: {id: X, title: T}\npopulation: {\(role): [{id: C1, text: a, rule: '\(rule)'}]}")
        return try StudyProtocol(document).remarks.filter {
            $0.severity == .warning && $0.rule != "population.no-reference"
        }
        .map(\.message)
    }

    @Test func `check warns of them, and of an exclusion of everybody`() throws {
        #expect(
            try warnings("inclusion", "age < 18 years and age >= 75 years") == [
                "C1 holds for nobody: `age` cannot be below 18 years and at least 75 years"
            ])
        #expect(
            try warnings("exclusion", "ECOG > 5") == [
                "C1 holds for nobody, and keeps nobody out: `ECOG` is never above 5"
            ])
        #expect(
            try warnings("exclusion", "age >= 0 years") == ["C1 excludes everybody: its rule holds for every value"])
        #expect(
            try warnings("exclusion", "ECOG in 0...5") == ["C1 excludes everybody: its rule holds for every value"])
        #expect(try warnings("inclusion", "ECOG in 0...5") == [])
        #expect(try warnings("exclusion", "ECOG in 1...5") == [])
    }

    /// What is called a contradiction holds for no value, and what holds for a value is none.
    @Test func `no value meets a contradiction`() throws {
        let signs = ["<", "<=", "=", "!=", ">=", ">"]
        for first in signs {
            for second in signs {
                for (low, high) in [(2, 2), (2, 3), (3, 2), (0, 5), (5, 0)] {
                    let rule = try Criterion("ECOG \(first) \(low) and ECOG \(second) \(high)")
                    let holds = try (0...5).contains { value in
                        try rule.finding(given: SubjectFacts(StudyDocument("ECOG: \(value)"))).truth == .yes
                    }
                    if rule.contradiction != nil { #expect(!holds, "\(rule)") }
                }
            }
        }
    }
}
