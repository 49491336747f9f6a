import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Monitors of binary outcomes · ByHand")
struct BinaryMonitorByHandTests {
    private func rule(_ limit: Double, _ cutoff: Double) throws -> BinaryRule {
        try BinaryRule(standard: .fixed(limit), cutoff: cutoff)
    }

    private func flat() throws -> BetaPrior { try BetaPrior(alpha: 1, beta: 1) }

    @Test func `a flat prior and the limit one half`() throws {
        // P(rate > ½ | all n) = 1 − 2⁻ⁿ⁻¹: 3/4, 7/8, 15/16, 31/32; P(rate > ½ | 3 of 4) = 26/32, as of Binomial(5, ½) ≤ 3.
        let monitor = try BetaBinomialMonitor(
            prior: try flat(), stopAbove: try rule(0.5, 0.9), schedule: LookSchedule(cohort: 1, maximum: 5))
        #expect(monitor.looks.map(\.stopAt) == [nil, nil, 3, 4])
        expectClose(monitor.looks.map(\.posterior), [nil, nil, 15.0 / 16, 31.0 / 32], relative: 1e-14, "posterior")
        // The one way to stop is 3 of 3: 1/8, and with 3 subjects; 4 of 4 is no longer there.
        let found = try monitor.operatingCharacteristics(rate: 0.5)
        expectClose(found.looks.map(\.stop), [0, 0, 0.125, 0], relative: 1e-15, "stops")
        expectClose(
            [found.stopForMany, found.stopsEarly, found.stopForFew, found.neverStopped], [0.125, 0.125, 0, 0.875],
            relative: 1e-15, "in all")
        expectClose(found.expectedSubjects, 3 * 0.125 + 5 * 0.875, relative: 1e-15, "E[N]")
        expectClose(
            found.standardDeviationOfSubjects, 2 * (0.125 * 0.875).squareRoot(), relative: 1e-14, "SD of N")
        // x = 2 by two of the first two or later ones: the counts at the end are those of 5 tosses less those after 3 of 3.
        expectClose(
            found.countsAtMaximum, [1, 5, 10, 9, 3, 0].map { $0 / 32 }, relative: 1e-15, "counts at the maximum")
    }

    @Test func `both sides at once`() throws {
        // After 2: P(rate > ½) is 7/8, 1/2, 1/8 for 2, 1, 0 events. After 3: 15/16, 11/16, 5/16, 1/16.
        let monitor = try BetaBinomialMonitor(
            prior: try flat(), stopAbove: try rule(0.5, 0.8), stopBelow: try rule(0.5, 0.2),
            schedule: LookSchedule(looks: [2, 3], maximum: 4))
        #expect(monitor.looks.map(\.stopAt) == [2, 3] && monitor.looks.map(\.stopAtMost) == [0, 0])
        expectClose(monitor.looks.map(\.posteriorAtMost), [0.125, 0.0625], relative: 1e-14, "posterior")
        let p = 0.3
        let found = try monitor.operatingCharacteristics(rate: p)
        expectClose(found.looks.map(\.stopForMany), [p * p, 0], relative: 1e-14, "many")
        expectClose(found.looks.map(\.stopForFew), [0.49, 0], relative: 1e-14, "few")
    }

    @Test func `a probability that equals the cut-off does not stop`() throws {
        let schedule = try LookSchedule(looks: [3], maximum: 5)
        for (cutoff, stopAt) in [(15.0 / 16, nil), (0.937, 3)] {
            let monitor = try BetaBinomialMonitor(
                prior: try flat(), stopAbove: try rule(0.5, cutoff), schedule: schedule)
            #expect(monitor.looks[0].stopAt == stopAt)
        }
    }

    @Test func `two flat rates, a distance apart`() throws {
        // The triangle above the line e = s + δ: (1 − δ)²/2; below it where δ < 0.
        for (excess, expected) in [(0.25, 9.0 / 32), (0, 0.5), (-0.5, 7.0 / 8)] {
            let rule = try BinaryRule(standard: .random(try flat()), excess: excess, cutoff: 0.5)
            expectClose(rule.probability(try flat()), expected, relative: 1e-12, "δ = \(excess)")
        }
    }

    @Test func `rules that never stop, and those that always do`() throws {
        let never = try BetaBinomialMonitor(
            prior: try flat(), stopAbove: try rule(0.5, 0.99), schedule: LookSchedule(cohort: 1, maximum: 4))
        #expect(never.boundary.neverStops && never.boundary.alwaysStopsAt == nil)
        // P(rate > 0.1 | 0 of 1) = 0.9² = 0.81.
        let always = try BetaBinomialMonitor(
            prior: try flat(), stopAbove: try rule(0.1, 0.8), schedule: LookSchedule(cohort: 1, maximum: 4))
        #expect(always.looks[0].stopAt == 0 && always.boundary.alwaysStopsAt?.subjects == 1)
        // Neither count stops at both looks, but what goes on at the first stops at the second.
        let pair = try BinaryBoundary(
            looks: [.init(subjects: 2, stopAt: 1), .init(subjects: 3, stopAt: 2, stopAtMost: 1)], maximum: 5)
        #expect(pair.alwaysStopsAt?.subjects == 3 && !pair.neverStops)
        let sure = try pair.operatingCharacteristics(rate: 1)
        #expect(sure.looks.map(\.stopForMany) == [1, 0] && sure.expectedSubjects == 2)
    }

