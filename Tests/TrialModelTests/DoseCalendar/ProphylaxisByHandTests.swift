import Testing
import TrialValues

@testable import TrialModel

/// Prophylaxis by cycle, each day of it looked at. Cycle 1 is 2024-03-04 to 2024-03-31.
@Suite("Prophylaxis · ByHand")
struct ProphylaxisByHandTests {
    private func first(_ events: [String], platelets: [String] = []) throws -> String? {
        let lines = events.map { "  - {\($0)}" }.joined(separator: "\n")
        let facts = platelets.isEmpty ? "" : "facts: {platelets: [\(platelets.joined(separator: ", "))]}\n"
        return try Reading.calendar(
            "{drug: X, dose: 4 mg, days: [1, 8, 15]}", record: "start: 2024-03-04\n\(facts)events:\n\(lines)\n",
            prophylaxis: "[{against: clots, drug: [aspirin, heparin], contraindicated: \"platelets < 50 10^9/L\"}]",
            asOf: "2024-04-05"
        ).prophylaxis.first?.words
    }

    private let low = ["{value: 45 10^9/L, date: 2024-03-14}", "{value: 80 10^9/L, date: 2024-03-21}"]

    @Test func `a week of low platelets counts, also where they have recovered by the end`() throws {
        #expect(
            try first(["date: 2024-03-04, event: prophylaxis, drug: aspirin"], platelets: low)
                == "cycle 1, clots: aspirin was taken although contraindicated (platelets 45 10^9/L (2024-03-14) is below 50 10^9/L)"
        )
    }

    @Test func `a pause for the days on which it must not be given is no gap`() throws {
        let paused = [
            "date: 2024-03-04, event: prophylaxis, drug: aspirin, until: 2024-03-13",
            "date: 2024-03-21, event: prophylaxis, drug: aspirin",
        ]
        #expect(try first(paused, platelets: low) == "cycle 1, clots: aspirin")
        #expect(try first(paused) == "cycle 1, clots: aspirin on 21 days only")
    }

    @Test func `a drug that is contraindicated by itself, and the other of the list`() throws {
        let allergy = "date: 2024-03-04, event: contraindicated, drug: aspirin, reason: allergy"
        #expect(
            try first([allergy, "date: 2024-03-04, event: prophylaxis, drug: aspirin"])
                == "cycle 1, clots: aspirin was taken although contraindicated (allergy)")
        #expect(
            try first([allergy, "date: 2024-03-04, event: prophylaxis, drug: heparin"]) == "cycle 1, clots: heparin")
        #expect(try first([allergy]) == "cycle 1, clots: none recorded")
        #expect(
            try first([allergy, "date: 2024-03-04, event: contraindicated, drug: heparin, reason: bleeding"])
                == "cycle 1, clots: none, contraindicated (allergy; bleeding)")
    }
}
