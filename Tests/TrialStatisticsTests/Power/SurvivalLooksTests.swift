import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

private func trial(
    _ ratio: HazardRatio, median: Double = 12, allocation: TwoArmRatio = .equal
) throws -> SurvivalTrial {
    try SurvivalTrial(
        strata: [SurvivalStratum(control: PlannedHazard(median: median), hazardRatio: ratio)], ratio: allocation,
        accrual: .uniform(duration: 12))
}

private func plan(
    _ ratio: HazardRatio, _ formula: EventFormula, looks: PlannedLooks?, followUp: Double = 18
) throws -> SurvivalPower {
    try SurvivalPower(
        trial: trial(ratio), formula: formula, level: .oneSided(0.025), afterLastEntry: followUp, looks: looks)
}

@Suite struct SurvivalLooksByHandTests {
    @Test func `strata by Palta and Amini's formula`() throws {
        // Entry for 1 unit of 1.25: V = Σ over arms of 1 − (e^(−λ/4) − e^(−5λ/4))/λ, halved; n = (zα + zβ)²/(log² θ Σ g V/4).
        let (theta, hazards) = (1 / 1.91, [2.303, 1.139])
        func seen(_ hazard: Double) -> Double {
            let (early, late) = (Elementary.exponential(-hazard / 4), Elementary.exponential(-1.25 * hazard))
            return 1 - (early - late) / hazard
        }
        let information = hazards.reduce(0) { $0 + 0.5 * 0.25 * (seen($1) + seen($1 * theta)) / 2 }
        let distance = Elementary.logarithm(theta)
        let squared = (1.6448536269514722 + 1.2815515655446004) * (1.6448536269514722 + 1.2815515655446004)
        let strata = try hazards.map {
            try SurvivalStratum(share: 0.5, control: PlannedHazard(rate: $0), hazardRatio: HazardRatio(theta))
        }
        let found = try SurvivalPower(
            trial: SurvivalTrial(strata: strata, accrual: .uniform(duration: 1)), level: .oneSided(0.05),
            afterLastEntry: 0.25
        ).subjects(power: 0.9)
        expectClose(found.subjects, squared / (distance * distance * information), relative: 1e-12, "subjects")
        let shares = found.plan.trial.stratumEventShares(at: 1.25)
        expectClose(shares[1].control, 0.25 * seen(1.139), relative: 1e-12, "events on control in the second stratum")
        expectClose(shares[0].treatment, 0.25 * seen(2.303 * theta), relative: 1e-12, "on treatment in the first")
    }

    @Test func `Lachin and Foulkes across strata weigh by the inverse of the null variance`() throws {
        // A fixed follow-up of 1 without drop-out: P = 1 − e^(−λ), φ = λ²/P.
        func phi(_ hazard: Double) -> Double { hazard * hazard / (1 - Elementary.exponential(-hazard)) }
        let (shares, hazards, ratios) = ([0.25, 0.75], [0.8, 0.3], [0.5, 0.7])
        var (weights, distance, null, alternative) = (0.0, 0.0, 0.0, 0.0)
        for index in 0..<2 {
            let (zero, one) = (hazards[index], hazards[index] * ratios[index])
            let (s0, s1) = (4 * phi((zero + one) / 2), 2 * (phi(zero) + phi(one)))
            let w = shares[index] / s0
            weights += w
            distance += w * (zero - one)
            null += w * w * s0 / shares[index]
            alternative += w * w * s1 / shares[index]
        }
        let (za, zb) = (1.959963984540054, 1.2815515655446004)
        let root = (za * null.squareRoot() + zb * alternative.squareRoot()) / distance
        let strata = try (0..<2).map {
            try SurvivalStratum(
                share: shares[$0], control: PlannedHazard(rate: hazards[$0]), hazardRatio: HazardRatio(ratios[$0]))
        }
        let trial = try SurvivalTrial(strata: strata, accrual: .uniform(duration: 3), followUp: 1)
        func subjects(_ formula: EventFormula) throws -> Double {
            try SurvivalPower(trial: trial, formula: formula, level: .oneSided(0.025), afterLastEntry: 0).subjects(
                power: 0.9
            ).subjects
        }
        expectClose(try subjects(.lachinFoulkes), root * root, relative: 1e-12, "hazard difference")
        // Two halves of one population are that population.
        func halves(_ share: Double) throws -> Double {
            let part = try SurvivalStratum(
                share: share, control: PlannedHazard(rate: 0.5), hazardRatio: HazardRatio(0.6))
            let strata = share == 1 ? [part] : [part, part]
            return try SurvivalPower(
                trial: SurvivalTrial(strata: strata, accrual: .uniform(duration: 3), followUp: 1),
                formula: .lachinFoulkesLog, level: .oneSided(0.025), afterLastEntry: 0
            ).subjects(power: 0.9).subjects
        }
        expectClose(try halves(0.5), try halves(1), relative: 1e-12, "halves")
    }

