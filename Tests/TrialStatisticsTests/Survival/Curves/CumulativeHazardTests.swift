import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Cumulative hazard · ByHand")
struct CumulativeHazardByHandTests {
    @Test func `tied events add at once or one after the other`() throws {
        // At risk 6, 4, 2, 1; events 1, 2, 0, 1.
        let followUp = try BookData.right.followUp
        let together = NelsonAalen(followUp)
        expectClose(
            together.hazardAfter, [fraction(1, 6), fraction(2, 3), fraction(2, 3), fraction(5, 3)], relative: 1e-15, "H"
        )
        // 1/36 + 2/16 + 1
        expectClose(together.varianceAfter.last, 1.0 / 36 + 1.0 / 8 + 1, relative: 1e-15, "Aalen")
        let inTurn = NelsonAalen(followUp, ties: .flemingHarrington)
        // 1/6 + (1/4 + 1/3) + 1
        expectClose(inTurn.hazardAfter, [fraction(1, 6), 0.75, 0.75, 1.75], relative: 1e-15, "H in turn")
        expectClose(inTurn.varianceAfter.last, 1.0 / 36 + 1.0 / 16 + 1.0 / 9 + 1, relative: 1e-15, "Aalen in turn")
    }

    @Test func `three variances`() throws {
        let followUp = try BookData.right.followUp
        func variances(_ kind: NelsonAalen.Variance, _ ties: NelsonAalen.Ties = .nelsonAalen) -> [Double] {
            NelsonAalen(followUp, ties: ties, variance: kind).varianceAfter
        }
        // d(n − d)/n³: 5/216, 2·2/64, 0.
        expectClose(variances(.binomial), [5.0 / 216, 37.0 / 432, 37.0 / 432, 37.0 / 432], relative: 1e-14, "binomial")
        // d/(n(n − d)): 1/30, 2/8, ∞.
        #expect(isClose(variances(.greenwood)[1], 17.0 / 60, relative: 1e-15))
        #expect(variances(.greenwood)[3] == .infinity)
        // One after the other: 1/(4·3) + 1/(3·2) is 2/(4·2) again.
        #expect(isClose(variances(.greenwood, .flemingHarrington)[1], 17.0 / 60, relative: 1e-14))
        #expect(variances(.greenwood, .flemingHarrington)[3] == .infinity)
        let last = NelsonAalen(followUp, variance: .greenwood).estimate(at: 9)
        #expect(last?.standardError == nil && last?.limits == .notEstimable)
        expectClose(last?.cumulativeHazard, 5.0 / 3, relative: 1e-15, "H at the end")
    }

    @Test func `limits on two scales`() throws {
        let level = try ConfidenceLevel(0.6826894921370859)
        let hazard = NelsonAalen(try SurvivalTimes([1, 2, 2, 2], events: [true, false, false, false]))
        // H = 1/4, σ = 1/4: plain 0 to 1/2, log ¼·e^±1.
        let plain = hazard.estimate(at: 1, scale: .plain, level: level)?.limits
        expectClose(plain?.lower, 0, relative: 0, absolute: 1e-12, "lower")
        expectClose(plain?.upper, 0.5, relative: 1e-12, "upper")
        let log = hazard.estimate(at: 1, scale: .log, level: level)?.limits
        expectClose(log?.lower, 0.25 / Elementary.exponential(1), relative: 1e-12, "lower")
        expectClose(log?.upper, 0.25 * Elementary.exponential(1), relative: 1e-12, "upper")
        #expect(hazard.estimate(at: 0.5)?.cumulativeHazard == 0)
        #expect(hazard.estimate(at: 0.5)?.limits == .notEstimable)
    }

