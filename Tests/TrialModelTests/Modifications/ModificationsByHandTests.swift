import Testing
import TrialValues

@testable import TrialModel

/// Rules followed on paper.
@Suite("Modifications · ByHand")
struct ModificationsByHandTests {
    private static let ixazomib = "{drug: ixazomib, dose: 4 mg, days: [1, 8, 15], levels: [4 mg, 3 mg, 2.3 mg]}"
    private static let pair =
        ixazomib
        + ", {drug: lenalidomide, dose: 25 mg, days: 1-21, levels: [25 mg, 20 mg, 15 mg, 10 mg, 5 mg, 2.5 mg], below lowest: stay}"
    private static let delays =
        "[{id: D1, when: delay > 4 weeks, do: reduce}, {id: D2, when: delay >= 6 weeks, do: withdraw}]"

    @Test(
        arguments: [(28, "4 mg", false), (29, "3 mg", false), (41, "3 mg", false), (42, nil, true)]
            as [(Int, String?, Bool)])
    func `28, 29, 41 and 42 days of delay`(days: Int, amount: String?, isWithdrawn: Bool) throws {
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: Self.delays,
            record: "{start: 2024-03-04, events: [{date: 2024-03-29, event: delay, days: \(days), reason: infection}]}")
        #expect(calendar.doses.first { $0.cycle == 2 }?.due?.description == amount)
        #expect((calendar.end?.reason.hasPrefix("D2") ?? false) == isWithdrawn)
        // Reduced once, not again with every further day of the same delay.
        #expect(calendar.decisions.filter { $0.action == "reduced to 3 mg" }.count == (days > 28 ? 1 : 0))
        if isWithdrawn { #expect(calendar.end?.day == Day("2024-04-01")?.adding(days: 42)) }
    }

