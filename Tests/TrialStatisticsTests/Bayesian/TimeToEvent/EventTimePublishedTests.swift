import TestSupport
import Testing

@testable import TrialStatistics

/// The reference's tables, checked there by closed form, quadrature and Monte Carlo: IG(3, 12) on the median, standard 6 months.
@Suite("Monitors of times to an event · Published")
struct EventTimePublishedTests {
    private func monitor(gain: Double, stopBelow: Double) throws -> ExponentialMonitor {
        try ExponentialMonitor(
            prior: InverseGammaPrior(shape: 3, scale: 12, of: .median), standard: .fixed(6, .median), gain: gain,
            stopBelow: stopBelow)
    }

    @Test(arguments: [
        (
            0.0, 0.05,
            [
                0, 0, 5.3064, 11.1259, 17.1463, 23.3303, 29.6509, 36.0876, 42.6248, 49.25, 55.9529, 62.7255, 69.5606,
                76.4525, 83.3962, 90.3873, 97.4222, 104.4975, 111.6104, 118.7583,
            ]
        ),
        (
            0.0, 0.1,
            [
                0, 3.7446, 9.971, 16.4014, 22.9918, 29.712, 36.5403, 43.4604, 50.4598, 57.5284, 64.6583, 71.8429,
                79.0767, 86.3551, 93.674, 101.0303, 108.4208, 115.843, 123.2947, 130.7738,
            ]
        ),
        (
            3.0, 0.05,
            [
                0.4283, 8.2686, 16.6157, 25.345, 34.3757, 43.6517, 53.1325, 62.7876, 72.5934, 82.5311, 92.5856,
                102.7444, 112.9971, 123.3349, 133.7504, 144.2371, 154.7894, 165.4024, 176.0718, 186.7936,
            ]
        ),
        (
            3.0, 0.025,
            [
                0.0, 3.7674, 11.2776, 19.2301, 27.5331, 36.1227, 44.9522, 53.9863, 63.1975, 72.5641, 82.0682, 91.6955,
                101.4336, 111.2724, 121.2029, 131.2177, 141.3101, 151.4743, 161.7053, 171.9985,
            ]
        ),
    ])
    func `least total time on test to go on`(_ gain: Double, _ cutoff: Double, _ expected: [Double]) throws {
        let monitor = try monitor(gain: gain, stopBelow: cutoff)
        let found = (1...20).map { monitor.leastTotalTime(events: $0) }
        expectClose(found, expected, relative: 0, absolute: 5.1e-5, "d = 1...20")
        #expect(monitor.leastTotalTime(events: 0) == 0)
    }

    @Test(arguments: [
        (0, 0.0, 0.3233235838, 0.1506314438, 0.3286223473, 0.1524539989),
        (2, 10, 0.2114624615, 0.0624736618, 0.2191730562, 0.0642581981),
        (5, 30, 0.1863047315, 0.0326898344, 0.1977322436, 0.0345834532),
        (8, 40, 0.0738073726, 0.0058181007, 0.0842431972, 0.0065167955),
        (10, 60, 0.1192972050, 0.0083244968, 0.1348384670, 0.0094735627),
        (10, 120, 0.7976593804, 0.2658506567, 0.7887766203, 0.2739710730),
        (15, 150, 0.6495043991, 0.1033668707, 0.6476314517, 0.1123624012),
    ])
    func `probabilities against a fixed and a random standard`(
        _ d: Int, _ time: Double, _ fixed: Double, _ fixedGain: Double, _ random: Double, _ randomGain: Double
    ) throws {
        let prior = try InverseGammaPrior(shape: 3, scale: 12, of: .median)
        let earlier = try InverseGammaPrior(shape: 102, scale: 606, of: .median)
        expectClose(earlier.mean, 6, relative: 1e-14, "mean of the standard")
        expectClose(earlier.variance, 0.36, relative: 1e-12, "variance of the standard")
        let standards: [(EventTimeStandard, Double, Double)] = [
            (.fixed(6, .median), 0, fixed), (.fixed(6, .median), 3, fixedGain), (.random(earlier), 0, random),
            (.random(earlier), 3, randomGain),
        ]
        for (standard, gain, expected) in standards {
            let monitor = try ExponentialMonitor(prior: prior, standard: standard, gain: gain, stopBelow: 0.05)
            expectClose(
                monitor.probability(events: d, totalTime: time), expected, relative: 0, absolute: 5.1e-11,
                "\(standard) + \(gain)")
        }
    }

    @Test func `the posterior after 10 events in 60 months`() throws {
        let posterior = try monitor(gain: 0, stopBelow: 0.05).posterior(events: 10, totalTime: 60)
        #expect(posterior.shape == 13)
        expectClose(posterior.scale, 53.588831, relative: 1e-8, "scale")
        expectClose(posterior.mean, 4.465736, relative: 1e-7, "mean")
    }

    @Test func `two patients of five months without an event, IG(2, 2), below 8`() throws {
        let prior = try InverseGammaPrior(shape: 2, scale: 2, of: .median)
        expectClose(
            prior.posterior(events: 0, totalTime: 10).probabilityBelow(8), 0.6930165556528234, relative: 1e-12,
            "P(m < 8)")
    }
}
