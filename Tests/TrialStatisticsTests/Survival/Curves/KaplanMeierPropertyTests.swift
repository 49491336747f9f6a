import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Kaplan-Meier · Property")
struct KaplanMeierPropertyTests {
    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the order of rows does not matter`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let rows = data.shuffledRows
        let shuffled = try SurvivalTimes(
            data.times.picked(rows), events: data.events.picked(rows), entries: followUp.entries?.picked(rows),
            weights: followUp.weights?.picked(rows))
        expectClose(
            KaplanMeier(shuffled).steps.map(\.survival), KaplanMeier(followUp).steps.map(\.survival), relative: 1e-12,
            absolute: 1e-14, "survival")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the unit of time moves times and nothing else`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let days = KaplanMeier(try variant.followUp(data))
        let months = KaplanMeier(
            try SurvivalTimes(
                data.times.map { $0 / 30.4375 }, events: data.events,
                entries: variant.entries(data)?.map { $0 / 30.4375 }, weights: variant.weights(data)))
        expectClose(months.steps.map(\.survival), days.steps.map(\.survival), relative: 1e-14, "survival")
        expectClose(
            months.median.estimate, days.median.estimate.map { $0 / 30.4375 }, relative: 1e-14, "median")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `a whole weight is so many rows`(_ data: GeneratedFollowUp) throws {
        let rows = data.replicatedRows
        let weighted = try KaplanMeier(times: data.times, events: data.events, weights: data.copies)
        let replicated = try KaplanMeier(times: data.times.picked(rows), events: data.events.picked(rows))
        expectClose(
            weighted.steps.map(\.survival), replicated.steps.map(\.survival), relative: 1e-12, "survival")
        expectClose(
            weighted.steps.map(\.standardErrorOfLog), replicated.steps.map(\.standardErrorOfLog), relative: 1e-12,
            "standard error")
        #expect(weighted.steps.map(\.weightedAtRisk) == replicated.steps.map { Double($0.atRisk) })
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `entry before everything is no delay`(_ data: GeneratedFollowUp) throws {
        let entries = [Double](repeating: -1, count: data.times.count)
        let late = try KaplanMeier(times: data.times, events: data.events, entries: entries)
        let prompt = try KaplanMeier(times: data.times, events: data.events)
        #expect(late.steps.map(\.atRisk) == prompt.steps.map(\.atRisk))
        expectClose(late.steps.map(\.survival), prompt.steps.map(\.survival), relative: 1e-14, "survival")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the curves by arm are those of the arms alone`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let curves = try KaplanMeier.curves(of: followUp, by: data.armFactor)
        for (arm, curve) in curves.enumerated() {
            let alone = KaplanMeier(followUp.filter { data.arms[$0] == Int32(arm) })
            #expect(Array(curve.steps) == Array(alone.steps))
        }
    }

    @Test(arguments: GeneratedFollowUp.several, ConfidenceTransform.allCases)
    func `limits enclose the curve and lie within 0 and 1`(
        _ data: GeneratedFollowUp, _ transform: ConfidenceTransform
    ) throws {
        let curve = try KaplanMeier(times: data.times, events: data.events)
        for index in curve.steps.indices {
            let limits = curve.limits(atStep: index, transform: transform)
            guard let lower = limits.lower, let upper = limits.upper else { continue }
            #expect(lower >= 0 && lower <= curve.steps[index].survival)
            #expect(upper <= 1 && upper >= curve.steps[index].survival)
        }
    }
}
