import TestSupport
import Testing

@testable import TrialStatistics

@Suite struct LrstatScratchTests {
    func plan(
        _ weighted: Bool, _ efficacy: BoundaryShape, _ beta: SpendingFunction?, accrual: Double, binding: Bool = false,
        fraction: Double = 0.8
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
                starts: (0..<10).map(Double.init), rates: (1...9).map { 26.0 / 9 * Double($0) } + [26],
                duration: accrual))
        return try SurvivalPower(
            trial: trial, formula: .logRank(weighted ? FlemingHarringtonWeight(rho: 0, gamma: 1) : .logRank),
            level: .oneSided(0.025), afterLastEntry: 18,
            looks: PlannedLooks(
                fractions: [fraction, 1], efficacy: EfficacyRule(efficacy),
                futility: beta.map { FutilityRule(.spending($0), isBinding: binding) }))
    }

    @Test func scratch() throws {
        let user = SpendingFunction.table(try SpendingTable([(0.8, 0.4)]))
        let half = SpendingFunction.table(try SpendingTable([(0.8, 0.5)]))
        let fixed = BoundaryShape.fixed([2.25, 2.025])
        func show(_ name: String, _ body: () throws -> Double, _ theirs: Double) {
            do { print("SCRATCH", name, try body(), "lrstat", theirs) } catch { print("SCRATCH", name, error) }
        }
        show(
            "a", { try plan(false, fixed, nil, accrual: 22).accrualDuration(power: 0.8).plan.trial.accrual.duration },
            23.6849)
        show(
            "b", { try plan(true, fixed, nil, accrual: 22).accrualDuration(power: 0.8).plan.trial.accrual.duration },
            16.7737)
        show(
            "c",
            {
                try plan(true, .spending(user), nil, accrual: 22).accrualDuration(power: 0.8).plan.trial.accrual
                    .duration
            }, 17.1406)
        show(
            "d",
            {
                try plan(true, .spending(user), half, accrual: 22).accrualDuration(power: 0.8).plan.trial.accrual
                    .duration
            }, 18.0483)
        show(
            "d binding",
            {
                try plan(true, .spending(user), half, accrual: 22, binding: true).accrualDuration(power: 0.8).plan.trial
                    .accrual.duration
            }, 18.0483)
        show(
            "e", { try plan(false, fixed, nil, accrual: 22).followUp(power: 0.8, subjects: 468).plan.afterLastEntry },
            21.7556)
        show(
            "f", { try plan(true, fixed, nil, accrual: 22).followUp(power: 0.8, subjects: 468).plan.afterLastEntry },
            9.2239)
        show(
            "g",
            {
                try plan(true, .spending(user), nil, accrual: 22).followUp(power: 0.8, subjects: 468).plan
                    .afterLastEntry
            }, 9.5753)
        let kd = BoundaryShape.spending(.kimDeMets(rho: 0.5))
        show(
            "h",
            {
                try plan(true, kd, .hwangShihDeCani(gamma: -2), accrual: 22).followUp(power: 0.8, subjects: 468).plan
                    .afterLastEntry
            }, 11.9385)
        show(
            "h binding",
            {
                try plan(true, kd, .hwangShihDeCani(gamma: -2), accrual: 22, binding: true).followUp(
                    power: 0.8, subjects: 468
                ).plan.afterLastEntry
            }, 11.9385)
        show(
            "h no futility",
            { try plan(true, kd, nil, accrual: 22).followUp(power: 0.8, subjects: 468).plan.afterLastEntry }, 0)
        let obf = BoundaryShape.spending(.lanDeMetsOBrienFleming)
        show(
            "n1", { try plan(false, obf, nil, accrual: 22).accrualDuration(power: 0.8).plan.trial.accrual.duration },
            23.58)
        show(
            "n2", { try plan(false, obf, nil, accrual: 22).followUp(power: 0.8, subjects: 468).plan.afterLastEntry },
            21.55)
        let accrual = try plan(false, obf, nil, accrual: 22).accrualDuration(power: 0.8)
        print(
            "SCRATCH subjects", accrual.subjects, "events", accrual.events, "accrual of whole subjects",
            8 + (accrual.subjects.rounded(.up) - 104) / 26)
        let follow = try plan(false, obf, nil, accrual: 22).followUp(power: 0.8, subjects: 468)
        print(
            "SCRATCH events", follow.events, "time of whole events",
            (follow.time(ofEvents: follow.events.rounded(.up)) ?? 0) - 22)
        print(
            "SCRATCH power at 22/18 unweighted", try plan(false, fixed, nil, accrual: 22).power(subjects: 468).power,
            0.7538, "weighted", try plan(true, fixed, nil, accrual: 22).power(subjects: 468).power, 0.93)
        // Hazard ratios of strata with the intervals in another order.
        // Looks at 80 % of the events, whatever the variance.
        func counted(
            _ name: String, _ theirs: Double, isAccrual: Bool, _ shape: (Double) throws -> BoundaryShape,
            _ beta: (Double) throws -> SpendingFunction?, binding: Bool = false
        ) throws {
            var f = 0.8
            var value = 0.0
            for _ in 0..<12 {
                let p = try plan(true, try shape(f), try beta(f), accrual: 22, binding: binding, fraction: f)
                let design = isAccrual ? try p.accrualDuration(power: 0.8) : try p.followUp(power: 0.8, subjects: 468)
                value = isAccrual ? design.plan.trial.accrual.duration : design.plan.afterLastEntry
                let end = design.plan.analysisTime
                let total = design.plan.trial.eventProbability(at: end)
                guard let t = design.plan.trial.time(ofEventProbability: 0.8 * total) else { break }
                let w = try FlemingHarringtonWeight(rho: 0, gamma: 1)
                f =
                    design.plan.trial.logRank(at: t, weight: w).variance
                    / design.plan.trial.logRank(at: end, weight: w).variance
            }
            print("SCRATCH2", name, value, "lrstat", theirs, "f", f)
        }
        try counted("b", 16.7737, isAccrual: true, { _ in .fixed([2.25, 2.025]) }, { _ in nil })
        try counted("c", 17.1406, isAccrual: true, { .spending(.table(try SpendingTable([($0, 0.4)]))) }, { _ in nil })
        try counted(
            "d", 18.0483, isAccrual: true, { .spending(.table(try SpendingTable([($0, 0.4)]))) },
            { .table(try SpendingTable([($0, 0.5)])) })
        try counted(
            "d binding", 18.0483, isAccrual: true, { .spending(.table(try SpendingTable([($0, 0.4)]))) },
            { .table(try SpendingTable([($0, 0.5)])) }, binding: true)
        try counted("f", 9.2239, isAccrual: false, { _ in .fixed([2.25, 2.025]) }, { _ in nil })
        try counted("g", 9.5753, isAccrual: false, { .spending(.table(try SpendingTable([($0, 0.4)]))) }, { _ in nil })
        try counted(
            "h information", 11.9385, isAccrual: false, { _ in .spending(.kimDeMets(rho: 0.5)) },
            { _ in .hwangShihDeCani(gamma: -2) })
        let share = SpendingFunction.hwangShihDeCani(gamma: -2)
        let kd8 = 0.8.squareRoot()
        let hs8 = (1 - Elementary.exponential(2 * 0.8)) / (1 - Elementary.exponential(2))
        _ = share
        try counted(
            "h events", 11.9385, isAccrual: false, { .spending(.table(try SpendingTable([($0, kd8)]))) },
            { .table(try SpendingTable([($0, hs8)])) })
    }
}