    @Test func `priors by mean and size, and their moments`() throws {
        let prior = try BetaPrior(mean: 0.25, effectiveSize: 8)
        #expect(prior.alpha == 2 && prior.beta == 6 && prior.effectiveSize == 8)
        expectClose([prior.mean, prior.variance], [0.25, 12.0 / (64 * 9)], relative: 1e-15, "moments")
        // A flat prior: the central 90 % are 0.9 wide, the quantiles are their probabilities.
        let width = try BetaPrior(mean: 0.5, intervalWidth: 0.9)
        let quantiles = try BetaPrior(quantiles: [(0.2, 0.2), (0.7, 0.7)])
        expectClose([width.alpha, width.beta, quantiles.alpha, quantiles.beta], [1, 1, 1, 1], relative: 1e-10, "flat")
    }

    @Test func `looks at full cohorts before the end, from the minimum on`() throws {
        #expect(try LookSchedule(cohort: 4, maximum: 17).looks == [4, 8, 12, 16])
        #expect(try LookSchedule(cohort: 4, maximum: 16).looks == [4, 8, 12])
        #expect(try LookSchedule(cohort: 4, maximum: 16, minimum: 7).looks == [8, 12])
    }

    @Test func `bad input says what and why`() throws {
        func words(_ body: () throws -> Void) -> String {
            do { try body() } catch { return "\(error)" }
            return "no error"
        }
        let faults: [(String, () throws -> Void)] = [
            ("alpha is 0.0", { _ = try BetaPrior(alpha: 0, beta: 1) }),
            ("beta is -1.0", { _ = try BetaPrior(alpha: 1, beta: -1) }),
            ("alpha is nan", { _ = try BetaPrior(alpha: .nan, beta: 1) }),
            ("mean is 1.0", { _ = try BetaPrior(mean: 1, effectiveSize: 1) }),
            ("effectiveSize is 0.0", { _ = try BetaPrior(mean: 0.5, effectiveSize: 0) }),
            ("quantiles[1]", { _ = try BetaPrior(quantiles: [(0.5, 0.3), (0.4, 0.6)]) }),
            ("quantiles[0]", { _ = try BetaPrior(quantiles: [(0, 0.3), (0.4, 0.6)]) }),
            ("intervalWidth is 0.9", { _ = try BetaPrior(mean: 0.001, intervalWidth: 0.9) }),
            ("cohort is 0", { _ = try LookSchedule(cohort: 0, maximum: 10) }),
            ("cohort is 10", { _ = try LookSchedule(cohort: 10, maximum: 10) }),
            ("minimum is 10", { _ = try LookSchedule(cohort: 3, maximum: 10, minimum: 10) }),
            ("maximum is 1", { _ = try LookSchedule(cohort: 1, maximum: 1) }),
            ("looks[1] is 4", { _ = try LookSchedule(looks: [4, 4], maximum: 10) }),
            ("looks[0] is 11", { _ = try LookSchedule(looks: [11], maximum: 10) }),
            ("cutoff is 95", { _ = try BinaryRule(standard: .fixed(0.3), cutoff: 95) }),
            ("standard is 30", { _ = try BinaryRule(standard: .fixed(30), cutoff: 0.9) }),
            ("excess is 0.7", { _ = try BinaryRule(standard: .fixed(0.3), excess: 0.7, cutoff: 0.9) }),
            (
                "Beta(0.01, 1.0)",
                {
                    _ = try BinaryRule(standard: .random(BetaPrior(alpha: 0.01, beta: 1)), cutoff: 0.9)
                }
            ),
            (
                "missing",
                {
                    _ = try BetaBinomialMonitor(
                        prior: BetaPrior(alpha: 1, beta: 1), schedule: LookSchedule(cohort: 1, maximum: 3))
                }
            ),
            (
                "for few at",
                {
                    _ = try BetaBinomialMonitor(
                        prior: BetaPrior(alpha: 1, beta: 1), stopAbove: BinaryRule(standard: .fixed(0.2), cutoff: 0.5),
                        stopBelow: BinaryRule(standard: .fixed(0.6), cutoff: 0.5),
                        schedule: LookSchedule(cohort: 5, maximum: 11))
                }
            ),
        ]
        for (expected, body) in faults { #expect(words(body).contains(expected), "\(words(body))") }
    }
}
