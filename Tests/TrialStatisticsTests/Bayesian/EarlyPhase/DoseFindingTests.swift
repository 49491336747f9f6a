import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/Python/dose-finding.json`.
struct DoseFindingCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Outcome: Decodable, Sendable {
        let selected, treated, toxicities: [Double]
        let none: Double
    }

    let kind: String
    let design, model: String?
    let target: Double?
    let margins: [Double]?
    let rows: [[String]]?
    let skeleton: [Double]?
    let variance: Double?
    let treated, toxicities: [Int]?
    let mean, spread: Double?
    let rates, meanRates, exceedances, trueRates: [Double]?
    let halfWidth: Double?
    let doses, guess, cohort, maximum: Int?
    let result: Outcome?

    var testDescription: String { "\(kind) \(design ?? model ?? "") \(target ?? 0)" }

    static let golden = Result { try Golden<DoseFindingCase>(named: "dose-finding", in: "Python") }

    static func all(_ kind: String) throws -> [DoseFindingCase] { try golden.get().cases.filter { $0.kind == kind } }
}

@Suite("Dose finding · Golden")
struct DoseFindingGoldenTests {
    @Test(arguments: try DoseFindingCase.all("table"))
    func `decisions at each count`(_ one: DoseFindingCase) throws {
        let target = try #require(one.target)
        let margins = one.margins ?? []
        let design: any IntervalDesign =
            one.design == "boin"
            ? try BOINDesign(target: target)
            : try ToxicityIntervalDesign(target: target, below: margins[0], above: margins[1])
        for (index, row) in try #require(one.rows).enumerated() {
            #expect((0...(index + 1)).map { design.direction($0, of: index + 1).rawValue } == row, "n = \(index + 1)")
        }
    }

    @Test(arguments: try DoseFindingCase.all("reassessment"))
    func `the posterior of the continual reassessment`(_ one: DoseFindingCase) throws {
        let design = try ContinualReassessment(
            target: try #require(one.target), skeleton: DoseSkeleton(try #require(one.skeleton)),
            model: try #require(DoseToxicityModel(rawValue: one.model ?? "")), variance: try #require(one.variance))
        let found = design.posterior(
            of: try DoseRecord(treated: try #require(one.treated), toxicities: try #require(one.toxicities), current: 0)
        )
        expectClose([found.mean, found.standardDeviation], [one.mean, one.spread], relative: 1e-9, "β")
        expectClose(found.rates, try #require(one.rates), relative: 1e-9, "rates at the mean")
        expectClose(found.meanRates, try #require(one.meanRates), relative: 1e-9, "mean rates")
        expectClose(found.exceedances, try #require(one.exceedances), relative: 1e-9, absolute: 1e-12, "exceedances")
    }

    @Test(arguments: try DoseFindingCase.all("skeleton"))
    func `Lee and Cheung's skeleton by its definition`(_ one: DoseFindingCase) throws {
        let skeleton = try DoseSkeleton(
            target: try #require(one.target), halfWidth: try #require(one.halfWidth), doses: try #require(one.doses),
            guess: try #require(one.guess), model: try #require(DoseToxicityModel(rawValue: one.model ?? "")))
        expectClose(skeleton.rates, try #require(one.rates), relative: 1e-10, "skeleton")
    }

    @Test(arguments: try DoseFindingCase.all("escalation"))
    func `operating characteristics along all sequences`(_ one: DoseFindingCase) throws {
        let rates = try #require(one.trueRates)
        let design: any DoseEscalationDesign =
            try one.target.map { try BOINDesign(target: $0) as any DoseEscalationDesign } ?? ThreePlusThree()
        let trial = try DoseEscalationTrial(
            design, doses: rates.count, cohort: try #require(one.cohort), maximum: try #require(one.maximum))
        let found = try trial.characteristics(rates: rates)
        let expected = try #require(one.result)
        #expect(found.source == .paths)
        expectClose(found.selected, expected.selected, relative: 1e-10, absolute: 1e-14, "selected")
        expectClose(found.noneSelected, expected.none, relative: 1e-10, "none")
        expectClose(found.treated, expected.treated, relative: 1e-10, "treated")
        expectClose(found.toxicities, expected.toxicities, relative: 1e-10, "toxicities")
    }
}

@Suite("Dose finding · Published")
struct DoseFindingPublishedTests {
    @Test(arguments: [
        (0.15, 0.118, 0.179), (0.2, 0.157, 0.238), (0.25, 0.197, 0.298), (0.3, 0.236, 0.358), (0.35, 0.276, 0.419),
        (0.4, 0.316, 0.479),
    ])
    func `boundaries of BOIN`(target: Double, escalation: Double, deescalation: Double) throws {
        let design = try BOINDesign(target: target)
        expectClose(
            [design.escalation, design.deescalation], [escalation, deescalation], relative: 0, absolute: 1.001e-3, "λ")
    }

    @Test func `the decision table of BOIN for a target of 0.3`() throws {
        let rows = try BOINDesign(target: 0.3).table(through: 12)
        #expect(rows.map(\.escalateAtMost) == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
        #expect(rows.map(\.deescalateAtLeast) == [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5])
        #expect(rows.map(\.eliminateAtLeast) == [nil, nil, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7])
    }

    @Test func `mTPI-2 lowers the dose after 3 of 6 for a target of 0.3`() throws {
        let design = try ToxicityIntervalDesign(target: 0.3)
        #expect((0...3).map { design.direction($0, of: 3) } == [.escalate, .stay, .deescalate, .eliminate])
        #expect(
            (0...6).map { design.direction($0, of: 6) }
                == [.escalate, .escalate, .stay, .deescalate, .eliminate, .eliminate, .eliminate])
    }
}

