import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Bayes factor monitors · Golden")
struct BayesFactorGoldenTests {
    @Test(arguments: try BayesFactorCase.golden.get().cases)
    func `Bayes factors, as mpmath integrates`(_ one: BayesFactorCase) throws {
        expectClose(
            try one.monitor.logBayesFactor(one.data), one.value, relative: 1e-10, absolute: 1e-10, one.testDescription)
    }
}

@Suite("Bayes factor monitors · ByHand")
struct BayesFactorByHandTests {
    @Test func `without data the hypotheses are even`() throws {
        for parameter in [
            BayesFactorMonitor.Parameter.rate(standard: 0.2, alternative: 0.35), .rate(standard: 0.5, alternative: 0.3),
        ] {
            let monitor = try BayesFactorMonitor(parameter, stopBelow: 0.1)
            expectClose(monitor.probability(.counts(events: 0, subjects: 0)), 0.5, relative: 1e-12, "even odds")
        }
    }

    @Test func `a moment density on a rate of one half is a polynomial`() throws {
        // For a mode far beyond the room, exp(−x²/2τ) is 1 and f ∝ x² on (0, ½); one event of one:
        // B = ∫ x² (½ + x)/½ dx / ∫ x² dx = 1 + 2 (1/64)/(1/24) = 1 + 3/4 = 7/4.
        let monitor = try BayesFactorMonitor(
            .rate(standard: 0.5, alternative: 0.999999), density: .moment(k: 1), stopBelow: 0.1)
        let exact = exp(try #require(monitor.logBayesFactor(.counts(events: 1, subjects: 1))))
        // exp(−x²) with τ = ½(½)², at most e⁻¹ away from 1 at the end, so integrate it by Simpson's rule.
        let count = 20_000
        func simpson(_ f: (Double) -> Double) -> Double {
            let h = 0.5 / Double(count)
            return (0...count).reduce(0) { sum, i in
                sum + f(Double(i) * h) * (i == 0 || i == count ? 1 : i.isMultiple(of: 2) ? 2 : 4)
            } * h / 3
        }
        let mode = 0.499999
        let density = { (x: Double) in x * x * exp(-x * x / (mode * mode)) }
        let expected = simpson { density($0) * (0.5 + $0) / 0.5 } / simpson(density)
        expectClose(exact, expected, relative: 1e-9, "B")
        #expect(exact > 1.65 && exact < 1.75)
    }

    @Test func `events at once are infinite evidence for an earlier time`() throws {
        let monitor = try BayesFactorMonitor(.median(standard: 6, alternative: 4), stopAbove: 0.9)
        #expect(monitor.logBayesFactor(.exposure(events: 1, totalTime: 0)) == nil)
        #expect(monitor.probability(.exposure(events: 1, totalTime: 0)) == 1)
        #expect(monitor.probability(.exposure(events: 1, totalTime: 1e-6)) < 1)
    }

    @Test func `what cannot be a rule names its argument`() throws {
        func argument(_ body: () throws -> Void) -> String? {
            do {
                try body()
                return nil
            } catch { return (error as? StatisticsError)?.argument }
        }
        #expect(
            argument { _ = try BayesFactorMonitor(.rate(standard: 0, alternative: 0.4), stopBelow: 0.1) } == "standard")
        #expect(
            argument { _ = try BayesFactorMonitor(.rate(standard: 0.4, alternative: 0.4), stopBelow: 0.1) }
                == "alternative")
        #expect(argument { _ = try BayesFactorMonitor(.rate(standard: 0.2, alternative: 0.4)) } == "stopBelow")
        #expect(
            argument {
                _ = try BayesFactorMonitor(
                    .median(standard: 6, alternative: 9), density: .inverseMoment(k: 0, nu: 2), stopBelow: 0.1)
            } == "density")
        #expect(
            argument {
                _ = try BayesFactorMonitor(.median(standard: 6, alternative: 9), stopBelow: 0.4, stopAbove: 0.3)
            } == "stopAbove")
    }
}

@Suite("Bayes factor monitors · Property")
struct BayesFactorPropertyTests {
    static let densities: [NonlocalPrior] = [.standard, .inverseMoment(k: 2, nu: 1), .moment(k: 1)]

