import Foundation
import Testing
import TrialReports
import TrialStatistics

@Suite("Readings of rules on counts · Published, ByHand")
struct CountReadingTests {
    /// Lee and Liu 2008, the design of 36 patients: 0/10, 1/17, 2/21, 3/24, 4/27, 5/29, 6/31, 7/33, 8/34, 9/35, 10/36 stop.
    private func predictive() throws -> PredictiveProbabilityDesign {
        try PredictiveProbabilityDesign(
            prior: BetaPrior(alpha: 0.2, beta: 0.8), null: 0.2, success: 0.9, futility: 0.001,
            schedule: LookSchedule(looks: Array(10...35), maximum: 36))
    }

    @Test(arguments: [(0, 10), (1, 17), (2, 21), (3, 24), (4, 27), (5, 29), (6, 31), (7, 33), (8, 34), (9, 35)])
    func `predictive probability stops at the printed counts and goes on above them`(events: Int, subjects: Int) throws
    {
        let stop = try RuleReading(try predictive(), name: "response", subjects: subjects, events: events)
        let goOn = try RuleReading(try predictive(), name: "response", subjects: subjects, events: events + 1)
        #expect(stop.decision == .stopForFutility && goOn.decision == .goOn)
    }

    @Test func `at the end eleven are a success and ten are none`() throws {
        let success = try RuleReading(try predictive(), name: "response", subjects: 36, events: 11)
        let none = try RuleReading(try predictive(), name: "response", subjects: 36, events: 10)
        #expect(success.decision == .stopForEfficacy && none.decision == .end)
        #expect(none.sentence.contains("11 or more are a success: ended without success"))
        let before = try RuleReading(try predictive(), name: "response", subjects: 20, events: 3)
        #expect(
            before.change
                == "Success takes 8 more events among the 16 subjects to come; the next look is at 21 subjects, where 2 or fewer stop."
        )
        #expect(throws: StatisticsError.self) {
            try RuleReading(try predictive(), name: "response", subjects: 37, events: 3)
        }
    }

    /// Simon 1989: 1/10 and 5/29 for 0.10 against 0.30.
    private func simon(
        _ events: Int, _ subjects: Int, path: [(subjects: Int, events: Int)] = []
    ) throws -> RuleReading {
        try RuleReading(
            try TwoStageDesign(first: 10, futility: 1, total: 29, rejectAbove: 5), name: "response", null: 0.1,
            subjects: subjects, events: events, path: path)
    }

    @Test func `Simon's stages decide by their counts`() throws {
        for (events, subjects, decision) in [
            (1, 10, .stopForFutility), (2, 10, .goOn), (5, 29, .end), (6, 29, .stopForEfficacy), (0, 9, .goOn),
            (9, 9, .goOn),
        ] as [(Int, Int, MonitoringDecision)] {
            #expect(try simon(events, subjects).decision == decision, "\(events)/\(subjects)")
        }
        // One event of twenty: the first ten cannot have had more.
        #expect(try simon(1, 20).decision == .stopForFutility)
        #expect(try #require(simon(3, 12).change).contains("success takes 3 more events among the 17 subjects to come"))
    }

    @Test func `the first stage decides where the path tells it`() throws {
        let path = (1...29).map { (subjects: $0, events: $0 <= 10 ? 1 : min(8, $0 - 9)) }
        #expect(try simon(8, 29, path: path).decision == .stopForFutility)
        let answer = MonitoringAnswer([try simon(8, 29, path: path)]).answer
        #expect(answer.notes.contains { $0.contains("said stop after 10 subjects already") })
        #expect(MonitoringAnswer([try simon(8, 29)]).answer.notes.contains { $0.contains("are not known") })
    }

    /// With even odds P(H₁ | data) = B/(1 + B): the reading says what the monitor does, whichever side the better rate lies.
    @Test(arguments: [(0.2, 0.4), (0.4, 0.2)])
    func `a Bayes factor of a rate draws its boundary`(null: Double, alternative: Double) throws {
        let monitor = try BayesFactorMonitor(
            .rate(standard: null, alternative: alternative), stopBelow: 0.1, stopAbove: 0.9)
        let schedule = try LookSchedule(cohort: 5, maximum: 40)
        for events in 0...20 {
            let reading = RuleReading(monitor, name: "rate", subjects: 20, events: events, schedule: schedule)
            #expect(reading.decision == monitor.decision(.counts(events: events, subjects: 20)))
        }
        let answer = MonitoringAnswer([
            RuleReading(monitor, name: "rate", subjects: 20, events: 6, schedule: schedule)
        ]).answer
        #expect(answer.figures.map(\.name) == ["boundary-rate.svg"])
    }
}
