import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

/// (zα + zβ)² at one-sided 0.025 and power 0.9: (1.959963984540054 + 1.2815515655446004)².
private let ninety = 10.507423054

@Suite struct SurvivalPowerByHandTests {
    private func level() throws -> TestLevel { try .oneSided(0.025) }

    @Test func `3 to 2 needs a twenty-fourth more events than 1 to 1 by Schoenfeld's null variance`() throws {
        func events(_ ratio: TwoArmRatio, _ variance: EventVariance = .null) throws -> Double {
            try RequiredEvents(
                hazardRatio: 0.72, ratio: ratio, formula: .schoenfeld(variance), level: level(), power: 0.9
            ).events
        }
        let log = Elementary.logarithm(0.72)
        // pq = 6/25 against 1/4: 25/24.
        expectClose(try events(TwoArmRatio(3, 2)), ninety / (0.24 * log * log), relative: 1e-9, "3:2")
        expectClose(
            try events(TwoArmRatio(3, 2)) / events(.equal), 25.0 / 24, relative: 1e-12, "ratio to 1:1")
        // Rare events: rθ = 1.08, p₁ = 1.08/2.08 — the events are nearly even, so that 3:2 costs nothing.
        let p = 1.08 / 2.08
        expectClose(
            try events(TwoArmRatio(3, 2), .alternative), ninety / (p * (1 - p) * log * log), relative: 1e-9,
            "alternative")
        let both = try events(TwoArmRatio(3, 2), .both)
        #expect(try both > events(TwoArmRatio(3, 2), .alternative))
        #expect(try both < events(TwoArmRatio(3, 2)))
    }

    @Test func `Freedman's events are (zα + zβ)² (1 + rθ)²/(r (1 − θ)²)`() throws {
        let events = try RequiredEvents(
            hazardRatio: 0.5, ratio: TwoArmRatio(2), formula: .freedman, level: level(), power: 0.9
        ).events
        expectClose(events, ninety * 4 / (2 * 0.25), relative: 1e-9, "r = 2, θ = 1/2")
        let even = try RequiredEvents(hazardRatio: 0.5, formula: .freedman, level: level(), power: 0.9).events
        expectClose(even, ninety * 9, relative: 1e-9, "(1.5/0.5)² = 9")
        // With equal groups Hsieh's is Freedman's.
        let hsieh = try RequiredEvents(hazardRatio: 0.5, formula: .hsieh, level: level(), power: 0.9).events
        expectClose(hsieh, even, relative: 1e-12, "Hsieh")
    }

    @Test func `uniform accrual of exponential times is Lachin's closed form`() throws {
        let stratum = try SurvivalStratum(control: PlannedHazard(rate: 0.3), hazardRatio: HazardRatio(2.0 / 3))
        let trial = try SurvivalTrial(strata: [stratum], accrual: .uniform(duration: 3))
        func probability(_ rate: Double) -> Double {
            1 - (Elementary.exponential(-rate * 2) - Elementary.exponential(-rate * 5)) / (rate * 3)
        }
        let shares = trial.eventShares(at: 5)
        expectClose(shares.control, probability(0.3) / 2, relative: 1e-13, "control")
        expectClose(shares.treatment, probability(0.2) / 2, relative: 1e-13, "treatment")
        // Lachin and Foulkes' equation with φ(λ) = λ²/P.
        let design = try SurvivalPower(
            trial: trial, formula: .lachinFoulkes, level: .oneSided(0.05), afterLastEntry: 2
        ).subjects(power: 0.9)
        func phi(_ rate: Double) -> Double { rate * rate / probability(rate) }
        let root =
            1.6448536269514722 * (4 * phi(0.25)).squareRoot() + 1.2815515655446004
            * (2 * (phi(0.2) + phi(0.3))).squareRoot()
        expectClose(design.subjects, root * root / 0.01, relative: 1e-10, "subjects")
        #expect(abs(design.subjects - 376.2) < 0.2)
    }

