import TestSupport
import Testing

@testable import TrialStatistics

/// Whether a number is the one that was printed with so many decimals.
private func isPrinted(_ value: Double, _ printed: Double, decimals: Int) -> Bool {
    abs(value - printed) <= 0.5000001 * [1, 0.1, 0.01, 0.001, 0.0001, 0.00001][decimals]
}

@Suite struct SurvivalLooksPublishedTests {
    /// The vignette *Sample Size Calculation Under Non-Proportional Hazards* of R lrstat: 315 events of 468 subjects, power 0.8016; its own simulation
    /// of 10,000 trials has 0.8016 and 0.4553 at the first look.
    @Test func `lrstat's delayed effect with two looks`() throws {
        let stratum = try SurvivalStratum(
            control: PlannedHazard(median: 13), hazardRatio: HazardRatio(starts: [0, 6], values: [1, 0.58]),
            controlDropout: PlannedHazard(survival: [0.95], at: [12]))
        let trial = try SurvivalTrial(
            strata: [stratum],
            accrual: .periods(
                starts: (0..<9).map(Double.init), rates: (1...9).map { 26.0 / 9 * Double($0) }, duration: 22))
        #expect(abs(trial.accrual.subjects - 468) < 1e-9)
        let plan = try SurvivalPower(
            trial: trial, formula: .logRank(.logRank), level: .oneSided(0.025), afterLastEntry: 18,
            looks: PlannedLooks(fractions: [0.8, 1]))
        let design = try plan.power(subjects: 468, events: 315)
        #expect(isPrinted(design.power, 0.8016, decimals: 4))
        #expect(isPrinted(design.lookTimes[0], 31.4, decimals: 1) && isPrinted(design.lookTimes[1], 41.5, decimals: 1))
        #expect(isPrinted(design.plan.afterLastEntry, 19.5, decimals: 1) && isPrinted(design.lost, 29.8, decimals: 1))
        let information = design.lookTimes.map { 468 * trial.logRank(at: $0).variance }
        #expect(isPrinted(information[0], 62.76, decimals: 2) && isPrinted(information[1], 77.96, decimals: 2))
        let sequential = try #require(design.sequential)
        let crossing = sequential.crossing(drift: try #require(design.drift))
        #expect(isPrinted(crossing.upper.byLook[0], 0.4511, decimals: 4))
        #expect(isPrinted(crossing.expectedInformation * 315, 286.6, decimals: 1))
        #expect(isPrinted(sequential.looks[0].upperZ ?? 0, 2.250, decimals: 3))
        #expect(isPrinted(sequential.looks[1].upperZ ?? 0, 2.025, decimals: 3))
    }

    /// The trial of R lrstat's tests of `lrsamplesize`: two strata, an effect that begins after 6, power 0.8.
    private func twoStrata(
        _ weight: FlemingHarringtonWeight, _ efficacy: BoundaryShape, beta: SpendingFunction? = nil, fraction: Double
    ) throws -> SurvivalPower {
        let strata = try [(0.2, 1.0), (0.8, 1.5)].map { share, factor in
            try SurvivalStratum(
                share: share, control: PlannedHazard(rate: 0.0533 * factor),
                hazardRatio: HazardRatio(starts: [0, 6], values: [1, 0.0309 / 0.0533]),
                controlDropout: PlannedHazard(survival: [0.95], at: [12]))
        }
        let trial = try SurvivalTrial(
            strata: strata,
            accrual: .periods(
                starts: (0..<9).map(Double.init), rates: (1...9).map { 26.0 / 9 * Double($0) }, duration: 22))
        return try SurvivalPower(
            trial: trial, formula: .logRank(weight), level: .oneSided(0.025), afterLastEntry: 18,
            looks: PlannedLooks(
                fractions: [fraction, 1], efficacy: EfficacyRule(efficacy),
                futility: beta.map { FutilityRule(.spending($0)) }))
    }

    /// lrstat rounds subjects and events up; its tests have the dates of the whole numbers, an accrual of 23.58 and a follow-up of 21.55.
    @Test func `lrstat's dates are those of whole subjects and whole events`() throws {
        let plan = try twoStrata(.logRank, .spending(.lanDeMetsOBrienFleming), fraction: 0.8)
        let accrual = try plan.accrualDuration(power: 0.8)
        // 104 enter in the first 8, then 26 in each unit of time.
        let whole = 8 + (accrual.subjects.rounded(.up) - 104) / 26
        #expect(isPrinted(whole, 23.58, decimals: 2) && isPrinted(accrual.subjects, 508.5, decimals: 1))
        let followed = try plan.followUp(power: 0.8, subjects: 468)
        let time = try #require(followed.time(ofEvents: followed.events.rounded(.up)))
        #expect(isPrinted(time - 22, 21.55, decimals: 2) && isPrinted(followed.events, 370.5, decimals: 1))
    }

    /// An early version of lrstat (its tests of weights that rise, α and β spent by a table or by functions) has the first look at 80 % of the events, where such a
    /// statistic has 54 to 59 % of its variance; here fractions are of the variance, as its documentation has them since. Its numbers are not rounded, and its
    /// integrals 0.2 to 0.6 % off these, as they are without weights and spending (23.68 for 23.56).
    @Test func `lrstat's weighted looks with spending stand at events, not at variance`() throws {
        let late = try FlemingHarringtonWeight(rho: 0, gamma: 1)
        func table(_ fraction: Double, _ share: Double) throws -> SpendingFunction {
            .table(try SpendingTable([(fraction, share)]))
        }
        func accrual(_ fraction: Double, beta: Bool) throws -> Double {
            try twoStrata(
                late, .spending(table(fraction, 0.4)), beta: beta ? table(fraction, 0.5) : nil, fraction: fraction
            ).accrualDuration(power: 0.8).plan.trial.accrual.duration
        }
        for (printed, beta, variance) in [(17.1406, false, 0.5449), (18.0483, true, 0.5473)] {
            expectClose(try accrual(variance, beta: beta), printed, relative: 0.006, "at 80 % of the events")
            #expect(try accrual(0.8, beta: beta) < printed * 0.98)
        }
        func followUp(_ fraction: Double) throws -> Double {
            try twoStrata(
                late, .spending(.kimDeMets(rho: 0.5)), beta: .hwangShihDeCani(gamma: -2), fraction: fraction
            ).followUp(power: 0.8, subjects: 468).plan.afterLastEntry
        }
        expectClose(try followUp(0.5741), 11.9385, relative: 0.006, "functions of spending")
        #expect(try followUp(0.8) < 11.9385 * 0.93)
    }

    /// The vignette on stratified trials of R lrstat: 24 strata, 66 events. Its hazards are exp of the product of three logarithms, as it computes them.
    @Test func `lrstat's stratified trial with three looks`() throws {
        let (cells, ages, states) = ([0.28, 0.13, 0.25, 0.34], [0.28, 0.72], [0.43, 0.37, 0.2])
        let (byCell, byAge, byState) = ([1, 2.127, 0.528, 0.413], [1, 0.438], [1, 0.614, 0.159])
        var strata: [SurvivalStratum] = []
        for cell in 0..<4 {
            for age in 0..<2 {
                for state in 0..<3 {
                    let factor = [byCell[cell], byAge[age], byState[state]].reduce(1) { $0 * Elementary.logarithm($1) }
                    let hazard = 0.009211 * Elementary.exponential(factor)
                    strata.append(
                        try SurvivalStratum(
                            share: cells[cell] * ages[age] * states[state], control: PlannedHazard(rate: hazard),
                            hazardRatio: HazardRatio(0.4466)))
                }
            }
        }
        let trial = try SurvivalTrial(strata: strata, accrual: .uniform(duration: 24, rate: 12))
        #expect(isPrinted(try #require(trial.time(ofEventProbability: 66.0 / 288)), 54.92196, decimals: 5))
        let plan = try SurvivalPower(
            trial: trial, level: .oneSided(0.025), afterLastEntry: 30.92,
            looks: PlannedLooks(fractions: [0.333, 0.667, 1]))
        let design = try plan.power(subjects: 288)
        let crossing = try #require(design.sequential).crossing(drift: try #require(design.drift))
        let cumulative = [0, 1, 2].map { crossing.upper.byLook[0...$0].reduce(0, +) }
        for (found, printed) in zip(cumulative, [0.0342, 0.5652, 0.9024]) {
            #expect(isPrinted(found, printed, decimals: 4))
        }
        for (found, printed) in zip(design.lookTimes, [24.9, 39.0, 54.9]) {
            #expect(isPrinted(found, printed, decimals: 1))
        }
        #expect(isPrinted(crossing.expectedInformation * 66, 52.8, decimals: 1))
    }

    /// Events of PROC SEQDESIGN (SAS 9.4) and of East 6.5, as the tests of R gsDesign's `nSurv` have them.
    @Test func `SAS's and East's numbers for exponential times`() throws {
        func plan(_ median: Double, accrual: Double, rate: Double, followUp: Double) throws -> SurvivalPower {
            let stratum = try SurvivalStratum(control: PlannedHazard(median: median), hazardRatio: HazardRatio(0.5))
            return try SurvivalPower(
                trial: SurvivalTrial(strata: [stratum], accrual: .uniform(duration: accrual, rate: rate)),
                level: .oneSided(0.025), afterLastEntry: followUp)
        }
        let first = try plan(20, accrual: 24, rate: 1, followUp: 12).subjects(power: 0.9)
        // SAS finds subjects by a search that stops at some 5e-5.
        #expect(isPrinted(first.events, 87.4793, decimals: 4))
        expectClose(first.subjects, 197.1152, relative: 1e-4, "subjects")
        let accrual = try plan(20, accrual: 24, rate: 6, followUp: 12).accrualDuration(power: 0.9)
        expectClose(accrual.subjects, 182.1759, relative: 1e-4, "subjects at 6 a month")
        let east = try plan(10, accrual: 12, rate: 4, followUp: 30).power(subjects: 48)
        #expect(abs(east.events - 39.02121789) < 1e-7 && abs(east.power - 0.58120457) < 1e-7)
    }

    /// Lachin and Foulkes (1986): hazards 0.3 and 0.2, three years of uniform entry, five years in all, one-sided 0.05, power 0.9.
    @Test func `Lachin and Foulkes' 378 subjects`() throws {
        let stratum = try SurvivalStratum(control: PlannedHazard(rate: 0.3), hazardRatio: HazardRatio(2.0 / 3))
        let design = try SurvivalPower(
            trial: SurvivalTrial(strata: [stratum], accrual: .uniform(duration: 3)), formula: .lachinFoulkes,
            level: .oneSided(0.05), afterLastEntry: 2
        ).subjects(power: 0.9)
        #expect(design.groups.treatment + design.groups.control == 378, "\(design.subjects)")
    }

    /// Freedman (1982) with survival of 0.75 and 0.37 at the end, two-sided 0.05, power 0.8: 26 events of 59 subjects, as WINPEPI has them in the statistics wiki of the
    /// MRC Cognition and Brain Sciences Unit; Schoenfeld's formula 20.39 there, with normal quantiles of two decimals.
    @Test func `Freedman's events and subjects for two survival probabilities`() throws {
        let ratio = Elementary.logarithm(0.75) / Elementary.logarithm(0.37)
        let level = try TestLevel.twoSided(0.05)
        let events = try RequiredEvents(hazardRatio: ratio, formula: .freedman, level: level, power: 0.8).events
        #expect(TwoArmRatio.whole(events) == 26, "\(events)")
        #expect((Double(TwoArmRatio.whole(events)) / (1 - (0.75 + 0.37) / 2)).rounded() == 59)
        let schoenfeld = try RequiredEvents(hazardRatio: ratio, level: level, power: 0.8).events
        expectClose(schoenfeld, 20.39, relative: 2e-3, "Schoenfeld")
        // By hand, (z + z)² ((1 + θ)/(1 − θ))² with 7.8488797 for 0.8 and 10.5074231 for 0.9: θ = 1/2 gives 9, 2/3 gives 25, 3/4 gives 49.
        for (theta, square) in [(0.5, 9.0), (2.0 / 3, 25), (0.75, 49)] {
            for (power, sum) in [(0.8, 7.848879734), (0.9, 10.507423062)] {
                let found = try RequiredEvents(hazardRatio: theta, formula: .freedman, level: level, power: power)
                expectClose(found.events, sum * square, relative: 1e-8, "θ = \(theta), power \(power)")
            }
        }
    }

    /// Schoenfeld (1983): 4 (1.645 + 0.842)²/(log 1.5)² events; Collett's trial in chronic active hepatitis: 133 deaths at a hazard ratio of 0.57, two-sided 0.05,
    /// power 0.9.
    @Test func `events of Schoenfeld and of Collett`() throws {
        let half = try RequiredEvents(hazardRatio: 1.5, level: .oneSided(0.05), power: 0.8)
        #expect(TwoArmRatio.whole(half.events) == 151, "\(half.events)")
        let hepatitis = try RequiredEvents(hazardRatio: 0.57, level: .twoSided(0.05), power: 0.9)
        #expect(hepatitis.events.rounded() == 133, "\(hepatitis.events)")
    }
}
