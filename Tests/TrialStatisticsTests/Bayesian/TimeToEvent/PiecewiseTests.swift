import Foundation
import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

/// One case of `Validation/Python/piecewise-monitors.json`.
struct GammaSumCase: Decodable, Sendable, CustomTestStringConvertible {
    let shapes, scales: [Double]
    let at, value: Double

    var testDescription: String { "\(shapes) × \(scales) ≤ \(at)" }

    static let golden = Result { try Golden<GammaSumCase>(named: "piecewise-monitors", in: "Python") }
}

@Suite("Piecewise-exponential monitors · Golden")
struct PiecewiseGoldenTests {
    @Test(arguments: try GammaSumCase.golden.get().cases)
    func `sums of gamma variables, as mpmath inverts their transform`(_ one: GammaSumCase) {
        let sum = GammaSum(shapes: one.shapes, scales: one.scales)
        expectClose(sum.lowerTail(at: one.at), one.value, relative: 0, absolute: 1e-12, one.testDescription)
    }
}

@Suite("Piecewise-exponential monitors · ByHand")
struct PiecewiseByHandTests {
    @Test func `exposure by pieces`() throws {
        let exposure = try PiecewiseExposure(times: [3, 8, 14, 6], events: [true, false, true, true], cuts: [6, 12])
        #expect(exposure.events == [2, 0, 1])
        #expect(exposure.times == [21, 8, 2])
    }

    @Test func `two exponential variables`() {
        // G₁ + 2 G₂ ≤ y: 1 − 2 e^(−y/2) + e^−y.
        let sum = GammaSum(shapes: [1, 1], scales: [1, 2])
        for y in [0.1, 1, 4, 20] {
            expectClose(sum.lowerTail(at: y), 1 - 2 * exp(-y / 2) + exp(-y), relative: 1e-12, absolute: 1e-14, "\(y)")
        }
    }

    @Test func `survival at one cut, one piece`() throws {
        // Gamma(1, 1) after no events in 4: P(S(1) > ½) = P(λ < ln 2) = 1 − e^(−5 ln 2) = 31/32.
        let monitor = try PiecewiseExponentialMonitor(
            cuts: [1], priors: [HazardPrior(events: 1, time: 1), HazardPrior(events: 5, time: 2)],
            target: .survivalAbove(0.5, at: 1), stopBelow: 0.1)
        let exposure = try PiecewiseExposure(events: [0, 3], times: [4, 9], cuts: [1])
        expectClose(try monitor.probability(exposure), fraction(31, 32), relative: 1e-13, "31/32")
    }

    @Test func `what cannot be a rule names its argument`() throws {
        func argument(_ body: () throws -> Void) -> String? {
            do {
                try body()
                return nil
            } catch { return (error as? StatisticsError)?.argument }
        }
        func monitor(
            _ cuts: [Double], _ target: PiecewiseTarget = .medianAbove(10), below: Double? = 0.1, above: Double? = nil
        ) throws {
            _ = try PiecewiseExponentialMonitor(
                cuts: cuts, median: 8, events: 1, target: target, stopBelow: below, stopAbove: above)
        }
        #expect(argument { try monitor([6, 6]) } == "cuts")
        #expect(argument { try monitor([6], .medianAbove(-1)) } == "target")
        #expect(argument { try monitor([6], .survivalAbove(1, at: 6)) } == "target")
        #expect(argument { try monitor([6], below: nil) } == "stopBelow")
        #expect(argument { try monitor([6], above: 0.05) } == "stopAbove")
        #expect(argument { _ = try PiecewiseExposure(events: [1], times: [1, 2], cuts: [6]) } == "events")
        #expect(argument { _ = try PiecewiseExposure(times: [-1], events: [true], cuts: [6]) } == "times")
    }
}

@Suite("Piecewise-exponential monitors · Property")
struct PiecewisePropertyTests {
    @Test func `with one piece it is the exponential monitor`() throws {
        let plain = try ExponentialMonitor(
            prior: InverseGammaPrior(shape: 2, scale: 80, of: .median), standard: .fixed(40, .median), gain: 12,
            stopBelow: 0.035)
        let piecewise = try PiecewiseExponentialMonitor(
            cuts: [], median: 40, events: 2, target: .medianAbove(52), stopBelow: 0.035)
        for (events, time) in [(0, 0.0), (3, 60), (12, 500), (30, 1500)] {
            let exposure = try PiecewiseExposure(events: [events], times: [time], cuts: [])
            expectClose(
                try piecewise.probability(exposure), plain.probability(events: events, totalTime: time),
                relative: 1e-12, "\(events) in \(time)")
            expectClose(
                try piecewise.medianQuantile(0.5, exposure),
                plain.posterior(events: events, totalTime: time).quantile(0.5), relative: 1e-9, "median")
        }
    }

    @Test func `cutting a long stretch changes nothing where the weights agree`() {
        // Two terms of one scale are one term.
        let (one, two) = (GammaSum(shapes: [7], scales: [0.1]), GammaSum(shapes: [3, 4], scales: [0.1, 0.1]))
        expectClose(two.lowerTail(at: 0.6), one.lowerTail(at: 0.6), relative: 1e-13, "7 = 3 + 4")
    }

