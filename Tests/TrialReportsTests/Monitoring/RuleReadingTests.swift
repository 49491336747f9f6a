import Foundation
import Testing
import TrialReports
import TrialStatistics

/// What rules say of virtual trials.
@Suite("Readings of stopping rules · ByHand")
struct RuleReadingTests {
    private func monitor() throws -> ExponentialMonitor {
        try ExponentialMonitor(
            prior: .weaklyInformative(mean: 40, of: .median), standard: .fixed(40, .median), gain: 12, stopBelow: 0.035)
    }

    @Test func `the median rule stops, and says what would change it`() throws {
        let reading = RuleReading(try monitor(), name: "PFS", looks: [EventTimeLook(events: 9, totalTime: 120)])
        #expect(reading.decision == .stopForFutility)
        #expect(reading.sentence.contains("P(median > 52 months | data)"))
        #expect(reading.sentence.contains("below 0.035: stop for futility"))
        #expect(try #require(reading.change).contains("more of follow-up without an event would be needed"))
        let answer = MonitoringAnswer([reading]).answer
        #expect(answer.summary.hasPrefix("STOP. "))
    }

    @Test func `going on, the events that would stop are those of the boundary`() throws {
        let monitor = try monitor()
        let reading = RuleReading(monitor, name: "PFS", looks: [EventTimeLook(events: 3, totalTime: 400)])
        #expect(reading.decision == .goOn)
        let more = try #require(monitor.leastEventsToStop(totalTime: 400)) - 3
        #expect(try #require(reading.change).hasPrefix("\(more) more events at this follow-up would stop the trial"))
    }

    @Test func `a replay tells that the rule had said stop before`() throws {
        let looks = [(0, 30.0), (8, 60), (8, 900)].map { EventTimeLook(events: $0.0, totalTime: $0.1) }
        let answer = MonitoringAnswer([RuleReading(try monitor(), name: "PFS", looks: looks)]).answer
        #expect(answer.summary.hasPrefix("CONTINUE. "))
        #expect(answer.notes.contains { $0.contains("said stop at look 2 already") })
        #expect(answer.lines.joined(separator: "\n").contains("The decision at each look"))
    }

    @Test func `toxicity and time at once: one that stops stops the trial`() throws {
        let toxicity = try BetaBinomialMonitor(
            prior: BetaPrior(alpha: 0.3, beta: 0.7), stopAbove: BinaryRule(standard: .fixed(0.3), cutoff: 0.95),
            schedule: LookSchedule(cohort: 4, maximum: 64))
        let readings = [
            RuleReading(toxicity, name: "toxicity", subjects: 8, events: 5),
            RuleReading(try monitor(), name: "PFS", looks: [EventTimeLook(events: 1, totalTime: 300)]),
        ]
        #expect(readings.map(\.decision.stops) == [true, false])
        #expect(readings[0].sentence.contains("0.9628, above 0.95: stop"))
        let answer = MonitoringAnswer(readings).answer
        #expect(answer.summary.hasPrefix("STOP. toxicity: 5 events among 8 subjects"))
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(try answer.jsonText().utf8)) as? [String: Any])
        #expect(json["stops"] as? Bool == true)
        #expect((json["rules"] as? [[String: Any]])?.map { $0["decision"] as? String } == ["stop", "goOn"])
    }

    @Test func `between the looks of a protocol the rule is read all the same`() throws {
        let toxicity = try BetaBinomialMonitor(
            prior: BetaPrior(alpha: 0.3, beta: 0.7), stopAbove: BinaryRule(standard: .fixed(0.3), cutoff: 0.95),
            schedule: LookSchedule(cohort: 4, maximum: 64))
        let reading = RuleReading(toxicity, name: "toxicity", subjects: 6, events: 2)
        #expect(reading.decision == .goOn)
        #expect(try #require(reading.change).contains("the next look is at 8 subjects, where 5 or more stop"))
        #expect(MonitoringAnswer([reading]).answer.notes.contains { $0.contains("no look at 6 subjects") })
    }
}
