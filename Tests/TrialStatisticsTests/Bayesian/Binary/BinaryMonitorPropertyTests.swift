import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Monitors of binary outcomes · Property")
struct BinaryMonitorPropertyTests {
    private static let priors: [(Double, Double)] = [(0.3, 0.7), (1, 1), (5, 2), (0.01, 3)]

    private func monitor(
        _ prior: (Double, Double), limit: Double, above: Double, cohort: Int = 1, maximum: Int
    ) throws -> BetaBinomialMonitor {
        try BetaBinomialMonitor(
            prior: BetaPrior(alpha: prior.0, beta: prior.1),
            stopAbove: BinaryRule(standard: .fixed(limit), cutoff: above),
            schedule: LookSchedule(cohort: cohort, maximum: maximum))
    }

    @Test(arguments: priors)
    func `a bound parts the counts that stop from those that do not`(_ prior: (Double, Double)) throws {
        let rule = try BinaryRule(standard: .fixed(0.35), cutoff: 0.9)
        let monitor = try monitor(prior, limit: 0.35, above: 0.9, maximum: 80)
        for look in monitor.looks {
            for count in 0...look.subjects {
                let stops = rule.probability(monitor.prior.posterior(events: count, of: look.subjects)) > 0.9
                #expect(stops == (look.stopAt.map { count >= $0 } ?? false), "\(count) of \(look.subjects)")
            }
        }
    }

    @Test(arguments: priors)
    func `a bound never falls with the subjects, nor with the limit or the cut-off`(_ prior: (Double, Double)) throws {
        func bounds(_ limit: Double, _ cutoff: Double) throws -> [Int] {
            try monitor(prior, limit: limit, above: cutoff, maximum: 200).looks.map { $0.stopAt ?? $0.subjects + 1 }
        }
        let plain = try bounds(0.3, 0.9)
        #expect(zip(plain, plain.dropFirst()).allSatisfy { $0 <= $1 && $1 <= $0 + 1 })
        #expect(zip(plain, try bounds(0.35, 0.9)).allSatisfy { $0 <= $1 })
        #expect(zip(plain, try bounds(0.3, 0.95)).allSatisfy { $0 <= $1 })
    }

    @Test(arguments: priors)
    func `event and no event exchanged turn the boundary over`(_ prior: (Double, Double)) throws {
        let many = try monitor(prior, limit: 0.3, above: 0.9, cohort: 3, maximum: 40)
        let few = try BetaBinomialMonitor(
            prior: BetaPrior(alpha: prior.1, beta: prior.0), stopBelow: BinaryRule(standard: .fixed(0.7), cutoff: 0.1),
            schedule: LookSchedule(cohort: 3, maximum: 40))
        #expect(many.looks.map { look in look.stopAt.map { look.subjects - $0 } } == few.looks.map(\.stopAtMost))
        let (one, other) = (
            try many.operatingCharacteristics(rate: 0.4), try few.operatingCharacteristics(rate: 0.6)
        )
        expectClose(one.looks.map(\.stop), other.looks.map(\.stop), relative: 1e-12, absolute: 1e-18, "stops")
    }

    @Test(arguments: [0.0, 0.15, 0.4, 0.9, 1.0])
    func `agrees with all sequences of twelve patients one by one`(rate: Double) throws {
        let monitor = try BetaBinomialMonitor(
            prior: BetaPrior(alpha: 0.5, beta: 0.5), stopAbove: BinaryRule(standard: .fixed(0.4), cutoff: 0.9),
            stopBelow: BinaryRule(standard: .fixed(0.3), cutoff: 0.15),
            schedule: LookSchedule(looks: [3, 4, 6, 9, 12], maximum: 12))
        var (many, few) = ([Double](repeating: 0, count: 5), [Double](repeating: 0, count: 5))
        for sequence in 0..<(1 << 12) {
            let events = (0..<12).map { sequence >> $0 & 1 }
            let probability = events.map { $0 == 1 ? rate : 1 - rate }.reduce(1, *)
            for (index, look) in monitor.looks.enumerated() {
                let count = events.prefix(look.subjects).reduce(0, +)
                if count >= look.stopAt ?? .max {
                    many[index] += probability
                } else if count <= look.stopAtMost ?? -1 {
                    few[index] += probability
                } else {
                    continue
                }
                break
            }
        }
        let found = try monitor.operatingCharacteristics(rate: rate)
        expectClose(found.looks.map(\.stopForMany), many, relative: 1e-12, absolute: 1e-15, "many")
        expectClose(found.looks.map(\.stopForFew), few, relative: 1e-12, absolute: 1e-15, "few")
        expectClose(
            found.stopForMany + found.stopForFew + found.neverStopped, 1, relative: 1e-13, "all that may happen")
    }

    @Test func `a standard known ever better is a fixed one in the end`() throws {
        let belief = try BetaPrior(alpha: 0.3, beta: 0.7).posterior(events: 6, of: 14)
        let fixed = belief.probabilityAbove(0.35)
        var distance = Double.infinity
        for size in [1e2, 1e4, 1e6] {
            let standard = BinaryStandard.random(try BetaPrior(mean: 0.3, effectiveSize: size))
            let value = try BinaryRule(standard: standard, excess: 0.05, cutoff: 0.5).probability(belief)
            #expect(abs(value - fixed) < distance / 20)
            distance = abs(value - fixed)
        }
        #expect(distance < 1e-6)
    }

    @Test(arguments: [(2.0, 0.7, 0.4, 1.2), (0.06, 0.05, 0.05, 0.05), (300, 20, 15, 4), (0.3, 0.7, 3000, 7000)])
    func `either rate exceeds the other`(_ a: Double, _ b: Double, _ c: Double, _ d: Double) throws {
        let (one, other) = (try BetaPrior(alpha: a, beta: b), try BetaPrior(alpha: c, beta: d))
        for excess in [0, 0.1, -0.3] {
            let forth = BetaExceedance(one.distribution, over: other.distribution, by: excess).value
            let back = BetaExceedance(other.distribution, over: one.distribution, by: -excess).value
            expectClose(forth + back, 1, relative: 1e-11, "δ = \(excess)")
        }
    }

    @Test func `five thousand subjects, looked at after each`() throws {
        let monitor = try monitor((0.3, 0.7), limit: 0.3, above: 0.999, maximum: 5000)
        let found = try monitor.operatingCharacteristics(rate: 0.3)
        expectClose(found.stopForMany + found.neverStopped, 1, relative: 1e-11, "all that may happen")
        #expect(found.stopForMany > 0.001 && found.stopForMany < 0.2)
    }
}