    @Test func `a delayed effect without drop-out: the integrals on paper`() throws {
        // λ₀ = 1, θ = 1 until 1, then 1/2; all enter at once (within 10⁻⁵) and are followed for 2.
        let stratum = try SurvivalStratum(
            control: PlannedHazard(rate: 1), hazardRatio: HazardRatio(starts: [0, 1], values: [1, 0.5]))
        let trial = try SurvivalTrial(strata: [stratum], accrual: .uniform(duration: 1e-5))
        let e1 = Elementary.exponential(-1)
        let (controls, treated) = (1 - e1 * e1, 1 - e1 * Elementary.exponential(-0.5))
        let shares = trial.eventShares(at: 2)
        expectClose(shares.control, controls / 2, relative: 1e-5, "control")
        expectClose(shares.treatment, treated / 2, relative: 1e-5, "treatment")
        let late = (controls - (1 - e1)) + (treated - (1 - e1))
        let average = try AverageHazardRatio(trial, at: 2)
        expectClose(
            average.geometric, Elementary.power(0.5, late / (controls + treated)), relative: 1e-5, "geometric")
        // Kalbfleisch-Prentice with G = −S₁S₀: mass 1 − e⁻² at ½:½, mass e⁻²(1 − e^−1.5) at ⅓:⅔.
        let (early, after) = (1 - e1 * e1, e1 * e1 * (1 - Elementary.exponential(-1.5)))
        expectClose(
            average.concordanceOdds, (early / 2 + after / 3) / (early / 2 + after * 2 / 3), relative: 1e-8, "odds")
    }

    @Test func `a fixed follow-up without drop-out sees 1 − exp(−λf) of all, whatever the accrual`() throws {
        let stratum = try SurvivalStratum(control: PlannedHazard(rate: 0.1), hazardRatio: HazardRatio(0.5))
        for accrual in [
            try PlannedAccrual.uniform(duration: 20), try .ramp(full: 7, duration: 20),
            try .periods(starts: [0, 3, 9], rates: [1, 0, 5], duration: 20),
        ] {
            let trial = try SurvivalTrial(strata: [stratum], accrual: accrual, followUp: 12)
            let expected = 1 - (Elementary.exponential(-1.2) + Elementary.exponential(-0.6)) / 2
            expectClose(trial.eventProbability(at: 32), expected, relative: 1e-13, "\(accrual.shape)")
        }
    }
}

@Suite struct SurvivalPowerPropertyTests {
    private func trial(_ ratio: TwoArmRatio = .equal, followUp: Double? = nil) throws -> SurvivalTrial {
        let one = try SurvivalStratum(
            share: 0.3, control: PlannedHazard(starts: [0, 5], rates: [0.08, 0.03]),
            hazardRatio: HazardRatio(starts: [0, 4, 10], values: [1.2, 0.6, 0.8]),
            controlDropout: PlannedHazard(starts: [0, 2], rates: [0.01, 0.004]))
        let two = try SurvivalStratum(
            share: 0.7, control: PlannedHazard(rate: 0.05), hazardRatio: HazardRatio(0.7),
            controlDropout: PlannedHazard(rate: 0.02), treatmentDropout: PlannedHazard(rate: 0.001))
        return try SurvivalTrial(
            strata: [one, two], ratio: ratio, accrual: .ramp(full: 8, duration: 15), followUp: followUp)
    }

    @Test(arguments: [2.0, 9, 17, 40]) func `closed form equals the double integral`(time: Double) throws {
        for followUp in [nil, 6.0] {
            let trial = try trial(TwoArmRatio(3, 2), followUp: followUp)
            // Events are also the integral of hazard times those at risk, by quadrature over the time since entry.
            let naive = trial.pairs.reduce(0) { sum, pair in
                sum
                    + trial.integral(pair.treated, pair.control, at: time) { _, one, zero, h1, h0 in
                        one * h1 + zero * h0
                    }
            }
            expectClose(trial.eventProbability(at: time), naive, relative: 1e-10, "events by \(time)")
        }
    }

