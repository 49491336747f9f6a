import Testing
import TrialValues

@testable import TrialModel

/// Two doses a day, from the words of the protocol to the relative dose. Cycles of 21 days from 2024-03-04.
@Suite("Several doses a day · ByHand")
struct SeveralDosesADayByHandTests {
    private static let drugs =
        "{drug: capecitabine, dose: 500 mg, days: 1-14 twice daily, levels: [500 mg, 500 mg d1-14 once daily, 500 mg d1-7 once daily], missed: left out}"

    private func calendar(_ events: String = "[]", asOf: String? = nil) throws -> DoseCalendar {
        try Reading.calendar(
            Self.drugs, record: "{start: 2024-03-04, events: \(events)}", regimen: "cycle: 21 days, cycles: 2",
            asOf: asOf)
    }

    @Test func `words of a day`() throws {
        let twice = try #require(DoseDays("1-14 twice daily"))
        #expect(twice.times(ofCycle: 1, length: 21).keys.sorted().count == 14)
        #expect(twice.times(ofCycle: 1, length: 21).values.reduce(0, +) == 28)
        for same in ["d1-14 twice a day", "1-14 bid", "1-14 2 times daily"] {
            #expect(DoseDays(same) == twice, "\(same)")
        }
        #expect(DoseDays("twice daily")?.times(ofCycle: 2, length: 21)[21] == 2)
        #expect(DoseDays("1-21 every other day 3 times daily")?.times(ofCycle: 1, length: 21).values.reduce(0, +) == 33)
        #expect(
            DoseDays("1-4 tid, 5-8")?.times(ofCycle: 1, length: 21) == [1: 3, 2: 3, 3: 3, 4: 3, 5: 1, 6: 1, 7: 1, 8: 1])
        for text in [
            "1-14 twice daily", "twice daily", "1-21 every other day 3 times daily", "every other day twice daily",
        ] {
            #expect(DoseDays(text)?.description == text)
        }
        for text in ["500 mg d1-14 twice daily", "500 mg twice daily", "500 mg 3 times daily"] {
            #expect(DoseLevel(text)?.description == text)
        }
        for wrong in ["1-14 0 times daily", "1-14 twice", "1-14 25 times daily", "1-14 often daily"] {
            #expect(DoseDays(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `28 doses a cycle, each with its place in the day`() throws {
        let first = try calendar().doses.filter { $0.cycle == 1 }
        #expect(first.count == 28 && first.prefix(4).map(\.time) == [1, 2, 1, 2])
        #expect(first.allSatisfy { $0.timesADay == 2 && $0.due == DoseAmount("500 mg") })
    }

    @Test func `one of two is missed, named by its time`() throws {
        let calendar = try calendar(
            "[{date: 2024-03-05, event: missed, drug: capecitabine, time: 2}]", asOf: "2024-03-08")
        let doses = calendar.doses(on: try #require(Day("2024-03-05")))
        #expect(doses.map(\.status) == [.assumedGiven, .missed(until: nil)])
        // Four days of two doses, one missed.
        let intensity = try #require(calendar.intensities.first)
        #expect(intensity.given == 3500 && intensity.planned == 4000 && intensity.relativeDose == 0.875)
    }

    @Test(arguments: ["missed", "given", "left out", "vomited"])
    func `a record that does not say which is refused`(word: String) throws {
        let refusal = #expect(throws: Diagnostics.self) {
            try self.calendar("[{date: 2024-03-05, event: \(word), drug: capecitabine}]")
        }
        #expect(refusal?.all.first?.message.contains("has 2 doses on 2024-03-05") == true)
    }

    @Test func `a level of once daily leaves the second out`() throws {
        let calendar = try calendar("[{date: 2024-03-05, event: reduced, drug: capecitabine}]")
        #expect(calendar.doses.prefix(4).map(\.status) == [.assumedGiven, .assumedGiven, .assumedGiven, .notAtLevel])
        // Once daily there is one dose to be missed: no time is needed.
        let missed = try self.calendar(
            "[{date: 2024-03-05, event: reduced, drug: capecitabine}, {date: 2024-03-06, event: missed, drug: capecitabine}]"
        )
        #expect(missed.doses(on: try #require(Day("2024-03-06"))).first?.status == .missed(until: nil))
    }
}