    @Test func `Lachin and Foulkes of the log hazard ratio on paper`() throws {
        // Follow-up of 1: events q P(λ₀), p P(λ₁); under the null hypothesis both at the mean of the hazards, 0.4.
        func seen(_ hazard: Double) -> Double { 1 - Elementary.exponential(-hazard) }
        let alternative = 1 / (0.5 * seen(0.5)) + 1 / (0.5 * seen(0.3))
        let null = 2 / (0.5 * seen(0.4))
        let root =
            (1.959963984540054 * null.squareRoot() + 1.2815515655446004 * alternative.squareRoot())
            / Elementary.logarithm(0.6)
        let stratum = try SurvivalStratum(control: PlannedHazard(rate: 0.5), hazardRatio: HazardRatio(0.6))
        let found = try SurvivalPower(
            trial: SurvivalTrial(strata: [stratum], accrual: .uniform(duration: 3), followUp: 1),
            formula: .lachinFoulkesLog, level: .oneSided(0.025), afterLastEntry: 0
        ).subjects(power: 0.9)
        expectClose(found.subjects, root * root, relative: 1e-12, "subjects")
    }

    @Test func `the variance under the null hypothesis is the estimate's mean`() throws {
        let trial = try trial(HazardRatio(1), allocation: TwoArmRatio(3, 2))
        expectClose(trial.logRankVariance(at: 30), trial.logRank(at: 30).variance, relative: 1e-12, "no effect")
    }

    @Test func `events alone: 3 to 2 with two looks, and back`() throws {
        let looks = try PlannedLooks(fractions: [0.5, 1])
        let level = try TestLevel.oneSided(0.025)
        let plan = try EventsPower(ratio: TwoArmRatio(3, 2), level: level, looks: looks)
        let found = try plan.events(hazardRatio: 0.72, power: 0.9)
        let inflation = try looks.design(level: level, power: 0.9).inflation(power: 0.9)
        expectClose(found.events, 405.69856887543534 * inflation, relative: 1e-9, "events")
        expectClose(try plan.power(hazardRatio: 0.72, events: found.events).power, 0.9, relative: 1e-9, "power")
        expectClose(
            try plan.hazardRatio(events: found.events, power: 0.9).hazardRatio, 0.72, relative: 1e-9, "hazard ratio")
    }
}

@Suite struct SurvivalLooksPropertyTests {
    @Test func `under proportional hazards effects of the looks are √t, and the inflation holds`() throws {
        let looks = try PlannedLooks(
            fractions: [0.5, 0.8, 1], futility: FutilityRule(.spending(.hwangShihDeCani(gamma: -2))))
        let level = try TestLevel.oneSided(0.025)
        let fractions = looks.fractions
        let effects = try LookEffects(information: fractions, means: fractions.map { $0.squareRoot() })
        let (plain, given) = (
            try looks.design(level: level, power: 0.9), try looks.design(level: level, power: 0.9, effects: effects)
        )
        expectClose(given.designDrift, plain.designDrift, relative: 1e-10, "drift")
        for (one, other) in zip(given.looks, plain.looks) {
            expectClose(one.futilityZ, other.futilityZ, relative: 1e-9, "futility")
            expectClose(one.upperZ, other.upperZ, relative: 1e-12, "efficacy")
        }
        let (one, other) = (given.crossing(drift: 3), plain.crossing(drift: 3))
        expectClose(one.upper.total, other.upper.total, relative: 1e-11, "power")
        expectClose(one.futility.total, other.futility.total, relative: 1e-9, "futility")
    }