    @Test func `past the end of follow-up only when carried on`() throws {
        let hazard = NelsonAalen(try SurvivalTimes([1, 2], events: [true, true]))
        #expect(hazard.cumulativeHazard(at: 2) == 1.5)
        #expect(hazard.cumulativeHazard(at: 3) == nil)
        #expect(hazard.cumulativeHazard(at: 3, rule: .leaveOut) == nil)
        #expect(hazard.cumulativeHazard(at: 3, rule: .extend) == 1.5)
        #expect(BreslowCurve(hazard).estimate(at: 3) == nil)
        // exp(−1/2) and exp(−3/2): the median of the second event.
        expectClose(BreslowCurve(hazard).estimate(at: 1)?.survival, Elementary.exponential(-0.5), relative: 1e-15, "S")
        #expect(BreslowCurve(hazard).quantile(0.5).estimate == 2)
    }

    @Test func `late entry that finds nobody else adds 1 and goes on`() throws {
        let hazard = try NelsonAalen(
            SurvivalTimes([2, 4, 5], events: [true, true, false], entries: [0, 3, 3]))
        #expect(hazard.cumulativeHazard(at: 2) == 1)
        #expect(hazard.cumulativeHazard(at: 4) == 1.5)
    }

    @Test func `weights are shared among tied events`() throws {
        // Weight 3 on two events, 10 at risk: 3/10 at once, 1.5/10 + 1.5/8.5 in turn.
        let followUp = try SurvivalTimes(
            [1, 1, 1, 2, 3, 4], events: [true, true, false, true, false, true], weights: [1, 2, 1, 3, 1, 2])
        expectClose(NelsonAalen(followUp).hazardAfter[0], 0.3, relative: 1e-15, "at once")
        expectClose(
            NelsonAalen(followUp, ties: .flemingHarrington).hazardAfter[0], 1.5 / 10 + 1.5 / 8.5, relative: 1e-15,
            "in turn")
    }
}

@Suite("Cumulative hazard · Golden")
struct CumulativeHazardGoldenTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name, data: String
        let entry, weights, group, level: String?
        let time, binomial: [Double]
        let greenwood: [Double?]
        let ties: [String: Ties]
        var testDescription: String { name }

        struct Ties: Decodable, Sendable {
            let hazard, poisson, survival: [Double]
            let limits: [String: Limits]
            let median: [String: Median]
        }
        struct Limits: Decodable, Sendable { let lower, upper: [Double?] }
        struct Median: Decodable, Sendable { let estimate, lower, upper: Double? }

        func followUp() throws -> SurvivalTimes {
            let golden = try CumulativeHazardGoldenTests.golden.get()
            let table = try golden.table(data)
            let all = try SurvivalTimes(
                table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
                weights: table.numbers(weights))
            guard let group, let level else { return all }
            let labels = try table.texts(group)
            return all.filter { labels[$0] == level }
        }
    }

    static let golden = Result { try Golden<Case>(named: "cumulative-hazard") }

    @Test(arguments: try golden.get().cases, NelsonAalen.Ties.allCases)
    func `hazard, variance, exp(−H) and its limits and median are R's`(_ one: Case, _ ties: NelsonAalen.Ties) throws {
        let relative = try Self.golden.get().tolerance.relative
        let expected = try #require(one.ties[ties.rawValue])
        let hazard = NelsonAalen(try one.followUp(), ties: ties)
        // R prints near-tied times with other last bits.
        let estimates = one.time.map { hazard.estimate(at: $0 * (1 + 1e-12)) ?? hazard.estimate(at: $0) }
        expectClose(estimates.map { $0?.cumulativeHazard }, expected.hazard, relative: relative, "H")
        expectClose(estimates.map { $0?.standardError }, expected.poisson, relative: relative, "standard error")
        let curve = BreslowCurve(hazard)
        for (name, transform) in [("plain", ConfidenceTransform.plain), ("log", .log), ("logLog", .logLog)] {
            let landmarks = one.time.map {
                curve.estimate(at: $0 * (1 + 1e-12), transform: transform)
                    ?? curve.estimate(at: $0, transform: transform)
            }
            let limits = try #require(expected.limits[name])
            expectClose(landmarks.map { $0?.survival }, expected.survival, relative: relative, "survival")
            expectClose(landmarks.map { $0?.limits.lower }, limits.lower, relative: relative, "\(name) lower")
            expectClose(landmarks.map { $0?.limits.upper }, limits.upper, relative: relative, "\(name) upper")
            let median = curve.quantile(0.5, transform: transform)
            expectClose(median.estimate, expected.median[name]?.estimate, relative: relative, "\(name) median")
            expectClose(median.limits.lower, expected.median[name]?.lower, relative: relative, "\(name) median lower")
            expectClose(median.limits.upper, expected.median[name]?.upper, relative: relative, "\(name) median upper")
        }
    }

    @Test(arguments: try golden.get().cases)
    func `the binomial and Greenwood variances`(_ one: Case) throws {
        let relative = try Self.golden.get().tolerance.relative
        for (kind, expected) in [
            (NelsonAalen.Variance.binomial, one.binomial.map(Optional.init)), (.greenwood, one.greenwood),
        ] {
            let hazard = NelsonAalen(try one.followUp(), variance: kind)
            let errors = one.time.map {
                (hazard.estimate(at: $0 * (1 + 1e-12)) ?? hazard.estimate(at: $0))?.standardError
            }
            expectClose(errors, expected, relative: relative, "\(kind)")
        }
    }
}