    @Test func `time scaled by a factor leaves subjects as they are`() throws {
        func subjects(_ factor: Double) throws -> Double {
            let stratum = try SurvivalStratum(
                control: PlannedHazard(starts: [0, 5 * factor], rates: [0.08 / factor, 0.03 / factor]),
                hazardRatio: HazardRatio(starts: [0, 4 * factor], values: [1, 0.6]))
            let trial = try SurvivalTrial(strata: [stratum], accrual: .uniform(duration: 12 * factor))
            return try SurvivalPower(
                trial: trial, formula: .logRank(.logRank), level: .oneSided(0.025), afterLastEntry: 12 * factor
            ).subjects(power: 0.8).subjects
        }
        expectClose(try subjects(30.4375), try subjects(1), relative: 1e-9, "months in days")
    }

    @Test func `every solved number gives the power back`() throws {
        let stratum = try SurvivalStratum(
            control: PlannedHazard(median: 20), hazardRatio: HazardRatio(0.65),
            controlDropout: PlannedHazard(rate: 0.004))
        let trial = try SurvivalTrial(
            strata: [stratum], ratio: TwoArmRatio(3, 2), accrual: .uniform(duration: 20, rate: 20))
        for formula in [EventFormula.schoenfeld(.both), .freedman, .lachinFoulkes, .logRank(.logRank)] {
            let plan = try SurvivalPower(trial: trial, formula: formula, level: .oneSided(0.025), afterLastEntry: 12)
            let designs = [
                try plan.accrualDuration(power: 0.85), try plan.followUp(power: 0.85, subjects: 400),
                try plan.hazardRatio(power: 0.85, subjects: 400), try plan.subjects(power: 0.85),
            ]
            for design in designs {
                expectClose(
                    try design.plan.power(subjects: design.subjects).power, 0.85, relative: 1e-8, "\(formula)")
                expectClose(
                    design.time(ofEvents: design.events), design.analysisTime, relative: 1e-8, "\(formula): time")
            }
        }
    }

    @Test func `all averages are the hazard ratio where it is constant, and weights change nothing then`() throws {
        let stratum = try SurvivalStratum(
            control: PlannedHazard(starts: [0, 3], rates: [0.1, 0.04]), hazardRatio: HazardRatio(0.6))
        let trial = try SurvivalTrial(strata: [stratum], ratio: TwoArmRatio(2), accrual: .uniform(duration: 6))
        let average = try AverageHazardRatio(trial, at: 20)
        for (value, name) in [
            (average.geometric, "geometric"), (average.coxLimit, "Cox"), (average.kalbfleischPrentice, "KP"),
            (average.concordanceOdds, "odds"),
        ] { expectClose(value, 0.6, relative: 1e-9, name) }
        // exp(−μ/v) is the one-step estimate: near θ, not θ.
        #expect(abs(average.logRank - 0.6) < 0.06)
    }

    @Test func `late weights gain where the effect comes late, and lose where it does not`() throws {
        func subjects(_ ratio: HazardRatio, _ weight: FlemingHarringtonWeight) throws -> Double {
            let stratum = try SurvivalStratum(control: PlannedHazard(median: 12), hazardRatio: ratio)
            let trial = try SurvivalTrial(strata: [stratum], accrual: .uniform(duration: 12))
            return try SurvivalPower(
                trial: trial, formula: .logRank(weight), level: .oneSided(0.025), afterLastEntry: 18
            ).subjects(power: 0.9).subjects
        }
        let late = try FlemingHarringtonWeight(rho: 0, gamma: 1)
        let delayed = try HazardRatio(starts: [0, 6], values: [1, 0.55])
        #expect(try subjects(delayed, late) < subjects(delayed, .logRank))
        #expect(try subjects(HazardRatio(0.7), late) > subjects(HazardRatio(0.7), .logRank))
    }