    @Test func `a term integrated over gives what the mixture gives`() {
        // The mixture with its many weights is exact too; here it is asked for beyond the share at which the method changes.
        let sum = GammaSum(shapes: [4, 6], scales: [1e-4, 0.15])
        expectClose(sum.lowerTail(at: 1), sum.mixture(at: 1), relative: 1e-12, "either way")
        let far = GammaSum(shapes: [3, 6], scales: [1e-13, 0.15]).lowerTail(at: 1)
        expectClose(far, GammaSum(shapes: [6], scales: [0.15]).lowerTail(at: 1), relative: 1e-11, "no weight")
    }

    @Test func `shapes beyond the range of a plain series`() {
        // Σ βG with 900 of 1e-3 and 300 of 1e-4: mean 0.93; the first weight is 10^−270.
        let sum = GammaSum(shapes: [900, 300], scales: [1e-3, 1e-4])
        let (low, high) = (sum.lowerTail(at: 0.80), sum.lowerTail(at: 1.06))
        #expect(low < 1e-4 && high > 0.9999)
        let middle = sum.lowerTail(at: 0.93)
        #expect(middle > 0.5 && middle < 0.52)
    }

    @Test func `draws agree with the probability`() throws {
        let monitor = try PiecewiseExponentialMonitor(
            cuts: [6, 18], median: 20, events: 2, target: .medianAbove(24), stopBelow: 0.05)
        let exposure = try PiecewiseExposure(events: [2, 9, 4], times: [150, 210, 40], cuts: [6, 18])
        var stream = RandomStream(seed: 20_260_102, purpose: "gamma sum")
        func hazard(_ piece: Int) -> Double {
            let shape = 2 + exposure.events[piece]
            return (0..<shape).reduce(0) { sum, _ in sum + stream.exponential() }
                / (monitor.priors[piece].time + exposure.times[piece])
        }
        let count = 100_000
        let hits = (0..<count).count { _ in 6 * hazard(0) + 12 * hazard(1) + 6 * hazard(2) < log(2) }
        let expected = try monitor.probability(exposure)
        let error = (expected * (1 - expected) / Double(count)).squareRoot()
        expectClose(Double(hits) / Double(count), expected, relative: 0, absolute: 4 * error, "P(median > 24)")
    }

    @Test func `a rising hazard is seen that the exponential model hides`() throws {
        // Virtual data: much quiet early follow-up, then an event in twenty months each. One hazard says that the median is far away.
        let exposure = try PiecewiseExposure(events: [1, 14], times: [900, 160], cuts: [18])
        let plain = try ExponentialMonitor(
            prior: .weaklyInformative(mean: 24, of: .median), standard: .fixed(24, .median), gain: 4, stopBelow: 0.05)
        let piecewise = try PiecewiseExponentialMonitor(
            cuts: [18], median: 24, events: 1, target: .medianAbove(28), stopBelow: 0.05)
        let (one, two) = (plain.probability(events: 15, totalTime: 1060), try piecewise.probability(exposure))
        #expect(one > 0.95, "one hazard: \(one)")
        #expect(two < 0.4, "two hazards: \(two)")
    }

    @Test func `bounds for events and time spread as under one hazard`() throws {
        let monitor = try PiecewiseExponentialMonitor(
            cuts: [12, 24, 60], median: 40, events: 1, target: .medianAbove(52), stopBelow: 0.035)
        let shares = monitor.shares(median: 40)
        expectClose(shares.reduce(0, +), 1, relative: 1e-14, "sum")
        #expect(shares[3] == 0, "the piece after the target")
        // S(12), S(24), S(52) with one halving in 40 months.
        let survival = [0, 12, 24, 52].map { pow(2, -Double($0) / 40) }
        expectClose(shares[1], (survival[1] - survival[2]) / (1 - survival[3]), relative: 1e-13, "12 to 24")
        for events in [7, 20] {
            let least = try monitor.leastTotalTime(events: events, shares: shares)
            let exposure = { try monitor.exposure(events: events, totalTime: $0, shares: shares) }
            #expect(try exposure(least).events.reduce(0, +) == events)
            if least > 0 { #expect(try monitor.decision(exposure(least * 0.999)) == .stopForFutility) }
            #expect(try monitor.decision(exposure(least * 1.001)) == .goOn)
        }
        let plain = try PiecewiseExponentialMonitor(
            cuts: [], median: 40, events: 2, target: .medianAbove(52), stopBelow: 0.035)
        let exponential = try ExponentialMonitor(
            prior: InverseGammaPrior(shape: 2, scale: 80, of: .median), standard: .fixed(40, .median), gain: 12,
            stopBelow: 0.035)
        expectClose(
            try plain.leastTotalTime(events: 9, shares: [1]), exponential.leastTotalTime(events: 9), relative: 1e-8,
            "one piece")
    }
}
