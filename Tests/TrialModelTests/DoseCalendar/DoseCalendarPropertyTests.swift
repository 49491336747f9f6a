import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// What holds for any regimen and any record, over generated ones.
@Suite("Dose calendar · Property")
struct DoseCalendarPropertyTests {
    /// Numbers that look like chance and are the same each time.
    private struct Numbers {
        var state: UInt64

        mutating func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
    }

    private static func regimen(_ numbers: inout Numbers) -> (drugs: String, regimen: String, length: Int) {
        let length = [14, 21, 28, 35, 42][numbers.next(5)]
        let days = [
            "1", "1, 8", "daily", "1-\(length) every other day", "2-\(length - 1) every 3 days", "1-\(length / 2)",
        ][numbers.next(6)]
        let phase = ["cycle", "continuous"][numbers.next(2)]
        return (
            "{drug: A, dose: 10 mg, days: \"\(days)\", phase: \(phase), levels: [10 mg, 7 mg, 5 mg, 2 mg]}",
            "cycle: \(length) days, cycles: 5", length
        )
    }

    private static func record(_ numbers: inout Numbers, start: Day, delays: Bool) -> [DoseEvent] {
        let events = (0..<numbers.next(6)).compactMap { _ -> DoseEvent? in
            guard let day = start.adding(days: numbers.next(120)) else { return nil }
            switch numbers.next(delays ? 5 : 4) {
            case 0: return DoseEvent(day, .held(drug: "A"))
            case 1: return DoseEvent(day, .resumed(drug: nil, at: nil))
            case 2: return DoseEvent(day, .reduced(drug: "A", to: nil))
            case 3: return DoseEvent(day, .tolerated(drug: nil, true))
            default: return DoseEvent(day, .delay(days: numbers.next(30) + 1))
            }
        }
        // A record that repeats another is refused.
        return events.indices.filter { !events[..<$0].contains(events[$0]) }.map { events[$0] }
    }

    private func calendar(
        _ regimen: (drugs: String, regimen: String, length: Int), _ events: [DoseEvent], asOf: Day? = nil
    ) throws -> DoseCalendar {
        var options = DoseCalendar.Options()
        options.asOf = asOf
        return try DoseCalendar(
            try Reading.arm(regimen.drugs, regimen: regimen.regimen),
            record: TreatmentRecord(start: Day("2024-03-04"), events: events), options: options)
    }

    @Test func `doses lie within the days of their cycle, one a day, and RDI within 0 and 1`() throws {
        let start = try #require(Day("2024-03-04"))
        for seed in 0..<200 {
            var numbers = Numbers(state: UInt64(seed))
            let regimen = Self.regimen(&numbers)
            let calendar = try calendar(
                regimen, Self.record(&numbers, start: start, delays: true), asOf: start.adding(days: numbers.next(200)))
            let cycles = Dictionary(calendar.cycles.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
            for dose in calendar.doses {
                let cycle = try #require(cycles[dose.cycle])
                #expect(
                    cycle.start <= dose.day && dose.day <= cycle.end && dose.dayOfCycle <= regimen.length,
                    "seed \(seed)")
                #expect(dose.day - cycle.start + 1 == dose.dayOfCycle)
            }
            #expect(Set(calendar.doses.map(\.day)).count == calendar.doses.count)
            for (cycle, next) in zip(calendar.cycles, calendar.cycles.dropFirst()) { #expect(cycle.end < next.start) }
            for intensity in calendar.intensities {
                if let dose = intensity.relativeDose { #expect((0...1).contains(dose)) }
                if let rate = intensity.relativeDoseIntensity { #expect((0...1).contains(rate), "seed \(seed)") }
            }
        }
    }

    @Test func `a delay moves all that follows by exactly its days`() throws {
        let start = try #require(Day("2024-03-04"))
        for seed in 0..<100 {
            var numbers = Numbers(state: UInt64(seed) &+ 1000)
            let regimen = Self.regimen(&numbers)
            let (cycle, days) = (numbers.next(4) + 1, numbers.next(50) + 1)
            let on = try #require(start.adding(days: cycle * regimen.length - 1))
            let plan = try calendar(regimen, []), delayed = try calendar(regimen, [DoseEvent(on, .delay(days: days))])
            #expect(plan.doses.count == delayed.doses.count)
            for (before, after) in zip(plan.doses, delayed.doses) {
                #expect(after.day - before.day == (before.cycle > cycle ? days : 0), "seed \(seed)")
                #expect(after.planned == before.planned && after.dayOfCycle == before.dayOfCycle)
            }
        }
    }

    @Test func `what is recorded later changes nothing of what was due on a day`() throws {
        let start = try #require(Day("2024-03-04"))
        for seed in 0..<100 {
            var numbers = Numbers(state: UInt64(seed) &+ 5000)
            let regimen = Self.regimen(&numbers)
            let events = Self.record(&numbers, start: start, delays: true)
            let today = try #require(start.adding(days: numbers.next(120)))
            let all = try calendar(regimen, events, asOf: today),
                known = try calendar(regimen, events.filter { $0.day <= today }, asOf: today)
            #expect(all == known, "seed \(seed)")
        }
    }

    @Test func `a lower dose follows a reduction, never a higher one`() throws {
        let start = try #require(Day("2024-03-04"))
        for seed in 0..<100 {
            var numbers = Numbers(state: UInt64(seed) &+ 9000)
            let calendar = try calendar(Self.regimen(&numbers), Self.record(&numbers, start: start, delays: false))
            let due = calendar.doses.compactMap(\.due?.number.double)
            for (earlier, later) in zip(due, due.dropFirst()) { #expect(later <= earlier, "seed \(seed)") }
        }
    }
}