@Suite("Cumulative hazard · Property")
struct CumulativeHazardPropertyTests {
    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `in turn is more than at once, and −log S more than either`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        let followUp = try variant.followUp(data)
        let atOnce = NelsonAalen(followUp)
        let inTurn = NelsonAalen(followUp, ties: .flemingHarrington)
        for (index, step) in atOnce.curve.steps.enumerated() where step.survival > 0 {
            let product = -Elementary.logarithm(step.survival)
            #expect(atOnce.hazardAfter[index] <= inTurn.hazardAfter[index] + 1e-12)
            #expect(inTurn.hazardAfter[index] <= product + 1e-12)
        }
        #expect(atOnce.hazardAfter != inTurn.hazardAfter)
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `a whole weight is so many rows at once; rows of weight 0 add nothing`(_ data: GeneratedFollowUp) throws {
        let rows = data.replicatedRows
        let weighted = NelsonAalen(try SurvivalTimes(data.times, events: data.events, weights: data.copies))
        let replicated = NelsonAalen(try SurvivalTimes(data.times.picked(rows), events: data.events.picked(rows)))
        expectClose(weighted.hazardAfter, replicated.hazardAfter, relative: 1e-12, "H")
        expectClose(weighted.varianceAfter, replicated.varianceAfter, relative: 1e-12, "variance")
        let padded = NelsonAalen(
            try SurvivalTimes(
                data.times + [40, 0.5], events: data.events + [true, true], weights: data.copies + [0, 0]))
        #expect(padded.curve.lastTime == weighted.curve.lastTime)
        expectClose(
            data.times.map { padded.cumulativeHazard(at: $0) }, data.times.map { weighted.cumulativeHazard(at: $0) },
            relative: 1e-12, "H with idle rows")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `greenwood's variance is that of the product-limit curve, and the order of variances holds`(
        _ data: GeneratedFollowUp
    ) throws {
        let curve = try KaplanMeier(times: data.times, events: data.events)
        let greenwood = NelsonAalen(curve, variance: .greenwood).varianceAfter
        let inTurn = NelsonAalen(curve, ties: .flemingHarrington, variance: .greenwood).varianceAfter
        let poisson = NelsonAalen(curve).varianceAfter
        let binomial = NelsonAalen(curve, variance: .binomial).varianceAfter
        for index in curve.steps.indices where curve.steps[index].survival > 0 {
            #expect(isClose(greenwood[index], curve.greenwood[index], relative: 1e-12))
            #expect(isClose(inTurn[index], curve.greenwood[index], relative: 1e-11))
            #expect(binomial[index] <= poisson[index] && poisson[index] <= greenwood[index])
        }
    }
}