    @Test(arguments: [EventFormula.logRank(.logRank), .yungLiu(.logRank), .schoenfeld(.both), .lachinFoulkesLog])
    func `every number that is found with looks gives the power back`(formula: EventFormula) throws {
        let looks = try PlannedLooks(
            fractions: [0.6, 1], futility: FutilityRule(.spending(.hwangShihDeCani(gamma: -4))))
        let delayed = try HazardRatio(starts: [0, 4], values: [1, 0.6])
        for ratio in [delayed, try HazardRatio(0.7)] {
            let plan = try plan(ratio, formula, looks: looks)
            let design = try plan.subjects(power: 0.85)
            expectClose(try plan.power(subjects: design.subjects).power, 0.85, relative: 1e-8, "power")
            expectClose(
                try plan.followUp(power: 0.85, subjects: design.subjects).plan.afterLastEntry, 18, relative: 1e-6,
                "follow-up")
            expectClose(try plan.power(events: design.events).power, 0.85, relative: 1e-8, "power of events")
            expectClose(
                try plan.power(subjects: design.subjects, events: design.events).plan.afterLastEntry, 18,
                relative: 1e-8, "date of events")
            // The error of the second kind is spent as the function says.
            let sequential = try #require(design.sequential)
            let crossing = sequential.crossing(drift: try #require(design.drift))
            expectClose(crossing.upper.total, 0.85, relative: 1e-9, "power of the boundary")
            expectClose(crossing.futility.byLook[0], sequential.looks[0].betaSpent, relative: 1e-7, "β")
        }
        let ratio = try plan(HazardRatio(0.7), formula, looks: looks)
        let design = try ratio.subjects(power: 0.85)
        expectClose(
            try ratio.hazardRatio(power: 0.85, subjects: design.subjects).plan.trial.constantRatio, 0.7, relative: 1e-7,
            "hazard ratio")
    }

    @Test func `a late effect is smaller at an early look than a constant drift has it`() throws {
        let looks = try PlannedLooks(fractions: [0.6, 1])
        let design = try plan(HazardRatio(starts: [0, 6], values: [1, 0.5]), .logRank(.logRank), looks: looks).subjects(
            power: 0.9)
        let effects = try #require(design.sequential?.effects)
        #expect(effects.means[0] < effects.information[0].squareRoot() - 0.05)
        // One that fades is larger there.
        let fading = try plan(HazardRatio(starts: [0, 6], values: [0.5, 1]), .logRank(.logRank), looks: looks)
        let early = try #require(try fading.lookEffects())
        #expect(early.means[0] > early.information[0].squareRoot() + 0.05)
    }

    @Test func `simulated trials with a late effect stop at their looks as often as they should`() throws {
        let looks = try PlannedLooks(fractions: [0.6, 1])
        let stratum = try SurvivalStratum(
            control: PlannedHazard(median: 12), hazardRatio: HazardRatio(starts: [0, 4], values: [1, 0.5]))
        let trial = try SurvivalTrial(
            strata: [stratum], ratio: TwoArmRatio(3, 2), accrual: .uniform(duration: 12))
        let plan = try SurvivalPower(
            trial: trial, formula: .yungLiu(.logRank), level: .oneSided(0.025), afterLastEntry: 18, looks: looks)
        let design = try plan.power(subjects: 300)
        let sequential = try #require(design.sequential)
        let crossing = sequential.crossing(drift: try #require(design.drift))
        let bounds = sequential.looks.compactMap(\.upperZ)
        let replicates = 1500
        var stops = [0, 0]
        for replicate in 0..<replicates {
            for look in 0..<2 {
                var stream = RandomStream(seed: 3, purpose: "looks", replicate: UInt64(replicate))
                let value = SimulatedLogRank(trial, subjects: 300, at: design.lookTimes[look], using: &stream).value
                if value.mean / value.variance.squareRoot() >= bounds[look] {
                    stops[look] += 1
                    break
                }
            }
        }
        for look in 0..<2 {
            let (p, found) = (crossing.upper.byLook[look], Double(stops[look]) / Double(replicates))
            let error = (p * (1 - p) / Double(replicates)).squareRoot()
            #expect(abs(found - p) < 3.5 * error, "look \(look + 1): \(found), expected \(p)")
        }
        // A constant drift with the same power would have them stop sooner than they do.
        let constant = try looks.design(level: plan.level, power: design.power)
        let sooner = constant.crossing(drift: try #require(constant.designDrift)).upper.byLook[0]
        #expect(sooner - Double(stops[0]) / Double(replicates) > 0.05)
    }

    @Test func `the variance under a large effect is that of simulated trials`() throws {
        let trial = try SurvivalTrial(
            strata: [SurvivalStratum(control: PlannedHazard(median: 12), hazardRatio: HazardRatio(0.25))],
            ratio: TwoArmRatio(3, 2), accrual: .uniform(duration: 12))
        let (n, replicates) = (200, 4000)
        var (sum, squares) = (0.0, 0.0)
        for replicate in 0..<replicates {
            var stream = RandomStream(seed: 5, purpose: "variance", replicate: UInt64(replicate))
            let value = SimulatedLogRank(trial, subjects: n, at: 40, using: &stream).value.mean
            sum += value
            squares += value * value
        }
        let mean = sum / Double(replicates)
        let variance = (squares / Double(replicates) - mean * mean) / Double(n)
        // The variance of 4000 values has a relative error of √(2/4000) = 2.2 %.
        let (found, naive) = (trial.logRankVariance(at: 40), trial.logRank(at: 40).variance)
        #expect(abs(variance / found - 1) < 0.08)
        #expect(abs(variance / naive - 1) > 0.1, "\(variance), \(found), \(naive)")
    }

    @Test func `what cannot be is refused by name`() throws {
        func argument(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return (error as? StatisticsError)?.argument }
            return nil
        }
        #expect(argument { _ = try PlannedLooks(fractions: [0.5, 0.9]) } == "fractions")
        #expect(argument { _ = try LookEffects(information: [1, 2], means: [1]) } == "effects")
        #expect(argument { _ = try LookEffects(information: [2, 1], means: [1, 1]) } == "effects.information")
        #expect(argument { _ = try LookEffects(information: [1, 2], means: [1, 0]) } == "effects.means")
        let looks = try PlannedLooks(fractions: [0.5, 1])
        let level = try TestLevel.oneSided(0.025)
        #expect(
            argument {
                _ = try EventsPower(aim: .equivalence(lower: 0.8, upper: 1.25), level: level, looks: looks)
            } == "fractions")
        let plan = try plan(HazardRatio(0.7), .schoenfeld(.null), looks: looks)
        #expect(argument { _ = try plan.power(subjects: 300, events: 301) } == "events")
        #expect(argument { _ = try plan.power(subjects: 300, events: 5) } == "events")
        #expect(argument { _ = try plan.power(events: 0) } == "events")
        #expect(argument { _ = try EventsPower(level: level).power(hazardRatio: 0.7, events: -1) } == "events")
        let three = try LookEffects(information: [1, 2, 3], means: [1, 2, 3])
        #expect(argument { _ = try looks.design(level: level, power: 0.9, effects: three) } == "effects")
        let harmful = try SurvivalPower(
            trial: trial(HazardRatio(starts: [0, 4], values: [1, 1.4])), formula: .logRank(.logRank), level: level,
            afterLastEntry: 18, looks: looks)
        #expect(argument { _ = try harmful.subjects(power: 0.9) } == "effect")
    }
}
