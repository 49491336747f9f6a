import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

@Suite("Sequential analysis · Simulation")
struct SequentialCoverageTests {
    private let information = [0.35, 0.7, 1.0]

    /// The looks of a trial with a drift, up to the first that crosses.
    private func looks(_ replicate: Int, drift: Double, critical: [Double]) -> [ObservedLook] {
        var stream = RandomStream(seed: 3, purpose: "coverage", replicate: UInt64(replicate))
        var (score, before, looks) = (0.0, 0.0, [ObservedLook]())
        for (index, t) in information.enumerated() {
            score += drift * (t - before) + (t - before).squareRoot() * stream.normal()
            before = t
            looks.append(ObservedLook(information: t, z: score / t.squareRoot()))
            if score / t.squareRoot() >= critical[index] { break }
        }
        return looks
    }

    /// An interval covers the truth just where P there lies within its levels; P at the truth is uniform, whichever the ordering.
    @Test(arguments: [0, 1.5, 3])
    func `P at the truth is uniform, repeated intervals cover`(_ drift: Double) throws {
        let plan = try SequentialPlan(alpha: 0.025, spending: .lanDeMetsPocock)
        let designed = try SequentialAnalysis(plan, looks: information.map { .init(information: $0, z: 0) })
        let critical = designed.looks.compactMap(\.criticalZ)
        let count = 600
        var below = SequentialOrdering.allCases.map { _ in [0, 0, 0] }
        var repeated = 0
        for replicate in 0..<count {
            let seen = looks(replicate, drift: drift, critical: critical)
            let end = seen.count - 1
            let space = SampleSpace(
                information: information.map { $0 / information[end] }, limits: designed.limits, stop: end,
                z: seen[end].z)
            for (index, ordering) in SequentialOrdering.allCases.enumerated() {
                let p = space.probability(ordering, drift: drift * information[end].squareRoot())
                for (place, level) in [0.1, 0.5, 0.9].enumerated() where p <= level { below[index][place] += 1 }
            }
            repeated +=
                zip(seen, critical).allSatisfy { look, limit in
                    abs(look.z - drift * look.information.squareRoot()) <= limit
                } ? 1 : 0
        }
        for counts in below {
            for (seen, level) in zip(counts, [0.1, 0.5, 0.9]) {
                // Four standard errors.
                #expect(
                    abs(Double(seen) / Double(count) - level) < 4 * (level * (1 - level) / Double(count)).squareRoot())
            }
        }
        #expect(Double(repeated) / Double(count) > 0.95 - 4 * (0.05 * 0.95 / Double(count)).squareRoot())
    }

    @Test func `at the bias-adjusted estimate the mean of the estimate is the one seen`() throws {
        let plan = try SequentialPlan(alpha: 0.025, spending: .lanDeMetsPocock)
        let trial = try SequentialAnalysis(
            plan, looks: [.init(information: 0.35, z: 1), .init(information: 0.7, z: 2.6)])
        let final = try FinalInference(trial, planned: [1])
        let adjusted = try #require(final.biasAdjusted)
        let critical = try SequentialAnalysis(plan, looks: information.map { .init(information: $0, z: 0) }).looks
            .compactMap(\.criticalZ)
        let count = 60_000
        let mean = (0..<count).reduce(0.0) { sum, replicate in
            let end = looks(replicate, drift: adjusted, critical: critical).last
            return sum + (end.map { $0.z / $0.information.squareRoot() } ?? 0) / Double(count)
        }
        // Four standard errors of an estimate whose deviation is at most 1.7.
        #expect(abs(mean - final.estimate) < 4 * 1.7 / Double(count).squareRoot())
        #expect(adjusted < final.estimate)
    }
}
