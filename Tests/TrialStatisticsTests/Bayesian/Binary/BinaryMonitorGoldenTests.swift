import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Monitors of binary outcomes · Golden")
struct BinaryMonitorGoldenTests {
    @Test(arguments: try BinaryMonitorCase.all("exceedance"))
    func `one rate above another, as mpmath integrates`(_ one: BinaryMonitorCase) throws {
        let p = try #require(one.parameters)
        let value = BetaExceedance(
            try BetaPrior(alpha: p[0], beta: p[1]).distribution,
            over: try BetaPrior(alpha: p[2], beta: p[3]).distribution,
            by: p[4]
        ).value
        expectClose(value, one.value, relative: 0, absolute: 1e-12, one.testDescription)
    }

    @Test(arguments: try BinaryMonitorCase.all("monitor"))
    func `bounds and operating characteristics, as SciPy finds them`(_ one: BinaryMonitorCase) throws {
        let monitor = try one.monitor
        #expect(monitor.looks.map(\.stopAt) == one.stopAt)
        #expect(monitor.looks.map(\.stopAtMost) == one.stopAtMost)
        for expected in try #require(one.characteristics) {
            let found = try monitor.operatingCharacteristics(rate: expected.rate)
            expectClose(found.looks.map(\.stopForMany), expected.many, relative: 1e-10, absolute: 1e-15, "many")
            expectClose(found.looks.map(\.stopForFew), expected.few, relative: 1e-10, absolute: 1e-15, "few")
            expectClose(found.expectedSubjects, expected.size, relative: 1e-11, "E[N] at \(expected.rate)")
        }
    }

    @Test(arguments: try BinaryMonitorCase.all("quantiles") + BinaryMonitorCase.all("width"))
    func `priors by quantiles and by width, as SciPy solves them`(_ one: BinaryMonitorCase) throws {
        let p = try #require(one.parameters)
        let prior =
            one.kind == "width"
            ? try BetaPrior(mean: p[0], intervalWidth: p[1], coverage: p[2])
            : try BetaPrior(quantiles: [(p[0], p[1]), (p[2], p[3])])
        expectClose([prior.alpha, prior.beta], try #require(one.shapes), relative: 1e-7, one.testDescription)
    }
}

/// The tables of the reference: Beta(0.3, 0.7), limit 0.30, cut-off 0.95, cohorts of 4, and its neighbours.
@Suite("Monitors of binary outcomes · Published")
struct BinaryMonitorPublishedTests {
    private func monitor(
        _ alpha: Double, _ beta: Double, cutoff: Double = 0.95, cohort: Int = 4, maximum: Int
    ) throws -> BetaBinomialMonitor {
        try BetaBinomialMonitor(
            prior: BetaPrior(alpha: alpha, beta: beta), stopAbove: BinaryRule(standard: .fixed(0.3), cutoff: cutoff),
            schedule: LookSchedule(cohort: cohort, maximum: maximum))
    }

    @Test func `the toxicity rule of the founding trial`() throws {
        let rule = try monitor(0.3, 0.7, maximum: 64)
        #expect(rule.looks.map(\.subjects) == Array(stride(from: 4, through: 60, by: 4)))
        #expect(rule.looks.map(\.stopAt) == [3, 5, 7, 9, 10, 12, 13, 15, 16, 18, 19, 20, 22, 23, 25])
        let posterior = [0.953298, 0.962759, 0.973853, 0.982103, 0.964132, 0.976414, 0.961578, 0.974431, 0.962202]
        expectClose(rule.looks.prefix(9).map(\.posterior), posterior, relative: 0, absolute: 5e-7, "posterior")
        for (rate, stops) in [(0.1, 0.004), (0.3, 0.195), (0.5, 0.964)] {
            let found = try rule.operatingCharacteristics(rate: rate)
            expectClose(found.stopsEarly, stops, relative: 0, absolute: 5e-4, "stop at \(rate)")
        }
    }

