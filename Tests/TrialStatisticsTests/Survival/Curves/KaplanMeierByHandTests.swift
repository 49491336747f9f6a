import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Kaplan-Meier · ByHand")
struct KaplanMeierByHandTests {
    @Test func `six subjects step down at each distinct event time`() throws {
        let curve = KaplanMeier(try BookData.right.followUp)
        #expect(curve.steps.map(\.time) == [1, 6, 8, 9])
        #expect(curve.steps.map(\.atRisk) == [6, 4, 2, 1])
        #expect(curve.steps.map(\.events) == [1, 2, 0, 1])
        #expect(curve.steps.map(\.censored) == [1, 0, 1, 0])
        expectClose(curve.steps.map(\.survival), [5.0 / 6, 5.0 / 12, 5.0 / 12, 0], relative: 1e-15, "survival")
        // Greenwood: 1/(6·5) = 1/30, then + 2/(4·2) = 17/60; infinite when all die.
        let errors = [(1.0 / 30).squareRoot(), (17.0 / 60).squareRoot(), (17.0 / 60).squareRoot(), nil]
        expectClose(curve.steps.map(\.standardErrorOfLog), errors, relative: 1e-15, "standard error of log S")
        #expect(curve.median.estimate == 6)
    }

    @Test func `delayed entry counts a subject after its entry, up to its time`() throws {
        let curve = KaplanMeier(try BookData.counting.followUp)
        #expect(curve.steps.map(\.time) == [2, 3, 6, 7, 8, 9, 14, 17])
        #expect(curve.steps.map(\.atRisk) == [2, 3, 5, 4, 4, 5, 2, 1])
        let survival = [(1, 2), (1, 3), (4, 15), (1, 5), (3, 20), (9, 100), (9, 100), (9, 100)].map(fraction)
        expectClose(curve.steps.map(\.survival), survival, relative: 1e-15, "survival")
        // 1/2 + 1/6 + 1/20 + 1/12 + 1/12 + 2/15 = 61/60
        expectClose(
            curve.steps.last?.standardErrorOfLog, (61.0 / 60).squareRoot(), relative: 1e-15, "standard error of log S")
    }

    @Test func `weights count for that many`() throws {
        let curve = KaplanMeier(try BookData.weighted.followUp)
        #expect(curve.steps.map(\.weightedAtRisk) == [19, 16, 4, 3, 1])
        #expect(curve.steps.map(\.weightedEvents) == [1, 10, 0, 2, 0])
        let survival = [(18, 19), (27, 76), (27, 76), (9, 76), (9, 76)].map(fraction)
        expectClose(curve.steps.map(\.survival), survival, relative: 1e-15, "survival")
        // 1/(19·18) + 10/(16·6) = 293/2736
        expectClose(
            curve.steps[1].standardErrorOfLog, (293.0 / 2736).squareRoot(), relative: 1e-15, "standard error of log S")
    }

    @Test func `the five scales give the five intervals`() throws {
        // Four subjects, one event: S = 3/4, σ² = 1/12, so σ·S = √3/8.
        let curve = try KaplanMeier(times: [1, 2, 2, 2], events: [true, false, false, false])
        let level = try ConfidenceLevel(0.6826894921370859)
        #expect(isClose(level.normalQuantile, 1, relative: 1e-12))
        func limits(_ transform: ConfidenceTransform) -> ConfidenceLimits {
            curve.limits(atStep: 0, transform: transform, level: level)
        }
        let error = 3.0.squareRoot() / 8
        expectClose(limits(.plain).lower, 0.75 - error, relative: 1e-12, "plain lower")
        expectClose(limits(.plain).upper, 0.75 + error, relative: 1e-12, "plain upper")
        // exp(√(1/12)) = 1.3346…
        let factor = Elementary.exponential((1.0 / 12).squareRoot())
        expectClose(limits(.log).lower, 0.75 / factor, relative: 1e-12, "log lower")
        #expect(limits(.log).upper == 1)
        // logit S = log 3, its standard error σ/(1 − S) = 4/√12 = 2/√3.
        let odds = Elementary.exponential(2 / 3.0.squareRoot())
        expectClose(limits(.logit).lower, 3 / (3 + odds), relative: 1e-12, "logit lower")
        expectClose(limits(.logit).upper, 3 * odds / (1 + 3 * odds), relative: 1e-12, "logit upper")
        // arcsin √(3/4) = π/3, its standard error ½·σ·√3 = 1/4.
        let low = Elementary.sine(.pi / 3 - 0.25)
        let high = Elementary.sine(.pi / 3 + 0.25)
        expectClose(limits(.arcsine).lower, low * low, relative: 1e-12, "arcsine lower")
        expectClose(limits(.arcsine).upper, high * high, relative: 1e-12, "arcsine upper")
        // S to the power exp(±σ / log S).
        let logSurvival = Elementary.logarithm(0.75)
        let power = Elementary.exponential((1.0 / 12).squareRoot() / -logSurvival)
        expectClose(
            limits(.logLog).lower, Elementary.exponential(logSurvival * power), relative: 1e-12, "log-log lower")
        expectClose(
            limits(.logLog).upper, Elementary.exponential(logSurvival / power), relative: 1e-12, "log-log upper")
    }
}