@Suite("Dose finding · ByHand, Property")
struct DoseFindingTests {
    @Test func `3+3 with two doses by hand`() throws {
        // Dose 1 never toxic, dose 2 always: 3 at the first, 3 at the second, back for 3 more, found is the first.
        let trial = try DoseEscalationTrial(ThreePlusThree(), doses: 2, maximum: 12)
        let sure = try trial.characteristics(rates: [0, 1])
        #expect(sure.selected == [1, 0] && sure.treated == [6, 3] && sure.toxicities == [0, 3])
        // Both doses at one half: the first goes up with 0 of 3 (1/8), or 1 of 3 then 0 of 3 (3/8 · 1/8).
        let even = try trial.characteristics(rates: [0.5, 0.5])
        let passes = 1.0 / 8 + 3.0 / 64
        expectClose(even.selected[1], passes * (1.0 / 8 * (4.0 / 8) + 3.0 / 64), relative: 1e-14, "the second is found")
    }

    @Test func `pooled rates and the dose that is found`() throws {
        let record = try DoseRecord(treated: [3, 6, 6, 0], toxicities: [1, 1, 3, 0], current: 2)
        let rates = IsotonicToxicity(record, below: 4).rates
        // The first two violate the order and are pooled; the third is 3.05/6.1, the fourth was not tried.
        #expect(rates[0] == rates[1] && rates[3] == nil)
        expectClose(rates[2], 0.5, relative: 1e-14, "third")
        let estimates = [1.05 / 3.1, 1.05 / 6.1]
        let weights = [3.1 * 3.1 * 4.1 / (1.05 * 2.05), 6.1 * 6.1 * 7.1 / (1.05 * 5.05)]
        let pooled = (estimates[0] * weights[0] + estimates[1] * weights[1]) / (weights[0] + weights[1])
        expectClose(rates[0], pooled, relative: 1e-14, "pooled")
        // Below the target the higher of two alike, above it the lower.
        #expect(try BOINDesign(target: 0.3).selection(from: record) == 1)
        #expect(IsotonicToxicity(record, below: 2).closest(to: 0.1) == 0)
    }