    @Test func `the log-rank statistic of simulated trials has the expected mean and variance`() throws {
        let trial = try trial(TwoArmRatio(3, 2))
        let expected = trial.logRank(at: 30)
        let (n, replicates) = (400, 400)
        var values: [(mean: Double, variance: Double)] = []
        for replicate in 0..<replicates {
            var stream = RandomStream(seed: 7, purpose: "log-rank", replicate: UInt64(replicate))
            values.append(SimulatedLogRank(trial, subjects: n, at: 30, using: &stream).value)
        }
        let mean = values.reduce(0) { $0 + $1.mean } / Double(replicates)
        let variance = values.reduce(0) { $0 + $1.variance } / Double(replicates)
        // The mean's Monte Carlo error is √(n v/replicates) ≈ 0.27; the variance estimate varies by a few per cent.
        let error = (Double(n) * expected.variance / Double(replicates)).squareRoot()
        #expect(abs(mean - Double(n) * expected.mean) < 3.5 * error)
        #expect(abs(variance / (Double(n) * expected.variance) - 1) < 0.02)
    }

    @Test func `what cannot be is refused by name`() throws {
        func argument(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return (error as? StatisticsError)?.argument }
            return nil
        }
        let level = try TestLevel.oneSided(0.025)
        #expect(argument { _ = try TwoArmRatio(0, 1) } == "ratio")
        #expect(argument { _ = try TestLevel.oneSided(0.5) } == "alpha")
        #expect(argument { _ = try RequiredEvents(hazardRatio: 1, level: level, power: 0.9) } == "hazardRatio")
        #expect(argument { _ = try RequiredEvents(hazardRatio: 0.7, level: level, power: 0.02) } == "power")
        #expect(
            argument {
                _ = try RequiredEvents(
                    hazardRatio: 1.4, aim: .nonInferiority(margin: 1.3), level: level, power: 0.9)
            } == "hazardRatio")
        #expect(argument { _ = try PlannedHazard(starts: [0, 0], rates: [1, 2]) } == "hazard.starts")
        let trial = try trial()
        let plan = try SurvivalPower(trial: trial, level: level, afterLastEntry: 5)
        #expect(argument { _ = try plan.followUp(power: 0.9, subjects: 10) } == "followUp")
    }
}

/// One simulated trial: subjects drawn one by one, the stratified log-rank statistic by its definition.
struct SimulatedLogRank {
    var value = (mean: 0.0, variance: 0.0)

    init(_ trial: SurvivalTrial, subjects: Int, at calendar: Double, using stream: inout RandomStream) {
        for (pair, stratum) in zip(trial.pairs, trial.strata.indices) {
            let share = trial.strata[stratum].share
            let rows = (0..<Int((Double(subjects) * share).rounded())).map { index in
                let arm = index % 5 < 3 ? pair.treated : pair.control
                let mass = stream.uniform() * trial.accrual.subjects
                let entry = trial.accrual.duration(ofSubjects: mass) ?? trial.accrual.duration
                let event = arm.hazard.time(ofIntegral: stream.exponential()) ?? 1e9
                let loss = arm.dropout.time(ofIntegral: stream.exponential()) ?? 1e9
                let end = min(event, loss, calendar - entry)
                return (time: end, isEvent: event == end, isTreated: arm.isTreated)
            }.sorted { $0.time < $1.time }
            var (treated, controls) = (
                Double(rows.filter(\.isTreated).count), Double(rows.filter { !$0.isTreated }.count)
            )
            for row in rows {
                let all = treated + controls
                if row.isEvent {
                    value.mean += (row.isTreated ? 0 : 1) - controls / all
                    value.variance += treated * controls / (all * all)
                }
                if row.isTreated { treated -= 1 } else { controls -= 1 }
            }
        }
    }
}
