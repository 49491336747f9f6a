import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Event times and accrual · ByHand")
struct EventTimeModelByHandTests {
    private let log2 = 0.693_147_180_559_945_3

    @Test func `times are where the cumulative hazard is passed`() throws {
        func time(_ model: EventTimeModel, _ h: Double) -> Double { model.kind.time(atCumulativeHazard: h) }
        #expect(time(try EventTimeModel(hazard: 0.25), 3) == 12)
        expectClose(try EventTimeModel(median: 40).median, 40, relative: 1e-15, "median")
        // Hazard 1/10 to 5, then 1/2, then 0: H(5) = 1/2, H(9) = 5/2 and no more.
        let steps = try EventTimeModel(starts: [0, 5, 9], hazards: [0.1, 0.5, 0])
        expectClose([0.25, 0.5, 1.5, 2.5].map { time(steps, $0) }, [2.5, 5, 7, 9], relative: 1e-15, "piecewise")
        #expect(time(steps, 2.6) == .infinity && steps.cumulativeHazard(at: 100) == 2.5)
        // (t/4)² = 9 at t = 12.
        let weibull = try EventTimeModel(weibullShape: 2, scale: 4)
        expectClose(time(weibull, 9), 12, relative: 1e-14, "Weibull")
        expectClose(weibull.cumulativeHazard(at: 12), 9, relative: 1e-14, "H of Weibull")
    }

    @Test func `a delayed effect leaves the start as it is`() throws {
        let control = try EventTimeModel(hazard: 0.1)
        let treated = try control.changed(hazardRatio: 0.5, after: 3)
        // H(3) = 0.3, then 0.05 a month: H = 0.8 at 13.
        expectClose(treated.kind.time(atCumulativeHazard: 0.2), 2, relative: 1e-15, "before")
        expectClose(treated.kind.time(atCumulativeHazard: 0.8), 13, relative: 1e-15, "after")
        expectClose(treated.cumulativeHazard(at: 13), 0.8, relative: 1e-15, "H")
        #expect(try control.changed(hazardRatio: 0.5) == EventTimeModel(hazard: 0.05))
    }

    @Test func `the cured never have the event`() throws {
        // S = 1/5 + 4/5·e^(−t/10): 3/5 at e^(−t/10) = 1/2.
        let model = try EventTimeModel(median: 10).curing(0.2)
        expectClose(model.survival(at: 10), 0.6, relative: 1e-14, "S(10)")
        expectClose(model.kind.time(atCumulativeHazard: -Elementary.logarithm(0.6)), 10, relative: 1e-13, "time")
        #expect(model.kind.time(atCumulativeHazard: 1.61) == .infinity)
        #expect(try EventTimeModel(median: 10).curing(0.5).median == nil)
        #expect(EventTimeModel.never.median == nil && EventTimeModel.never.survival(at: 1e9) == 1)
    }

    @Test func `entries follow the rate`() throws {
        // One a month for 4 months, then 3 a month: the tenth at 4 + 6/3.
        let pattern = try AccrualPattern(starts: [0, 4], rates: [1, 3], arrivals: .even)
        var positions = (1...10).map(Double.init)
        pattern.place(&positions)
        expectClose(
            positions, [1, 2, 3, 4, 4 + 1.0 / 3, 4 + 2.0 / 3, 5, 5 + 1.0 / 3, 5 + 2.0 / 3, 6], relative: 1e-15, "ramp")
        var late = [0.5, 1.5]
        try AccrualPattern(starts: [0, 2], rates: [0, 1]).place(&late)
        #expect(late == [2.5, 3.5])
    }

    @Test func `what makes no sense is refused by name`() {
        func text(_ make: () throws -> Void) -> String {
            do {
                try make()
                return ""
            } catch { return "\(error)" }
        }
        #expect(text { _ = try EventTimeModel(hazard: -1) } == "hazard is -1; expected a finite number ≥ 0")
        #expect(text { _ = try EventTimeModel(median: 0) } == "median is 0; expected a finite number > 0")
        #expect(text { _ = try EventTimeModel(starts: [0, 0], hazards: [1, 1]) }.hasPrefix("starts[1] is 0.0"))
        #expect(text { _ = try EventTimeModel(starts: [0], hazards: [.nan]) }.hasPrefix("hazards[0] is nan"))
        #expect(text { _ = try EventTimeModel(weibullShape: 1, scale: 0) }.hasPrefix("scale is 0"))
        #expect(text { _ = try EventTimeModel.never.curing(1) }.hasPrefix("cured share is 1"))
        #expect(text { _ = try EventTimeModel.never.changed(hazardRatio: 0) }.hasPrefix("hazardRatio is 0"))
        #expect(text { _ = try AccrualPattern(rates: [0]) }.hasPrefix("rates[0] is 0.0"))
        #expect(text { _ = try AccrualPattern(starts: [0, 1], rates: [1]) }.hasPrefix("rates has 1 elements"))
    }
}

