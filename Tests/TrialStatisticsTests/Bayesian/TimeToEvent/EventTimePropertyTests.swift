import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

@Suite("Monitors of times to an event · Property")
struct EventTimePropertyTests {
    static let priors: [(Double, Double)] = [(3, 12), (1.5, 4), (0.7, 30), (40, 250)]

    private func monitors(_ prior: (Double, Double), _ event: EventMeaning) throws -> [ExponentialMonitor] {
        let prior = try InverseGammaPrior(shape: prior.0, scale: prior.1, of: .median)
        let earlier = try InverseGammaPrior(shape: 25, scale: 144, of: .median)
        return try [EventTimeStandard.fixed(6, .median), .random(earlier)].flatMap { standard in
            try [0, 1.5].map { gain in
                try ExponentialMonitor(
                    prior: prior, standard: standard, gain: gain, stopBelow: 0.06, stopAbove: 0.9, event: event)
            }
        }
    }

    @Test(arguments: priors, EventMeaning.allCases)
    func `a bound parts the total times that stop from those that do not`(
        _ prior: (Double, Double), _ event: EventMeaning
    ) throws {
        for monitor in try monitors(prior, event) {
            for bounds in monitor.bounds(upTo: 12) {
                let edges = [bounds.futility.bound, bounds.efficacy.bound].compactMap(\.self)
                for time in [0, 1, 20, 90, 400] + edges.map({ $0 * (1 - 1e-6) }) + edges.map({ $0 * (1 + 1e-6) + 1e-9 })
                {
                    let decision = monitor.decision(events: bounds.events, totalTime: time)
                    let expected: MonitoringDecision =
                        bounds.futility.contains(time)
                        ? .stopForFutility : bounds.efficacy.contains(time) ? .stopForEfficacy : .goOn
                    #expect(decision == expected, "\(bounds) at \(time)")
                }
            }
        }
    }

    @Test(arguments: priors)
    func `the posterior is the same in one step or in many`(_ prior: (Double, Double)) throws {
        let prior = try InverseGammaPrior(shape: prior.0, scale: prior.1, of: .median)
        let parts = [(1, 3.5), (0, 12.25), (4, 20)]
        let steps = parts.reduce(prior) { $0.posterior(events: $1.0, totalTime: $1.1) }
        let whole = prior.posterior(events: 5, totalTime: 35.75)
        #expect(steps.shape == whole.shape)
        expectClose(steps.scale, whole.scale, relative: 1e-14, "scale")
    }

    @Test(arguments: priors)
    func `another unit of time changes no probability and multiplies the bounds`(_ prior: (Double, Double)) throws {
        func monitor(_ unit: Double) throws -> ExponentialMonitor {
            try ExponentialMonitor(
                prior: InverseGammaPrior(shape: prior.0, scale: prior.1 * unit, of: .median),
                standard: .fixed(6 * unit, .median), gain: 2 * unit, stopBelow: 0.05)
        }
        let (months, days) = (try monitor(1), try monitor(30.4375))
        expectClose(
            days.probability(events: 4, totalTime: 50 * 30.4375), months.probability(events: 4, totalTime: 50),
            relative: 1e-12, "probability")
        expectClose(
            days.leastTotalTime(events: 9), months.leastTotalTime(events: 9).map { $0 * 30.4375 }, relative: 1e-11,
            "bound")
    }

    @Test(arguments: priors)
    func `a rule on the mean says the same as that on the median`(_ prior: (Double, Double)) throws {
        let onMedian = try InverseGammaPrior(shape: prior.0, scale: prior.1, of: .median)
        let median = try ExponentialMonitor(prior: onMedian, standard: .fixed(6, .median), gain: 0, stopBelow: 0.05)
        let mean = try ExponentialMonitor(
            prior: onMedian.expressed(as: .mean), standard: .fixed(6, .median), gain: 0, stopBelow: 0.05)
        for events in 0...15 {
            expectClose(
                mean.leastTotalTime(events: events), median.leastTotalTime(events: events), relative: 1e-11, "bound")
            expectClose(
                mean.probability(events: events, totalTime: 33), median.probability(events: events, totalTime: 33),
                relative: 1e-12, "probability")
        }
    }