    @Test func `what comes next`() throws {
        let boin = try BOINDesign(target: 0.3)
        func record(_ treated: [Int], _ toxicities: [Int], _ current: Int) throws -> DoseRecord {
            try DoseRecord(treated: treated, toxicities: toxicities, current: current)
        }
        #expect(boin.step(after: try record([3, 0, 0], [0, 0, 0], 0)) == .treat(1))
        #expect(boin.step(after: try record([3, 3, 0], [0, 1, 0], 1)) == .treat(1))
        #expect(boin.step(after: try record([3, 3, 0], [0, 2, 0], 1)) == .treat(0))
        #expect(boin.step(after: try record([3, 3, 0], [3, 0, 0], 0)) == .tooToxic)
        // The second dose is out, so the first is repeated although nobody had a toxicity there.
        #expect(boin.step(after: try record([6, 3, 0], [0, 3, 0], 0)) == .treat(0))
        let crm = try ContinualReassessment(target: 0.25, skeleton: DoseSkeleton([0.05, 0.12, 0.25, 0.4]))
        #expect(crm.step(after: try record([3, 0, 0, 0], [0, 0, 0, 0], 0)) == .treat(1))
        #expect(crm.step(after: try record([3, 0, 0, 0], [3, 0, 0, 0], 0)) == .tooToxic)
        #expect(crm.selection(from: try record([3, 0, 0, 0], [3, 0, 0, 0], 0)) == nil)
        // One of three exceeds the target of 0.25, so the dose is not raised whatever the model says.
        #expect(crm.step(after: try record([30, 3, 0, 0], [0, 1, 0, 0], 1)) == .treat(1))
    }

    @Test func `without data the posterior is the prior`() throws {
        let design = try ContinualReassessment(target: 0.25, skeleton: DoseSkeleton([0.05, 0.25, 0.5]))
        let prior = design.posterior(of: DoseRecord(untreated: 3, start: 0))
        expectClose(prior.mean, 0, relative: 0, absolute: 1e-14, "mean")
        expectClose(prior.standardDeviation, 1.34.squareRoot(), relative: 1e-12, "spread")
        expectClose(prior.rates, [0.05, 0.25, 0.5], relative: 1e-12, "skeleton")
        expectClose(prior.exceedances[1], 0.5, relative: 1e-12, "the dose at the target")
    }

    @Test(arguments: [[0.1, 0.3, 0.5, 0.6], [0.5, 0.6, 0.7, 0.8]])
    func `simulation agrees with all paths to its error, on any number of cores`(_ rates: [Double]) throws {
        let trial = try DoseEscalationTrial(BOINDesign(target: 0.3), doses: 4, maximum: 21)
        let exact = try trial.characteristics(rates: rates)
        let one = trial.simulated(rates, 4000, 11, 1)
        #expect(one == trial.simulated(rates, 4000, 11, 3) && exact.source == .paths)
        #expect(one.source == .simulation(trials: 4000, seed: 11))
        for (found, expected) in zip(one.selected + [one.noneSelected], exact.selected + [exact.noneSelected]) {
            #expect(abs(found - expected) <= 4 * one.standardError(of: expected) + 1e-12)
        }
        expectClose(exact.selected.reduce(exact.noneSelected, +), 1, relative: 1e-12, "all that may happen")
        expectClose(
            exact.toxicities, zip(exact.treated, rates).map { $0 * $1 }, relative: 1e-11, "each patient's chance")
    }

    @Test func `a trial with too many paths is simulated`() throws {
        let skeleton = try DoseSkeleton(target: 0.25, halfWidth: 0.05, doses: 6, guess: 2)
        let trial = try DoseEscalationTrial(
            ContinualReassessment(target: 0.25, skeleton: skeleton), doses: 6, cohort: 2, maximum: 30)
        let found = trial.simulated([0.02, 0.1, 0.25, 0.4, 0.5, 0.6], 100, 3, nil)
        expectClose(found.selected.reduce(found.noneSelected, +), 1, relative: 1e-12, "all trials")
        #expect(found.selected[2] == found.selected.max())
    }