@Suite("Tables of counts · ByHand")
struct CountMonitorByHandTests {
    /// Stop at 2 of 2, or at 2 or more of 4, p = 1/2: P(2/2) = 1/4; of the rest (0: 1/4, 1: 1/2) two more patients,
    /// 2 or more of 4 where 0 + 2 (1/16), 1 + 1 (1/4), 1 + 2 (1/8): 7/16. E[N] = 2/4 + 4·3/4 = 7/2.
    @Test func `exact probabilities as fractions`() throws {
        let rule = try CountMonitor(
            of: .toxicity, name: "t",
            looks: [.init(subjects: 2, stopAtOrAbove: 2), .init(subjects: 4, stopAtOrAbove: 2)], above: .toxicity)
        let exact = try #require(rule.exact(rate: 0.5))
        #expect(exact.looks.map(\.stopForMany) == [0.25, 7.0 / 16] && exact.stopForFew == 0)
        #expect(exact.expectedSubjects == 3.5)
        // With a further patient after the last look: 5 where it is not stopped (5/16), else as before.
        #expect(rule.exact(rate: 0.5, subjects: 5)?.expectedSubjects == 0.5 + 7.0 / 4 + 25.0 / 16)
    }

    /// Simon's optimal design for 10 % against 30 %, α = 0.05, β = 0.2: 1/10, 5/29; EN = 15.0, PET = 0.74 (Simon 1989, table 1).
    @Test func `Simon's optimal two stages`() throws {
        let rule = try CountMonitor(
            of: .response, name: "response",
            looks: [.init(subjects: 10, stopAtOrBelow: 1), .init(subjects: 29, stopAtOrAbove: 6)], above: .efficacy)
        let (null, wanted) = (try #require(rule.exact(rate: 0.1)), try #require(rule.exact(rate: 0.3)))
        #expect((null.looks[0].stopForFew * 100).rounded() == 74 && (null.expectedSubjects * 10).rounded() == 150)
        #expect(null.stopForMany < 0.05 && null.stopForMany > 0.045 && wanted.stopForMany > 0.8)
        #expect(rule.finalLook == 1 && rule.hypotheses == ["response rate"])
    }

    @Test func `impossible tables are refused`() {
        func looks(_ looks: [CountMonitor.Look]) -> StatisticsError? {
            do {
                _ = try CountMonitor(of: .toxicity, name: "t", looks: looks, above: .toxicity)
                return nil
            } catch { return error }
        }
        #expect(looks([])?.argument == "looks")
        #expect(looks([.init(subjects: 4, stopAtOrAbove: 5)])?.index == 0)
        #expect(looks([.init(subjects: 4), .init(subjects: 4)])?.index == 1)
        #expect(looks([.init(subjects: 4, stopAtOrBelow: 2, stopAtOrAbove: 2)])?.index == 0)
    }
}

@Suite("Results of simulations · ByHand")
struct SimulationResultsByHandTests {
    @Test func `quantiles of a histogram are exact where a cell holds one value`() {
        var (one, other) = (ValueHistogram(), ValueHistogram())
        for value in [6.0, 6, 12, 18] { one.add(value) }
        for value in [18.0, 24] { other.add(value) }
        var (both, turned) = (one, other)
        both.add(other)
        turned.add(one)
        #expect(both == turned && both.total == 6 && both.isSound)
        #expect([0, 0.33, 0.34, 0.5, 0.51, 0.84, 1].map { both.quantile($0) } == [6, 6, 12, 12, 18, 24, 24])
        #expect(ValueHistogram().quantile(0.5) == nil)
    }

    @Test func `quantiles inside a cell are good to a thousandth`() throws {
        var histogram = ValueHistogram()
        let values = (0..<5000).map { 30 + Double($0 * 7919 % 5000) / 1000 }
        for value in values { histogram.add(value) }
        let sorted = values.sorted()
        for p in [0.01, 0.25, 0.5, 0.9, 0.999] {
            let exact = sorted[Int((p * 5000).rounded(.up)) - 1]
            expectClose(histogram.quantile(p), exact, relative: 1e-3, "quantile \(p)")
        }
    }

    /// Sizes 2, 2, 3, 5: mean 3, variance (1 + 1 + 0 + 4)/3 = 2.
    @Test func `means of whole numbers with their error`() {
        let mean = SimulatedMean(counts: [0, 0, 2, 1, 0, 1])
        #expect(mean.mean == 3 && mean.standardDeviation == 2.0.squareRoot() && mean.standardError == 0.5.squareRoot())
        #expect([0.5, 0.51, 0.76].map { mean.quantile($0) } == [2, 3, 5])
        let single = SimulatedMean(counts: [0, 1])
        #expect(single.standardError == nil && single.standardDeviation == nil)
        let probability = SimulatedProbability(count: 25, of: 100)
        #expect(probability.estimate == 0.25 && probability.standardError == (0.25 * 0.75 / 100).squareRoot())
        #expect(SimulatedProbability(count: 0, of: 100).limits().upper ?? 0 > 0.03)
    }

    /// Entries 1, 2, 3, 4 with cohorts of 2 and a window of 5 (no toxicity): the third waits to 7, the fourth comes 1 later.
    @Test func `a pause shifts those who come after it`() throws {
        var conduct = TrialConduct(subjects: 4, accrual: try AccrualPattern(rates: [1], arrivals: .even))
        conduct.toxicityWindow = 5
        conduct.pauseAfterCohortOf = 2
        let truth = try TrialTruth(name: "t", value: 0, arms: [ArmTruth(event: .never)])
        var source = PatientSource(
            conduct: conduct, truth: truth, needs: MonitorNeeds(toxicities: true), seed: 1)
        var trial = VirtualTrial(conduct: conduct, truth: truth)
        source.fill(&trial, replicate: 0)
        #expect(trial.entries == [1, 2, 7.0.nextUp, 8] && trial.evaluated == [6, 7, 12, 13] && trial.end == 13)
        #expect(trial.evaluations(by: 7) == 2 && trial.evaluation(of: 3) == 12 && trial.evaluation(of: 5) == nil)
    }
}
