import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Toxicity and response together · ByHand, Naive, Property")
struct ToxicityResponseTests {
    private func flat() throws -> BetaPrior { try BetaPrior(alpha: 1, beta: 1) }

    private func monitor(looks: LookSchedule) throws -> ToxicityResponseMonitor {
        try ToxicityResponseMonitor(
            toxicity: BetaBinomialMonitor(
                prior: flat(), stopAbove: BinaryRule(standard: .fixed(0.4), cutoff: 0.85), schedule: looks),
            response: BetaBinomialMonitor(
                prior: flat(), stopAbove: BinaryRule(standard: .fixed(0.5), cutoff: 0.9),
                stopBelow: BinaryRule(standard: .fixed(0.4), cutoff: 0.15), schedule: looks))
    }

    @Test func `two patients by hand`() throws {
        // P(tox > ½): 7/8 for 2 of 2 stops above 0.8; P(response > ½): 1/8 for 0 of 2 stops below 0.2.
        let looks = try LookSchedule(looks: [2], maximum: 4)
        let monitor = try ToxicityResponseMonitor(
            prior: DirichletPrior(both: 0.5, toxicityOnly: 0.5, responseOnly: 0.5, neither: 0.5),
            toxicity: BinaryRule(standard: .fixed(0.5), cutoff: 0.8),
            futility: BinaryRule(standard: .fixed(0.5), cutoff: 0.2), schedule: looks)
        #expect(monitor.toxicity.looks[0].stopAt == 2 && monitor.response.looks[0].stopAtMost == 0)
        // Cells: both 0.2, toxicity alone 0.1, response alone 0.3, neither 0.4.
        let found = monitor.operatingCharacteristics(try JointRates(toxicity: 0.3, response: 0.5, both: 0.2))
        // Two toxicities 0.09; no response 0.25, less two toxicities without response 0.01.
        expectClose(
            [found.stopForToxicity, found.stopForFutility, found.stopForEfficacy, found.neverStopped],
            [0.09, 0.24, 0, 0.67], relative: 1e-14, "reasons")
        expectClose(found.expectedSubjects, 4 - 2 * 0.33, relative: 1e-14, "E[N]")
    }

    @Test(arguments: [(0.2, 0.5, 0.1), (0.35, 0.3, 0.02), (0.5, 0.5, 0.5)])
    func `all sequences of six patients one by one`(_ toxicity: Double, _ response: Double, _ both: Double) throws {
        let monitor = try monitor(looks: LookSchedule(looks: [2, 3, 5, 6], maximum: 6))
        let rates = try JointRates(toxicity: toxicity, response: response, both: both)
        let cells = [rates.neither, rates.responseOnly, rates.toxicityOnly, rates.both]
        var sums = [[Double]](repeating: [0, 0, 0], count: 4)
        for sequence in 0..<(1 << 12) {
            let patients = (0..<6).map { sequence >> (2 * $0) & 3 }
            let probability = patients.map { cells[$0] }.reduce(1, *)
            for (index, look) in monitor.toxicity.boundary.looks.enumerated() {
                let seen = patients.prefix(look.subjects)
                let (toxic, active) = (seen.count { $0 >= 2 }, seen.count { $0 % 2 == 1 })
                let other = monitor.response.boundary.looks[index]
                let reason: Int? =
                    toxic >= look.stopAt ?? .max
                    ? 0 : active <= other.stopAtMost ?? -1 ? 1 : active >= other.stopAt ?? .max ? 2 : nil
                if let reason {
                    sums[index][reason] += probability
                    break
                }
            }
        }
        let found = monitor.operatingCharacteristics(rates)
        for (look, sum) in zip(found.looks, sums) {
            expectClose(
                [look.toxicity, look.futility, look.efficacy], sum, relative: 1e-12, absolute: 1e-16, "\(look.subjects)"
            )
        }
        expectClose(found.looks.map(\.stop).reduce(found.neverStopped, +), 1, relative: 1e-13, "all that may happen")
    }

