import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Group sequential designs · Naive")
struct SequentialNaiveTests {
    @Test(
        arguments: [
            ([0.3, 0.6, 1], [nil, nil, nil], [3.0, 2.5, 2.0], 0.0),
            ([0.3, 0.6, 1], [-1, 0, 1.9], [3.0, 2.5, 2.0], 2.5),
            ([0.5, 0.6, 0.7, 1], [-2.5, -2.3, -2.1, -2], [2.5, 2.3, 2.1, 2], -1),
            ([0.2, 1], [0.5, nil], [nil, 1.5], 4),
        ] as [([Double], [Double?], [Double?], Double)])
    func `the recursion is Simpson's rule on Z`(
        times: [Double], lower: [Double?], upper: [Double?], drift: Double
    ) {
        let naive = NaiveSequential(times, lower: lower, upper: upper, drift: drift, points: 300)
        let crossing = CrossingProbabilities(
            information: times, limits: zip(lower, upper).map { LookLimits(lower: $0, upper: $1) }, drift: drift)
        // Simpson's error of order h⁴ with h near 0.04.
        expectClose(crossing.upper, naive.above, relative: 0, absolute: 1e-7, "above")
        expectClose(crossing.lower, naive.below, relative: 0, absolute: 1e-7, "below")
    }
}
