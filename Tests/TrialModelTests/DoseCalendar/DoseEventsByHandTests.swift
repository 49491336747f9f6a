import Testing
import TrialValues

@testable import TrialModel

/// What happened to doses, followed on paper. Cycles of 28 days from 2024-03-04, a Monday.
@Suite("Dose events · ByHand")
struct DoseEventsByHandTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func calendar(
        _ events: [DoseEvent],
        drugs: String =
            "{drug: ixazomib, dose: 4 mg, days: [1, 8, 15], levels: [4 mg, 3 mg, 2.4 mg, 1.5 mg], missed: 72 hours}",
        regimen: String = "cycle: 28 days, cycles: 3, until: [progression, unacceptable toxicity]", asOf: String? = nil,
        keeping: TreatmentRecord.Keeping = .exceptions
    ) throws -> DoseCalendar {
        var options = DoseCalendar.Options()
        options.asOf = try asOf.map(day)
        return try DoseCalendar(
            try Reading.arm(drugs, regimen: regimen),
            record: TreatmentRecord(start: Day("2024-03-04"), keeping: keeping, events: events), options: options)
    }

    @Test func `a missed dose may be taken until 72 hours before the next`() throws {
        let calendar = try calendar([DoseEvent(try day("2024-03-11"), .missed(drug: "ixazomib"))], asOf: "2024-03-12")
        // The next dose is on the 18th; 72 hours before it is the 15th.
        #expect(calendar.doses(on: try day("2024-03-11")).map(\.status) == [.missed(until: try day("2024-03-15"))])
    }

    @Test func `a dose taken late counts, and one less than 72 hours before the next is told`() throws {
        func late(_ on: String) throws -> DoseCalendar {
            try calendar([
                DoseEvent(try day("2024-03-11"), .missed(drug: "ixazomib")),
                DoseEvent(try day(on), .given(drug: "ixazomib", amount: nil, of: try day("2024-03-11"))),
            ])
        }
        let good = try late("2024-03-15"), bad = try late("2024-03-16")
        #expect(good.notes.isEmpty)
        #expect(good.doses(on: try day("2024-03-11")).map(\.status) == [.givenLate(days: 4)])
        #expect(bad.notes.map(\.rule) == ["events.deviation"])
    }

    @Test func `a missed daily dose is never made up`() throws {
        let drugs = "{drug: lenalidomide, dose: 10 mg, days: 1-28, missed: 12 hours}"
        let calendar = try calendar([DoseEvent(try day("2024-03-11"), .missed(drug: "lenalidomide"))], drugs: drugs)
        #expect(calendar.doses(on: try day("2024-03-11")).map(\.status) == [.missed(until: nil)])
    }

    @Test func `a vomited dose counts as taken`() throws {
        let calendar = try calendar([DoseEvent(try day("2024-03-11"), .vomited(drug: "ixazomib"))])
        let dose = try #require(calendar.doses(on: try day("2024-03-11")).first)
        #expect(dose.status == .vomited && dose.given == DoseAmount("4 mg"))
        #expect(calendar.intensities.first?.relativeDose == 1)
    }

    @Test func `a delay of a week moves every later dose by a week`() throws {
        let plan = try calendar([]), delayed = try calendar([DoseEvent(try day("2024-03-29"), .delay(days: 7))])
        #expect(delayed.cycles.map(\.delay) == [0, 7, 0])
        for (before, after) in zip(plan.doses, delayed.doses) {
            #expect(after.day - before.day == (before.cycle == 1 ? 0 : 7))
        }
    }

    @Test func `a cycle begins when it is recorded to begin`() throws {
        let calendar = try calendar([DoseEvent(try day("2024-04-03"), .cycleStart(2), reason: "platelets")])
        #expect(calendar.cycles[1].start.description == "2024-04-03" && calendar.cycles[1].delay == 2)
        #expect(calendar.cycles[1].reasons == ["platelets"])
        #expect(calendar.cycles[2].start.description == "2024-05-01")
    }

    @Test func `relative dose and relative dose intensity`() throws {
        // Up to the end of the second week of cycle 2: five doses planned without delay, one missed, the second cycle a week late.
        let calendar = try calendar(
            [
                DoseEvent(try day("2024-03-11"), .missed(drug: "ixazomib")),
                DoseEvent(try day("2024-03-29"), .delay(days: 7)),
            ],
            asOf: "2024-04-15")
        let intensity = try #require(calendar.intensities.first)
        // 2024-04-08 begins cycle 2; its second dose is due today. Given: 1, 15 March 4 and 18, April 8.
        #expect(intensity.through.description == "2024-04-14")
        #expect(intensity.given == 12 && intensity.planned == 16 && intensity.plannedWithoutDelay == 20)
        #expect(intensity.relativeDose == 0.75 && intensity.relativeDoseIntensity == 0.6)
        #expect(intensity.counts.missed == 1 && intensity.counts.given == 3)
    }

    @Test func `without a record of every dose nothing is taken for given`() throws {
        let calendar = try calendar(
            [DoseEvent(try day("2024-03-04"), .given(drug: "ixazomib", amount: nil, of: nil))], asOf: "2024-03-12",
            keeping: .everyDose)
        #expect(calendar.doses.prefix(3).map(\.status) == [.given, .notRecorded, .due])
        #expect(calendar.intensities.first?.relativeDose == nil)
    }

    @Test func `the ladder is gone down step by step, and off at its end`() throws {
        let dates = ["2024-03-05", "2024-03-12", "2024-03-19", "2024-04-02"]
        let calendar = try calendar(
            try dates.map { DoseEvent(try day($0), .reduced(drug: "ixazomib", to: nil), reason: "rash") })
        #expect(calendar.doses.prefix(4).map { $0.due?.description } == ["4 mg", "3 mg", "2.4 mg", "1.5 mg"])
        #expect(calendar.end?.day.description == "2024-04-02")
        #expect(calendar.end?.reason == "all drugs stopped: rash; there is no lower level")
    }

    @Test func `a level with fewer days leaves doses out`() throws {
        let drugs =
            "{drug: lenalidomide, dose: 10 mg, days: 1-28, levels: [10 mg d1-28, 10 mg d1-21, 5 mg d1-28, 5 mg d1-21]}"
        let calendar = try calendar(
            [DoseEvent(try day("2024-03-05"), .reduced(drug: "lenalidomide", to: nil))], drugs: drugs)
        let first = calendar.doses.filter { $0.cycle == 1 }
        #expect(first.count == 28 && first.filter { $0.status == .notAtLevel }.count == 7)
    }

    @Test func `the earliest reason to stop is the recorded one`() throws {
        let events = [
            DoseEvent(try day("2024-05-10"), .ended, reason: "unacceptable toxicity"),
            DoseEvent(try day("2024-04-10"), .ended, reason: "progression"),
        ]
        let calendar = try calendar(events)
        #expect(calendar.end == TreatmentEnd(day: try day("2024-04-10"), reason: "progression"))
        let stop = try day("2024-04-10")
        #expect(calendar.doses.allSatisfy { $0.day < stop })
        let late = try self.calendar([DoseEvent(try day("2024-06-01"), .ended, reason: "progression")])
        #expect(late.end?.reason == "3 cycles completed")
    }

    @Test func `holds and stops keep doses away, with their reasons`() throws {
        let events = [
            DoseEvent(try day("2024-03-08"), .held(drug: nil), reason: "fever"),
            DoseEvent(try day("2024-03-15"), .resumed(drug: "ixazomib", at: DoseLevel("3 mg"))),
        ]
        let calendar = try calendar(events)
        #expect(calendar.doses.prefix(3).map(\.status) == [.assumedGiven, .held, .due])
        #expect(calendar.doses[1].reasons == ["held since 2024-03-08: fever"])
        #expect(calendar.doses[2].due == DoseAmount("3 mg"))
    }

    @Test func `a day on which nothing can be given moves a dose, never the calendar`() throws {
        let drugs =
            "{drug: bortezomib, dose: 1.3 mg/m2, days: [1, 4, 6, 8], window: 2 days, weekdays: [Monday, Tuesday, Wednesday, Thursday, Friday]}"
        let calendar = try calendar([DoseEvent(try day("2024-03-11"), .closed)], drugs: drugs)
        let first = calendar.doses.filter { $0.cycle == 1 }.map(\.day.description)
        // Day 6 is a Saturday: Sunday and Monday are closed, so it goes back to Friday; day 8, Monday the 11th, is closed and moves on.
        #expect(first == ["2024-03-04", "2024-03-07", "2024-03-08", "2024-03-12"])
        #expect(calendar.cycles[1].start.description == "2024-04-01")
    }

    @Test func `records of what is not due are refused with their place`() throws {
        let refusal = #expect(throws: Diagnostics.self) {
            try self.calendar([DoseEvent(try self.day("2024-03-05"), .missed(drug: "ixazomib"))])
        }
        #expect(refusal?.all.map(\.rule) == ["events.no-dose"])
        let unknown = #expect(throws: Diagnostics.self) {
            try self.calendar([DoseEvent(try self.day("2024-03-05"), .missed(drug: "ixazomb"))])
        }
        #expect(unknown?.all.first?.advice == "did you mean ixazomib?")
    }

    @Test func `a loading dose takes the place of the first`() throws {
        let calendar = try calendar(
            [], drugs: "{drug: trastuzumab, dose: 6 mg/kg, days: 1, loading: {amount: 8 mg/kg}}",
            regimen: "cycle: 21 days, cycles: 3")
        #expect(calendar.doses.map { $0.due?.description } == ["8 mg/kg", "6 mg/kg", "6 mg/kg"])
        #expect(calendar.doses.allSatisfy { !$0.differsFromPlan })
    }

    @Test func `the longest treatment ends it, delays and all`() throws {
        let calendar = try calendar([], regimen: "cycle: 28 days, cycles: 26, longest: 6 weeks")
        #expect(
            calendar.end?.day.description == "2024-04-15" && calendar.end?.reason == "6 weeks of treatment completed")
    }

    @Test func `cycles are recorded in the order of their numbers`() throws {
        func refusal(_ starts: [(String, Int)]) throws -> [String]? {
            let events = try starts.map { DoseEvent(try self.day($0.0), .cycleStart($0.1)) }
            do {
                _ = try self.calendar(events)
                return nil
            } catch let problems as Diagnostics {
                return problems.all.map(\.rule)
            }
        }
        #expect(try refusal([("2024-04-03", 2), ("2024-05-02", 3)]) == nil)
        #expect(try refusal([("2024-04-03", 3), ("2024-05-02", 2)]) == ["events.cycle-order"])
        #expect(try refusal([("2024-04-03", 2), ("2024-05-02", 2)]) == ["events.cycle-order"])
        #expect(try refusal([("2024-03-05", 1)]) == ["events.cycle-order"])
    }

    @Test func `a cycle that begins early ends the one before`() throws {
        let calendar = try calendar([DoseEvent(try day("2024-03-25"), .cycleStart(2))])
        #expect(calendar.cycles[0].end.description == "2024-03-24" && calendar.cycles[1].delay == -7)
        #expect(calendar.cycles[2].start.description == "2024-04-22")
    }
}
