import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

@Suite("Scales of boundaries · ByHand")
struct SequentialScalesByHandTests {
    @Test func `the hazard ratio under the alternative's variance`() throws {
        // 400 events, 3:2, a ratio of 0.7: odds 1.5 · 0.7 = 1.05, information 400 · 1.05/2.05².
        let scale = try HazardRatioScale(events: 400, ratio: 1.5, variance: .alternative)
        let information = 400 * 1.05 / (2.05 * 2.05)
        expectClose(scale.information(fraction: 1, hazardRatio: 0.7), information, relative: 1e-14, "information")
        expectClose(scale.information(fraction: 0.5, hazardRatio: 0.7), information / 2, relative: 1e-14, "half")
        let z = -Elementary.logarithm(0.7) * information.squareRoot()
        expectClose(scale.z(hazardRatio: 0.7, fraction: 1), z, relative: 1e-14, "z")
        expectClose(scale.drift(hazardRatio: 0.7), z, relative: 1e-14, "drift")
        expectClose(scale.hazardRatio(z: z, fraction: 1), 0.7, relative: 1e-12, "back")
        // The null variance divides events as patients: 400 · 0.24.
        let null = try HazardRatioScale(events: 400, ratio: 1.5)
        expectClose(
            null.z(hazardRatio: 0.7, fraction: 1), -Elementary.logarithm(0.7) * 96.0.squareRoot(), relative: 1e-14,
            "null")
    }

    @Test func `a Z that no ratio has under the alternative's variance is nil`() throws {
        let scale = try HazardRatioScale(events: 10, variance: .alternative)
        #expect(scale.hazardRatio(z: 0, fraction: 1) == 1)
        #expect(scale.hazardRatio(z: 8, fraction: 1) == nil)
        for z in [-1.4, -0.3, 0.4, 1.3] {
            let ratio = try #require(scale.hazardRatio(z: z, fraction: 0.5))
            expectClose(scale.z(hazardRatio: ratio, fraction: 0.5), z, relative: 1e-10, "\(z)")
            #expect((ratio < 1) == (z > 0))
        }
        // Arms swapped turn the sign: 1:1, so that h and 1/h belong to Z and −Z.
        let (one, other) = (scale.hazardRatio(z: 1, fraction: 1), scale.hazardRatio(z: -1, fraction: 1))
        expectClose((one ?? 0) * (other ?? 0), 1, relative: 1e-10, "mirrored")
    }

    @Test func `effect, score and B-value`() throws {
        let design = try GroupSequentialDesign(fractions: [0.25, 1], alpha: 0.025, power: 0.9)
        let z = design.looks.compactMap(\.upperZ)
        // Information 16 at the end: 4 at the first look, a deviation of 1/2 of the estimate, 2 of the score.
        let effect = design.boundary(.upper, on: .effect(information: 16))
        let score = design.boundary(.upper, on: .score(information: 16))
        let b = design.boundary(.upper, on: .bValue)
        expectClose(effect[0], z[0] / 2, relative: 1e-14, "effect")
        expectClose(effect[1], z[1] / 4, relative: 1e-14, "effect at the end")
        expectClose(score[0], z[0] * 2, relative: 1e-14, "score")
        expectClose(score[1], z[1] * 4, relative: 1e-14, "score at the end")
        expectClose(b[0], z[0] / 2, relative: 1e-14, "B-value")
        #expect(design.boundary(.futility, on: .effect(information: 16)) == [nil, nil])
    }

    @Test func `two different sides brought up to date keep what they spent, each by itself`() throws {
        let sides = TestSides.asymmetric(
            lowerAlpha: 0.025, lower: .spending(.lanDeMetsPocock))
        let plan = try GroupSequentialDesign(
            fractions: [0.5, 1], alpha: 0.05, sides: sides, efficacy: EfficacyRule(.spending(.lanDeMetsOBrienFleming)))
        // On schedule nothing changes.
        let same = try plan.updated(information: [0.5])
        for (one, other) in zip(same.looks, plan.looks) {
            expectClose(one.upperZ, other.upperZ, relative: 1e-9, "upper")
            expectClose(one.lowerZ, other.lowerZ, relative: 1e-9, "lower")
        }
        // Earlier: each side spends by the information that was there, and both end at their levels.
        let early = try plan.updated(information: [0.4])
        let crossing = early.crossing(drift: 0)
        expectClose(crossing.upper.total, 0.025, relative: 1e-9, "level above")
        expectClose(crossing.lower.total, 0.025, relative: 1e-9, "level below")
        expectClose(
            crossing.upper.byLook[0], SpendingFunction.lanDeMetsOBrienFleming.spent(at: 0.4, of: 0.025), relative: 1e-9,
            "spent above")
        expectClose(
            crossing.lower.byLook[0], SpendingFunction.lanDeMetsPocock.spent(at: 0.4, of: 0.025), relative: 1e-9,
            "spent below")
        // An overrun spends no more than all of it.
        let over = try plan.updated(information: [0.5, 1.2])
        expectClose(over.crossing(drift: 0).upper.total, 0.025, relative: 1e-9, "overrun")
    }
}