    @Test func `more toxicities never lead higher`() throws {
        let order: [DoseDirection] = [.escalate, .stay, .deescalate, .eliminate]
        let designs: [any IntervalDesign] = [
            try BOINDesign(target: 0.2), try BOINDesign(target: 0.4, underdose: 0.3, overdose: 0.45),
            try ToxicityIntervalDesign(target: 0.33), try ToxicityIntervalDesign(target: 0.2, below: 0.02, above: 0.07),
        ]
        for design in designs {
            for treated in 1...40 {
                let places = (0...treated).compactMap { order.firstIndex(of: design.direction($0, of: treated)) }
                #expect(places == places.sorted(), "\(design) of \(treated)")
            }
        }
    }

    @Test func `bad input says what and why`() throws {
        func words(_ body: () throws -> Void) -> String {
            do { try body() } catch { return "\(error)" }
            return "no error"
        }
        let boin = try BOINDesign(target: 0.3)
        let faults: [(String, () throws -> Void)] = [
            ("target is 30", { _ = try BOINDesign(target: 30) }),
            ("underdose is 0.4", { _ = try BOINDesign(target: 0.3, underdose: 0.4) }),
            ("overdose is 0.2", { _ = try BOINDesign(target: 0.3, overdose: 0.2) }),
            ("below is 0.5", { _ = try ToxicityIntervalDesign(target: 0.3, below: 0.5) }),
            ("cutoff is 1.0", { _ = try ToxicityIntervalDesign(target: 0.3, cutoff: 1) }),
            ("skeleton[1] is 0.1", { _ = try DoseSkeleton([0.2, 0.1]) }),
            ("halfWidth is 0.3", { _ = try DoseSkeleton(target: 0.3, halfWidth: 0.3, doses: 5, guess: 2) }),
            ("guess is dose 6 of 5", { _ = try DoseSkeleton(target: 0.3, halfWidth: 0.1, doses: 5, guess: 5) }),
            (
                "variance is 0",
                {
                    _ = try ContinualReassessment(target: 0.3, skeleton: DoseSkeleton([0.1, 0.3]), variance: 0)
                }
            ),
            (
                "safety is 2",
                {
                    _ = try ContinualReassessment(target: 0.3, skeleton: DoseSkeleton([0.1, 0.3]), safety: 2)
                }
            ),
            ("cohort is 0", { _ = try DoseEscalationTrial(boin, doses: 3, cohort: 0, maximum: 30) }),
            ("cohort is 4", { _ = try DoseEscalationTrial(ThreePlusThree(), doses: 3, cohort: 4, maximum: 30) }),
            ("start is 3", { _ = try DoseEscalationTrial(boin, doses: 3, maximum: 30, start: 3) }),
            ("doses is 0", { _ = try DoseEscalationTrial(boin, doses: 0, maximum: 30) }),
            (
                "rates has 2",
                {
                    _ = try DoseEscalationTrial(boin, doses: 3, maximum: 30).characteristics(rates: [0.1, 0.2])
                }
            ),
            (
                "rates[2] is 1.5",
                {
                    _ = try DoseEscalationTrial(boin, doses: 3, maximum: 30).characteristics(rates: [0.1, 0.2, 1.5])
                }
            ),
            ("toxicities[0] is 4", { _ = try DoseRecord(treated: [3], toxicities: [4], current: 0) }),
            ("current is dose 2 of 1", { _ = try DoseRecord(treated: [3], toxicities: [1], current: 1) }),
        ]
        for (expected, body) in faults { #expect(words(body).contains(expected), "\(words(body))") }
    }
}