    @Test(arguments: priors)
    func `the closed form equals the integral`(_ prior: (Double, Double)) throws {
        let standard = try InverseGammaPrior(shape: 102, scale: 606, of: .median)
        let belief = try InverseGammaPrior(shape: prior.0, scale: prior.1, of: .median)
        for events in [0, 3, 30] {
            let posterior = belief.posterior(events: events, totalTime: Double(events) * 7)
            for (one, other) in [(posterior, standard), (standard, posterior)] {
                let closed = InverseGammaExceedance.closedForm(one, other)
                expectClose(
                    InverseGammaExceedance.integral(one, other, by: 0), closed, relative: 0, absolute: 1e-12, "\(one)")
            }
        }
    }

    @Test(arguments: priors)
    func `above and below add up, with a gain either way`(_ prior: (Double, Double)) throws {
        let one = try InverseGammaPrior(shape: prior.0, scale: prior.1, of: .median)
        let other = try InverseGammaPrior(shape: 12, scale: 66, of: .median)
        for gain in [-7.0, -0.4, 0.3, 5] {
            let above = InverseGammaExceedance(one, over: other, by: gain).value
            let below = InverseGammaExceedance(other, over: one, by: -gain).value
            expectClose(above + below, 1, relative: 0, absolute: 1e-12, "gain \(gain)")
        }
    }

    @Test func `the posterior equals the likelihood times the prior, integrated numerically`() throws {
        let prior = try InverseGammaPrior(shape: 2.3, scale: 70, of: .median)
        let times = [3.0, 14, 22, 22, 40.5, 61, 80]
        let isEvent = [true, true, false, true, false, false, true]
        /// The exponential likelihood of each subject times the prior's density, over u = log m.
        func density(_ u: Double) -> Double {
            let median = Elementary.exponential(u)
            let hazard = EventTimeQuantity.ln2 / median
            let logPrior = -prior.shape * u - prior.scale / median
            return zip(times, isEvent).reduce(Elementary.exponential(logPrior + 14)) { product, subject in
                product * Elementary.exponential(-hazard * subject.0) * (subject.1 ? hazard * 50 : 1)
            }
        }
        func integral(_ from: Double, _ to: Double) -> Double {
            AdaptiveQuadrature(of: density, in: from...to, tolerance: 1e-14, pieces: 30).value
        }
        let monitor = try ExponentialMonitor(prior: prior, standard: .fixed(40, .median), gain: 12, stopBelow: 0.035)
        let limit = Elementary.logarithm(52)
        let (below, above) = (integral(-1, limit), integral(limit, 15))
        let total = times.reduce(0, +)
        expectClose(
            monitor.probability(events: 4, totalTime: total), above / (above + below), relative: 1e-9, "P(m > 52)")
    }

    @Test func `the least number of events that stops is where the bound passes the total time`() throws {
        let monitor = try ExponentialMonitor(
            prior: .weaklyInformative(mean: 40, of: .median), standard: .fixed(40, .median), gain: 12, stopBelow: 0.035)
        for time in [0.0, 10, 120, 555, 4000] {
            let events = try #require(monitor.leastEventsToStop(totalTime: time))
            #expect(try #require(monitor.leastTotalTime(events: events)) > time)
            if events > 0 { #expect(try #require(monitor.leastTotalTime(events: events - 1)) <= time) }
        }
    }

    @Test func `draws from the beliefs agree with the probability`() throws {
        // m = b/g with g the sum of exponentials, for whole shapes; 100,000 pairs, within four standard errors.
        let (experimental, standard) = (
            try InverseGammaPrior(shape: 11, scale: 39.725887, of: .median),
            try InverseGammaPrior(shape: 8, scale: 40, of: .median)
        )
        var stream = RandomStream(seed: 20_260_101, purpose: "inverse gamma")
        func draw(_ belief: InverseGammaPrior) -> Double {
            belief.scale / (0..<Int(belief.shape)).reduce(0) { sum, _ in sum + stream.exponential() }
        }
        let count = 100_000
        let hits = (0..<count).count { _ in draw(experimental) > draw(standard) + 0.5 }
        let expected = InverseGammaExceedance(experimental, over: standard, by: 0.5).value
        let error = (expected * (1 - expected) / Double(count)).squareRoot()
        expectClose(Double(hits) / Double(count), expected, relative: 0, absolute: 4 * error, "P(E > S + 0.5)")
    }
}