    @Test(arguments: [
        (0.1, 0.003930, 39.8596), (0.2, 0.035277, 38.7982), (0.3, 0.167864, 35.1785), (0.4, 0.513677, 27.0349),
        (0.5, 0.867351, 16.9902), (0.6, 0.988112, 10.0587),
    ])
    func `stop probability and mean size with 40 subjects`(rate: Double, stops: Double, size: Double) throws {
        let found = try monitor(0.3, 0.7, maximum: 40).operatingCharacteristics(rate: rate)
        expectClose(found.stopsEarly, stops, relative: 0, absolute: 5e-7, "stops")
        expectClose(found.expectedSubjects, size, relative: 0, absolute: 5e-5, "E[N]")
    }

    @Test func `a look at the maximum counts as a crossing, not as stopping early`() throws {
        let rule = try BetaBinomialMonitor(
            prior: BetaPrior(alpha: 0.3, beta: 0.7), stopAbove: BinaryRule(standard: .fixed(0.3), cutoff: 0.95),
            schedule: LookSchedule(looks: Array(stride(from: 4, through: 40, by: 4)), maximum: 40))
        let found = try rule.operatingCharacteristics(rate: 0.4)
        expectClose(found.stopsEarly, 0.513677, relative: 0, absolute: 5e-7, "early")
        expectClose(found.stopForMany, 0.527711, relative: 0, absolute: 5e-7, "in all")
        expectClose(found.expectedSubjects, 27.0349, relative: 0, absolute: 5e-5, "E[N]")
    }

    @Test func `other priors, cut-offs and cohorts`() throws {
        let rows: [(BetaBinomialMonitor, [Int?])] = [
            (try monitor(0.6, 1.4, maximum: 41), [4, 5, 7, 9, 10, 12, 13, 15, 16, 18]),
            (try monitor(1, 1, maximum: 41), [3, 5, 7, 8, 10, 11, 13, 14, 16, 17]),
            (try monitor(0.3, 0.7, cutoff: 0.9, maximum: 41), [3, 5, 6, 8, 9, 11, 12, 14, 15, 16]),
            (
                try monitor(0.3, 0.7, cohort: 1, maximum: 41),
                [
                    nil, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 7, 8, 8, 9, 9, 9, 10, 10, 11, 11, 11, 12, 12, 12, 13, 13, 14,
                    14, 14, 15, 15, 15, 16, 16, 16, 17, 17, 18,
                ]
            ),
        ]
        for (rule, stopAt) in rows { #expect(rule.looks.map(\.stopAt) == stopAt) }
        let single = try monitor(0.3, 0.7, cohort: 1, maximum: 40).operatingCharacteristics(rate: 0.3)
        expectClose(single.stopsEarly, 0.240651, relative: 0, absolute: 5e-7, "cohorts of one")
    }

    @Test(arguments: [
        (0, 4, 0.0392294711, 0.0062861252), (3, 4, 0.9529612911, 0.7842632505), (5, 8, 0.9621580607, 0.7118137859),
        (2, 10, 0.2108258452, 0.0190043207), (6, 20, 0.4752772966, 0.0298171322),
        (10, 20, 0.9626687269, 0.4648281957), (18, 40, 0.9719975861, 0.2471734082),
    ])
    func `Thall and Simon's random standard`(events: Int, subjects: Int, plain: Double, raised: Double) throws {
        let belief = try BetaPrior(alpha: 0.3, beta: 0.7).posterior(events: events, of: subjects)
        let standard = BinaryStandard.random(try BetaPrior(alpha: 300, beta: 700))
        for (excess, expected) in [(0, plain), (0.2, raised)] {
            let rule = try BinaryRule(standard: standard, excess: excess, cutoff: 0.95)
            expectClose(rule.probability(belief), expected, relative: 0, absolute: 1e-10, "δ = \(excess)")
        }
    }
}