    @Test func `a second delay reduces a second time`() throws {
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: Self.delays,
            record:
                "{start: 2024-03-04, events: [{date: 2024-03-29, event: delay, days: 30}, {date: 2024-05-20, event: delay, days: 30}]}"
        )
        #expect(calendar.doses.first { $0.cycle == 3 }?.due == DoseAmount("2.3 mg"))
    }

    @Test func `the alternation of the label: lenalidomide first, then ixazomib, then lenalidomide again`() throws {
        let lows = ["2024-03-06", "2024-03-20", "2024-04-10"], highs = ["2024-03-13", "2024-03-27", "2024-04-17"]
        let labs =
            lows.map { "{value: 28 10^9/L, date: \($0)}" } + highs.map { "{value: \"30,000 /mm3\", date: \($0)}" }
        let calendar = try Reading.calendar(
            Self.pair, rules: "[{table: ixazomib US}]",
            record: "{start: 2024-03-04, facts: {platelets: [\(labs.joined(separator: ", "))]}}")
        let resumed = calendar.decisions.filter { $0.action.hasPrefix("resumed") }.map {
            "\($0.day) \($0.drugs[0]) \($0.action)"
        }
        #expect(
            resumed == [
                "2024-03-13 ixazomib resumed at the same dose", "2024-03-13 lenalidomide resumed at 20 mg",
                "2024-03-27 ixazomib resumed at 3 mg", "2024-03-27 lenalidomide resumed at the same dose",
                "2024-04-17 ixazomib resumed at the same dose", "2024-04-17 lenalidomide resumed at 15 mg",
            ])
        let monday = try #require(Day("2024-03-11"))
        let held = try #require(calendar.doses(on: monday).first)
        #expect(held.status == .held && held.drug == "ixazomib")
        #expect(held.reasons.first?.contains("ixazomib US, version 2024-03") == true)
        #expect(held.reasons.first?.contains("28 10^9/L") == true)
    }

    @Test func `an arm without lenalidomide lowers ixazomib each time`() throws {
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: "[{table: ixazomib US}]",
            record:
                "{start: 2024-03-04, facts: {platelets: [{value: 28 10^9/L, date: 2024-03-06}, {value: 31 10^9/L, date: 2024-03-13}]}}"
        )
        #expect(calendar.decisions.last { $0.action.hasPrefix("resumed") }?.action == "resumed at 3 mg")
    }

    @Test func `exactly 30,000 platelets do not hold, and give the drug again`() throws {
        func statuses(_ low: String, _ next: String) throws -> [CalendarDose.Status] {
            let calendar = try Reading.calendar(
                Self.ixazomib,
                rules: "[{id: T, when: \"platelets < 30,000 /mm3\", do: hold, until: \"platelets >= 30,000 /mm3\"}]",
                record:
                    "{start: 2024-03-04, facts: {platelets: [{value: \(low), date: 2024-03-06}, {value: \(next), date: 2024-03-14}]}}"
            )
            return calendar.doses.filter { $0.cycle == 1 }.map(\.status)
        }
        #expect(try statuses("30 10^9/L", "30.0 10^9/L") == [.assumedGiven, .assumedGiven, .due])
        #expect(try statuses("29.9 10^9/L", "30.0 10^9/L") == [.assumedGiven, .held, .due])
        #expect(try statuses("29.9 10^9/L", "29.99 10^9/L") == [.assumedGiven, .held, .held])
    }

    @Test func `one low value is one event, however long it stands`() throws {
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: "[{id: N, when: grade of peripheral neuropathy >= 2, do: reduce}]",
            record: """
                start: 2024-03-04
                facts:
                  grade of peripheral neuropathy: [{value: 2, date: 2024-03-06}, {value: 2, date: 2024-03-13}, {value: 0, date: 2024-03-20}, {value: 3, date: 2024-04-02}]
                """)
        #expect(calendar.decisions.map(\.action) == ["reduced to 3 mg", "reduced to 2.3 mg"])
    }

    @Test func `a new cycle waits for what it needs, the first never`() throws {
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: "[{id: C, new cycle: \"platelets >= 75 10^9/L\"}]",
            record: """
                start: 2024-03-04
                facts: {platelets: [{value: 60 10^9/L, date: 2024-03-04}, {value: 74.9 10^9/L, date: 2024-04-01}, {value: 75 10^9/L, date: 2024-04-05}]}
                """)
        #expect(calendar.cycles.prefix(2).map(\.start.description) == ["2024-03-04", "2024-04-05"])
        #expect(calendar.cycles[1].delay == 4)
        let waiting = try Reading.calendar(
            Self.ixazomib, rules: "[{id: C, new cycle: \"platelets >= 75 10^9/L\"}]",
            record: "{start: 2024-03-04, facts: {platelets: [{value: 60 10^9/L, date: 2024-03-29}]}}",
            asOf: "2024-04-03")
        #expect(waiting.waiting?.contains("60 10^9/L") == true)
        #expect(waiting.cycles[1].start.description == "2024-04-04")
        #expect(waiting.cycles[1].reasons.first?.contains("60 10^9/L") == true)
    }

    @Test func `a stop of every drug ends the treatment`() throws {
        let calendar = try Reading.calendar(
            Self.pair, rules: "[{table: ixazomib US}]",
            record: "{start: 2024-03-04, facts: {grade of rash: [{value: 4, date: 2024-03-12}]}}")
        #expect(calendar.end?.day.description == "2024-03-12")
        #expect(calendar.end?.reason.contains("ixazomib-US-rash-4") == true)
    }

    @Test func `rash holds lenalidomide the first time, both the second`() throws {
        let calendar = try Reading.calendar(
            Self.pair, rules: "[{table: ixazomib US}]",
            record: """
                start: 2024-03-04
                facts: {grade of rash: [{value: 2, date: 2024-03-06}, {value: 1, date: 2024-03-09}, {value: 3, date: 2024-03-12}, {value: 0, date: 2024-03-16}]}
                """)
        let holds = calendar.decisions.filter { $0.action.hasPrefix("hold") }.map { "\($0.day) \($0.drugs[0])" }
        #expect(holds == ["2024-03-06 lenalidomide", "2024-03-12 ixazomib", "2024-03-12 lenalidomide"])
        let lowered = calendar.decisions.filter { $0.action.hasPrefix("resumed at ") && $0.action.hasSuffix("mg") }
        #expect(
            lowered.map { "\($0.drugs[0]) \($0.action)" } == [
                "lenalidomide resumed at 20 mg", "ixazomib resumed at 3 mg",
            ])
    }

    @Test func `bilirubin above one and a half times the limit begins ixazomib at 3 mg`() throws {
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: "[{table: ixazomib US}]",
            record:
                "{start: 2024-03-04, facts: {bilirubin: {value: 2 mg/dL, date: 2024-03-01, upper limit: 1.2 mg/dL}}}")
        #expect(calendar.doses.first?.due == DoseAmount("3 mg"))
    }

    @Test func `what is not known is told, never taken for no`() throws {
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: "[{id: T, when: \"platelets < 30 10^9/L\", do: hold}]", record: "{start: 2024-03-04}",
            asOf: "2024-03-11")
        #expect(calendar.unjudged == ["T": ["platelets"]])
    }

    @Test func `a hold without a condition waits for a person`() throws {
        let record =
            "start: 2024-03-04\nfacts: {grade of rash: [{value: 3, date: 2024-03-06}, {value: 0, date: 2024-03-10}]}\n"
        let rules = "[{id: R, when: grade of rash >= 3, do: hold}]"
        let held = try Reading.calendar(Self.ixazomib, rules: rules, record: record)
        #expect(held.doses.prefix(3).map(\.status) == [.assumedGiven, .held, .held])
        let resumed = try Reading.calendar(
            Self.ixazomib, rules: rules, record: record + "events: [{date: 2024-03-15, event: resumed, to: 2.3 mg}]")
        #expect(resumed.doses[2].due == DoseAmount("2.3 mg"))
    }

    @Test func `a reduction without a ladder holds the drug until its level is recorded`() throws {
        let drugs = "{drug: X, dose: 4 mg, days: [1, 8, 15], levels: unspecified}"
        let record = "start: 2024-03-04\nfacts: {grade of rash: [{value: 3, date: 2024-03-06}]}\n"
        let rules = "[{id: R, when: grade of rash >= 3, do: reduce}]"
        let calendar = try Reading.calendar(drugs, rules: rules, record: record)
        #expect(calendar.doses[1].status == .held && calendar.decisions.first?.openQuestions.count == 1)
    }

    @Test(
        arguments: [
            ("above 60", 61.0, "25 mg"), ("exactly 60", 60.0, "10 mg"), ("exactly 30", 30.0, "10 mg"),
            ("below 30", 29.9, "15 mg"),
        ])
    func `renal start doses of the US`(name: String, clearance: Double, amount: String) throws {
        let calendar = try Reading.calendar(
            "{drug: lenalidomide, dose: 25 mg, days: 1-21, renal: lenalidomide combination US}",
            record:
                "{start: 2024-03-04, facts: {creatinine clearance: {value: \(clearance) mL/min, date: 2024-03-01}, dialysis: no}}"
        )
        #expect(calendar.doses.first?.due?.description == amount, "\(name)")
        #expect(calendar.doses.filter { $0.cycle == 1 && $0.due != nil }.count == (clearance < 30 ? 11 : 21))
        #expect(calendar.decisions.first?.because.first?.hasPrefix("lenalidomide combination US, version 1") == true)
    }

    @Test func `US and EU tables differ between 50 and 60, and one must be named`() throws {
        let drugs =
            "{drug: lenalidomide, dose: 25 mg, days: 1-21, renal: [{table: lenalidomide combination US}, {table: lenalidomide EU}]}"
        let record = "{start: 2024-03-04, facts: {creatinine clearance: 55 mL/min, dialysis: no}}"
        func first(_ jurisdiction: String?) throws -> DoseCalendar {
            try Reading.calendar(drugs, record: record) { $0.jurisdiction = jurisdiction }
        }
        #expect(try first("US").doses.first?.due == DoseAmount("10 mg"))
        #expect(try first("EU").doses.first?.due == DoseAmount("25 mg"))
        #expect(try first(nil).decisions.first?.openQuestions.first?.contains("US, EU") == true)
    }

    @Test func `clearance by Cockcroft and Gault, exactly 30, with three kinds of weight`() throws {
        // (140 − 68) · 60 · 1 / (72 · 2) = 30 mL/min.
        let drugs = "{drug: lenalidomide, dose: 25 mg, days: 1-21, renal: lenalidomide combination US}"
        func amount(_ weight: BodyWeight, _ facts: String) throws -> String? {
            try Reading.calendar(
                drugs,
                record:
                    "{start: 2024-03-04, facts: {age: 68 years, sex: male, creatinine: 2 mg/dL, dialysis: no, \(facts)}}"
            ) { $0.bodyWeight = weight }.doses.first?.due?.description
        }
        #expect(try amount(.actual, "weight: 60 kg") == "10 mg")
        #expect(try amount(.actual, "weight: 59.99 kg") == "15 mg")
        // Ideal weight of 152.4 cm: 50 kg, a clearance of 25; adjusted from 90 kg: 66 kg, 33.
        #expect(try amount(.ideal, "weight: 90 kg, height: 152.4 cm") == "15 mg")
        #expect(try amount(.adjusted, "weight: 90 kg, height: 152.4 cm") == "10 mg")
        #expect(BodyWeight.ideal.kilograms(actual: 90, height: 152.4, isFemale: false) == ExactDecimal("50"))
        #expect(BodyWeight.adjusted.kilograms(actual: 90, height: 152.4, isFemale: true) == ExactDecimal("63.3"))
    }

    @Test func `a renal table never raises a dose, and asks for what it needs`() throws {
        let low = try Reading.calendar(
            "{drug: lenalidomide, dose: 5 mg, days: 1-21, renal: lenalidomide combination US}",
            record: "{start: 2024-03-04, facts: {creatinine clearance: 40 mL/min, dialysis: no}}")
        #expect(low.doses.first?.due == DoseAmount("5 mg"))
        let unknown = try Reading.calendar(
            "{drug: lenalidomide, dose: 25 mg, days: 1-21, renal: lenalidomide combination US}",
            record: "{start: 2024-03-04, facts: {creatinine: 2 mg/dL}}")
        let question = try #require(unknown.decisions.first?.openQuestions.first)
        for fact in ["creatinine clearance", "dialysis"] { #expect(question.contains(fact), "\(fact)") }
    }

    @Test func `prophylaxis by cycle, with contraindications`() throws {
        let prophylaxis = """
            - {against: herpes zoster, drug: [acyclovir, valaciclovir], with: ixazomib}
            - {against: venous thrombosis, drug: aspirin, with: lenalidomide, contraindicated: "platelets < 50 10^9/L"}
            - {against: infection, drug: co-trimoxazole}
            """
        let calendar = try Reading.calendar(
            Self.pair,
            record: """
                start: 2024-03-04
                events:
                  - {date: 2024-03-04, event: prophylaxis, drug: acyclovir, until: 2024-04-07}
                  - {date: 2024-03-04, event: prophylaxis, drug: aspirin}
                  - {date: 2024-03-04, event: contraindicated, drug: co-trimoxazole, reason: sulfonamide allergy}
                facts: {platelets: [{value: 80 10^9/L, date: 2024-03-04}, {value: 45 10^9/L, date: 2024-04-10}]}
                """, prophylaxis: prophylaxis, asOf: "2024-05-01")
        #expect(
            calendar.prophylaxis.prefix(6).map(\.words) == [
                "cycle 1, herpes zoster: acyclovir", "cycle 1, venous thrombosis: aspirin",
                "cycle 1, infection: none, contraindicated (sulfonamide allergy)",
                "cycle 2, herpes zoster: acyclovir on 7 days only",
                "cycle 2, venous thrombosis: aspirin was taken although contraindicated (platelets 45 10^9/L (2024-04-10) is below 50 10^9/L)",
                "cycle 2, infection: none, contraindicated (sulfonamide allergy)",
            ])
        #expect(calendar.prophylaxis.filter { $0.cycle == 3 }.first?.outcome == .missing)
    }

    @Test func `shipped tables read without a problem`() throws {
        #expect(
            ShippedModificationTable.names == [
                "ixazomib US", "lenalidomide combination US", "lenalidomide maintenance US",
                "lenalidomide combination EU", "lenalidomide maintenance EU",
            ])
        for name in ShippedModificationTable.names {
            let (modifications, problems) = try Reading.modificationsWithProblems("[{table: \(name)}]")
            #expect(problems.filter { $0.severity == .error }.isEmpty, "\(problems)")
            #expect(modifications?.rules.allSatisfy { $0.table?.name == name } == true)
        }
    }
}