    @Test func `a rate of response that cannot stop leaves the single monitor`() throws {
        let looks = try LookSchedule(cohort: 3, maximum: 40)
        let toxicity = try BetaBinomialMonitor(
            prior: flat(), stopAbove: BinaryRule(standard: .fixed(0.3), cutoff: 0.9), schedule: looks)
        let response = try BetaBinomialMonitor(
            prior: flat(), stopBelow: BinaryRule(standard: .fixed(0.1), cutoff: 1e-9), schedule: looks)
        let joint = try ToxicityResponseMonitor(toxicity: toxicity, response: response)
        let single = try toxicity.operatingCharacteristics(rate: 0.4)
        for oddsRatio in [0.2, 1, 7] {
            let found = joint.operatingCharacteristics(
                try JointRates(toxicity: 0.4, response: 0.6, oddsRatio: oddsRatio))
            expectClose(
                found.looks.map(\.toxicity), single.looks.map(\.stopForMany), relative: 1e-11, absolute: 1e-15, "stops")
            expectClose(found.expectedSubjects, single.expectedSubjects, relative: 1e-12, "E[N]")
        }
    }

    @Test func `an odds ratio is that of the four cells`() throws {
        #expect(try JointRates(toxicity: 0.3, response: 0.4, oddsRatio: 1).both == 0.12)
        for oddsRatio in [0.01, 0.5, 3, 200] {
            let rates = try JointRates(toxicity: 0.3, response: 0.4, oddsRatio: oddsRatio)
            let found = rates.both * rates.neither / (rates.toxicityOnly * rates.responseOnly)
            expectClose(found, oddsRatio, relative: 1e-12, "odds ratio")
        }
        #expect(throws: StatisticsError.self) { try JointRates(toxicity: 0.3, response: 0.4, both: 0.31) }
        #expect(throws: StatisticsError.self) { try JointRates(toxicity: 0.8, response: 0.7, both: 0.4) }
        #expect(throws: StatisticsError.self) { try JointRates(toxicity: 1.2, response: 0.7, oddsRatio: 2) }
        #expect(throws: StatisticsError.self) { try JointRates(toxicity: 0.2, response: 0.7, oddsRatio: 0) }
    }

    @Test func `a Dirichlet prior has beta marginals`() throws {
        let prior = try DirichletPrior(both: 0.2, toxicityOnly: 0.3, responseOnly: 0.6, neither: 0.9)
        expectClose(
            [prior.toxicity.alpha, prior.toxicity.beta, prior.response.alpha, prior.response.beta],
            [0.5, 1.5, 0.8, 1.2],
            relative: 1e-15, "marginals")
        #expect(throws: StatisticsError.self) {
            try DirichletPrior(both: 0, toxicityOnly: 1, responseOnly: 1, neither: 1)
        }
    }

    @Test func `what the data say at a moment`() throws {
        let monitor = try monitor(looks: LookSchedule(looks: [2], maximum: 4)).response
        // P(rate > ½ | 4 of 4) = 31/32 stops above 0.9, P(rate > 0.4 | 0 of 2) = 0.6³ = 0.216 does not stop below 0.15.
        let many = try monitor.reading(events: 4, of: 4)
        expectClose(many.probabilityOfMany, 31.0 / 32, relative: 1e-14, "many")
        #expect(many.verdict == .stopForMany)
        let none = try monitor.reading(events: 0, of: 2)
        expectClose(none.probabilityOfFew, 0.216, relative: 1e-14, "few")
        #expect(none.verdict == .goOn)
        #expect(try monitor.reading(events: 0, of: 5).verdict == .stopForFew)
        #expect(throws: StatisticsError.self) { try monitor.reading(events: 3, of: 2) }
        #expect(try monitor.with(prior: BetaPrior(alpha: 5, beta: 1)).prior.alpha == 5)
    }
}
