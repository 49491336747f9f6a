import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Monitors of times to an event · ByHand")
struct EventTimeByHandTests {
    @Test func `with a whole shape the probability is a Poisson sum`() throws {
        // P(m < 6) for IG(3, 12): e⁻²(1 + 2 + 2²/2) = 5e⁻².
        let prior = try InverseGammaPrior(shape: 3, scale: 12, of: .median)
        expectClose(prior.probabilityBelow(6), 5 * exp(-2), relative: 1e-14, "5e⁻²")
        #expect(prior.mean == 6)
        #expect(prior.variance == 36)
    }

    @Test func `one event in ten months on the mean`() throws {
        // IG(1, 5) becomes IG(2, 15); P(θ > 10) = 1 − e^−1.5 (1 + 1.5).
        let prior = try InverseGammaPrior(shape: 1, scale: 5, of: .mean)
        let monitor = try ExponentialMonitor(prior: prior, standard: .fixed(10, .mean), stopBelow: 0.2)
        let posterior = monitor.posterior(events: 1, totalTime: 10)
        #expect(posterior.shape == 2)
        #expect(posterior.scale == 15)
        expectClose(
            monitor.probability(events: 1, totalTime: 10), 1 - 2.5 * exp(-1.5), relative: 1e-14, "1 − 2.5 e^−1.5")
        #expect(prior.mean == nil)
        #expect(posterior.mean == 15)
        #expect(posterior.variance == nil)
    }

    @Test func `with no events and shape one the bound is a logarithm`() throws {
        // P(θ > 10 | 0, T) = 1 − e^−(1 + T)/10 = ½  where T = 10 ln 2 − 1.
        let monitor = try ExponentialMonitor(
            prior: InverseGammaPrior(shape: 1, scale: 1, of: .mean), standard: .fixed(10, .mean), stopBelow: 0.5)
        expectClose(monitor.leastTotalTime(events: 0), 10 * log(2) - 1, relative: 1e-13, "T")
        #expect(monitor.stopsFromTheStart == .stopForFutility)
    }

    @Test func `two beliefs of shape one: a ratio of scales`() throws {
        // P(E > S) = b_E/(b_E + b_S).
        let (one, other) = (
            try InverseGammaPrior(shape: 1, scale: 3, of: .median),
            try InverseGammaPrior(shape: 1, scale: 1, of: .median)
        )
        expectClose(InverseGammaExceedance(one, over: other, by: 0).value, 0.75, relative: 1e-14, "3/4")
        let monitor = try ExponentialMonitor(prior: one, standard: .random(other), stopBelow: 0.8)
        // ¾ → 0.8 = (3 + T ln 2)/(4 + T ln 2) at T ln 2 = 1.
        expectClose(monitor.leastTotalTime(events: 0), 1 / log(2), relative: 1e-12, "T")
    }

    @Test func `a response is wanted early`() throws {
        // IG(1, 1) on the mean: P(θ < 10 − 5 | 0, T) = e^−(1 + T)/5 = 0.1 where T = 5 ln 10 − 1.
        let monitor = try ExponentialMonitor(
            prior: InverseGammaPrior(shape: 1, scale: 1, of: .mean), standard: .fixed(10, .mean), gain: 5,
            stopBelow: 0.1, event: .benefit)
        expectClose(monitor.greatestTotalTime(events: 0), 5 * log(10) - 1, relative: 1e-13, "T")
        #expect(monitor.leastTotalTime(events: 0) == nil)
        #expect(monitor.decision(events: 0, totalTime: 10) == .goOn)
        #expect(monitor.decision(events: 0, totalTime: 11) == .stopForFutility)
    }

    @Test func `three ways to the same prior`() throws {
        let byParameters = try InverseGammaPrior(shape: 3, scale: 12, of: .median)
        #expect(try InverseGammaPrior(mean: 6, variance: 36, of: .median) == byParameters)
        #expect(try InverseGammaPrior(mean: 6, effectiveEvents: 2, of: .median) == byParameters)
        #expect(try InverseGammaPrior.weaklyInformative(mean: 6, of: .median) == byParameters)
    }

    @Test func `what cannot be a prior or a rule names its argument`() throws {
        func argument(_ body: () throws -> Void) -> String? {
            do {
                try body()
                return nil
            } catch { return (error as? StatisticsError)?.argument }
        }
        let prior = try InverseGammaPrior(shape: 3, scale: 12, of: .median)
        #expect(argument { _ = try InverseGammaPrior(shape: 0, scale: 12, of: .median) } == "shape")
        #expect(argument { _ = try InverseGammaPrior(shape: 3, scale: -1, of: .median) } == "scale")
        #expect(argument { _ = try InverseGammaPrior(mean: 6, variance: 0, of: .mean) } == "variance")
        #expect(argument { _ = try InverseGammaPrior(mean: 6, effectiveEvents: .nan, of: .mean) } == "effectiveEvents")
        #expect(argument { _ = try InverseGammaPrior(quantiles: [(0.1, 5), (0.9, 4)], of: .mean) } == "quantiles")
        #expect(argument { _ = try InverseGammaPrior(quantiles: [(0.1, 5), (0.9, 1e200)], of: .mean) } == "quantiles")
        #expect(argument { _ = try ExponentialMonitor(prior: prior, standard: .fixed(6, .median)) } == "futility")
        #expect(
            argument { _ = try ExponentialMonitor(prior: prior, standard: .fixed(0, .median), stopBelow: 0.1) }
                == "standard")
        #expect(
            argument {
                _ = try ExponentialMonitor(
                    prior: prior, standard: .fixed(6, .median), gain: 6, stopBelow: 0.1, event: .benefit)
            } == "gain")
        #expect(
            argument { _ = try ExponentialMonitor(prior: prior, standard: .fixed(6, .median), stopBelow: 1) }
                == "cutoff")
        #expect(
            argument {
                _ = try ExponentialMonitor(prior: prior, standard: .fixed(6, .median), stopBelow: 0.4, stopAbove: 0.3)
            } == "stopAbove")
    }
}