    @Test(arguments: densities)
    func `a bound parts what stops from what does not`(_ density: NonlocalPrior) throws {
        for alternative in [9.0, 4] {
            let monitor = try BayesFactorMonitor(
                .median(standard: 6, alternative: alternative), density: density, stopBelow: 0.1, stopAbove: 0.9)
            for bounds in monitor.timeBounds(upTo: 4) {
                for edge in [bounds.inferiority.bound, bounds.superiority.bound].compactMap(\.self) {
                    for time in [edge * (1 - 1e-6), edge * (1 + 1e-6)] {
                        let decision = monitor.decision(.exposure(events: bounds.events, totalTime: time))
                        let expected: MonitoringDecision =
                            bounds.inferiority.contains(time)
                            ? .stopForFutility : bounds.superiority.contains(time) ? .stopForEfficacy : .goOn
                        #expect(decision == expected, "\(bounds) at \(time)")
                    }
                }
            }
        }
    }

    @Test(arguments: densities)
    func `event and no event exchanged turn a rate over`(_ density: NonlocalPrior) throws {
        let (one, other) = (
            try BayesFactorMonitor(.rate(standard: 0.2, alternative: 0.4), density: density, stopBelow: 0.1),
            try BayesFactorMonitor(.rate(standard: 0.8, alternative: 0.6), density: density, stopBelow: 0.1)
        )
        for (events, subjects) in [(0, 10), (4, 12), (20, 30)] {
            expectClose(
                one.logBayesFactor(.counts(events: events, subjects: subjects)),
                other.logBayesFactor(.counts(events: subjects - events, subjects: subjects)), relative: 1e-9,
                absolute: 1e-10, "\(events) of \(subjects)")
        }
    }

    @Test func `few events of many stop for inferiority, many for superiority`() throws {
        let monitor = try BayesFactorMonitor(.rate(standard: 0.2, alternative: 0.4), stopBelow: 0.1, stopAbove: 0.9)
        let bounds = monitor.countBounds(Array(1...50))
        for look in bounds {
            if let inferiority = look.inferiority { #expect(inferiority.lowerBound == 0) }
            if let superiority = look.superiority { #expect(superiority.upperBound == look.subjects) }
        }
        #expect(bounds[49].inferiority != nil && bounds[49].superiority != nil)
        #expect(bounds[0].inferiority == nil && bounds[0].superiority == nil)
    }
}

@Suite("Bayes factor monitors · Naive")
struct BayesFactorNaiveTests {
    /// The counts that stop, by asking of each.
    private func bounds(_ monitor: BayesFactorMonitor, _ n: Int, _ decision: MonitoringDecision) -> ClosedRange<Int>? {
        let stops = (0...n).filter { monitor.decision(.counts(events: $0, subjects: n)) == decision }
        return stops.first.map { $0...stops[stops.count - 1] }
    }

    @Test(arguments: [
        (0.2, 0.4, 0.1 as Double?, 0.9 as Double?), (0.4, 0.2, 0.1, 0.9), (0.5, 0.501, 0.2, nil),
        (0.05, 0.9, nil, 0.99),
        (0.3, 0.6, 1e-6, 1 - 1e-6), (0.9, 0.1, 0.3, 0.6),
    ])
    func `bounds of counts are those that a look at every count has`(
        _ null: Double, _ alternative: Double, _ below: Double?, _ above: Double?
    ) throws {
        let monitor = try BayesFactorMonitor(
            .rate(standard: null, alternative: alternative), stopBelow: below, stopAbove: above)
        // Neighbours, jumps and a step back, so that each search starts near and far.
        let subjects = [1, 2, 3, 4, 5, 6, 7, 8, 20, 21, 60, 10]
        for (n, found) in zip(subjects, monitor.countBounds(subjects)) {
            #expect(found.subjects == n)
            #expect(found.inferiority == bounds(monitor, n, .stopForFutility), "\(n)")
            #expect(found.superiority == bounds(monitor, n, .stopForEfficacy), "\(n)")
        }
    }
}
