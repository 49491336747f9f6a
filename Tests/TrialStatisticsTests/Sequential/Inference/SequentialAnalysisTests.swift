import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

private let normal = Normal.standard
private let obf = SpendingFunction.lanDeMetsOBrienFleming

private func plan(_ alpha: Double = 0.025, _ sides: SequentialPlan.Sides = .one, _ maximum: Double = 1) throws
    -> SequentialPlan
{
    try SequentialPlan(alpha: alpha, sides: sides, spending: obf, maximumInformation: maximum)
}

@Suite("Sequential analysis · ByHand")
struct SequentialAnalysisByHandTests {
    @Test func `one look is the fixed test`() throws {
        let trial = try SequentialAnalysis(try plan(0.025, .one, 100), looks: [.init(information: 100, z: 2.5)])
        let z = try #require(normal.upperQuantile(0.025))
        expectClose(trial.looks[0].criticalZ, z, relative: 1e-12, "critical")
        expectClose(trial.repeatedPValue(at: 0), normal.upperTail(at: 2.5), relative: 1e-10, "repeated p")
        #expect(trial.decision == .reject(look: 0) && trial.isLast)
        for ordering in SequentialOrdering.allCases {
            let final = try FinalInference(trial, ordering: ordering)
            expectClose(final.pValue, normal.upperTail(at: 2.5), relative: 1e-12, "p")
            expectClose(
                [final.medianUnbiased, final.interval.lower, final.interval.upper, final.biasAdjusted],
                [0.25, (2.5 - z) / 10, (2.5 + z) / 10, 0.25], relative: 1e-9, "as ever")
        }
    }

    @Test func `the first look's crossing is the fixed test of that look, whatever was planned after it`() throws {
        let trial = try SequentialAnalysis(try plan(), looks: [.init(information: 0.5, z: 3.1)])
        let final = try FinalInference(trial)
        expectClose(final.pValue, normal.upperTail(at: 3.1), relative: 1e-12, "p")
        expectClose(final.medianUnbiased, 3.1 / 0.5.squareRoot(), relative: 1e-10, "estimate")
        // The bias-adjusted estimate knows what an early stop means.
        #expect(try #require(final.biasAdjusted) < final.medianUnbiased)
    }

    @Test func `lan and demets at half the information`() throws {
        // 2 (1 − Φ(z₀.₀₁₂₅ √2)) = 0.0015253228 is spent; the constants of the founding trials' text.
        let trial = try SequentialAnalysis(
            try plan(),
            looks: [.init(information: 0.5, z: 1), .init(information: 0.75, z: 1), .init(information: 1, z: 2.02)])
        expectClose(
            trial.looks.map(\.criticalZ), [2.96258804, 2.35901771, 2.01408367], relative: 3e-9, "critical values")
        expectClose(trial.looks.map(\.spent), [0.0015253228, 0.0096493250, 0.025], relative: 3e-8, "spent")
        #expect(trial.decision == .reject(look: 2))
        let interval = trial.looks[1].repeatedInterval
        expectClose(
            [interval.lower, interval.upper],
            [(1 - 2.35901771) / 0.75.squareRoot(), (1 + 2.35901771) / 0.75.squareRoot()],
            relative: 1e-8, "θ̂ ± c/√I")
    }

    @Test func `decisions`() throws {
        let limits = FutilityLimits.nonBinding([0.5, 1])
        func decision(
            _ z: [Double], _ futility: FutilityLimits = limits, sides: SequentialPlan.Sides = .one, isLast: Bool? = nil
        ) throws -> SequentialAnalysis.Decision {
            let looks = zip(z, [0.5, 0.75, 1]).map { ObservedLook(information: $1, z: $0) }
            return try SequentialAnalysis(try plan(0.025, sides), looks: looks, futility: futility, isLast: isLast)
                .decision
        }
        #expect(try decision([1]) == .goOn)
        #expect(try decision([0.4]) == .stopForFutility(look: 0))
        // Going on below a limit that does not bind leaves later looks their say.
        #expect(try decision([0.4, 1.2]) == .goOn)
        #expect(try decision([0.4, 2.4]) == .reject(look: 1))
        #expect(try decision([0.4, 2.4], .binding([0.5, 1])) == .stopForFutility(look: 0))
        #expect(try decision([1, 1.5, 1.9]) == .notRejected)
        #expect(try decision([1, 2], isLast: true) == .reject(look: 1))
        #expect(try decision([-3.6], .none) == .goOn)
        #expect(try decision([-3.6], .none, sides: .two) == .rejectOpposite(look: 0))
    }

    @Test func `what cannot be is refused by name and place`() throws {
        for (name, index, looks) in [
            ("looks", nil, []),
            ("information", 1, [ObservedLook(information: 0.5, z: 1), .init(information: 0.5, z: 1)]),
            ("z", 0, [.init(information: 0.5, z: .infinity)]),
            ("spendingFraction", 0, [.init(information: 0.5, z: 1, spendingFraction: 1.2)]),
        ] as [(String, Int?, [ObservedLook])] {
            let error = #expect(throws: StatisticsError.self) { _ = try SequentialAnalysis(try plan(), looks: looks) }
            #expect(error?.argument == name && error?.index == index)
        }
        #expect(#expect(throws: StatisticsError.self) { _ = try plan(0.5) }?.argument == "alpha")
        #expect(
            #expect(throws: StatisticsError.self) { _ = try plan(0.025, .one, 0) }?.argument == "maximumInformation")
        #expect(
            #expect(throws: StatisticsError.self) { _ = try StatisticalInformation.logRank(events: 0) }?.argument
                == "events")
    }

    @Test func `information of a log-rank test, and effects`() throws {
        expectClose(try StatisticalInformation.logRank(events: 200, allocationRatio: 1.5), 48, relative: 1e-15, "3:2")
        expectClose(try StatisticalInformation.estimate(standardError: 0.2), 25, relative: 1e-15, "1/SE²")
        let limits = EffectScale.hazardRatio.limits(ConfidenceLimits(lower: 0, upper: 0.5))
        expectClose([limits.lower, limits.upper], [0.6065306597126334, 1], relative: 1e-15, "turned round")
        #expect(EffectScale.hazardRatio.theta(-1) == nil && EffectScale.difference.theta(-1) == -1)
        expectClose(EffectScale.hazardRatio.theta(0.5), 0.6931471805599453, relative: 1e-15, "log 2")
    }
}

@Suite("Sequential analysis · Property")
struct SequentialAnalysisPropertyTests {
    /// P(rejects at any look) under the null hypothesis.
    private func level(_ trial: SequentialAnalysis) -> Double {
        CrossingProbabilities(information: trial.looks.map(\.information), limits: trial.limits, drift: 0).upper.reduce(
            0, +)
    }

    @Test(arguments: [[40.0, 90, 100], [40, 71, 84], [55, 90, 131], [10, 100.5, 160]])
    func `all of the level is used, with more or less information than planned`(_ information: [Double]) throws {
        let looks = information.map { ObservedLook(information: $0, z: 0) }
        for spending in [obf, .lanDeMetsPocock, .kimDeMets(rho: 2)] {
            let plan = try SequentialPlan(alpha: 0.025, spending: spending, maximumInformation: 100)
            let trial = try SequentialAnalysis(plan, looks: looks, isLast: true)
            let last = try #require(trial.looks.last)
            #expect(isClose(last.spent, 0.025, relative: 1e-14))
            if last.criticalZ != nil { expectClose(level(trial), 0.025, relative: 1e-9, "level") }
        }
    }

    @Test func `a look after all is spent has no critical value`() throws {
        let trial = try SequentialAnalysis(
            try plan(),
            looks: [.init(information: 0.5, z: 1), .init(information: 1.1, z: 1.5), .init(information: 1.2, z: 5)])
        #expect(trial.looks[2].criticalZ == nil && trial.looks[2].repeatedInterval == .notEstimable)
        #expect(trial.repeatedPValue(at: 2) == nil && trial.decision == .notRejected)
        expectClose(level(trial), 0.025, relative: 1e-9, "level")
    }

    @Test func `calendar time may rule the spending`() throws {
        let looks = [0.3, 0.7, 1].enumerated().map { index, information in
            ObservedLook(information: information, z: 0, spendingFraction: [0.5, 0.75, 1][index])
        }
        let trial = try SequentialAnalysis(try plan(), looks: looks)
        expectClose(
            trial.looks.map(\.spent), [0.5, 0.75, 1].map { obf.spent(at: $0, of: 0.025) }, relative: 1e-12, "spent")
        expectClose(level(trial), 0.025, relative: 1e-9, "level")
    }

    @Test func `the unit of information does not matter`() throws {
        let z = [1.4, 2.2]
        func trial(_ unit: Double) throws -> SequentialAnalysis {
            try SequentialAnalysis(
                try plan(0.025, .one, unit),
                looks: zip(z, [0.45, 0.8]).map { ObservedLook(information: $1 * unit, z: $0) }, isLast: true)
        }
        let (small, large) = (try FinalInference(try trial(1)), try FinalInference(try trial(400)))
        expectClose(large.pValue, small.pValue, relative: 1e-10, "p")
        expectClose(
            [large.medianUnbiased, large.interval.lower, large.interval.upper, large.biasAdjusted].map {
                $0.map { $0 * 20 }
            },
            [small.medianUnbiased, small.interval.lower, small.interval.upper, small.biasAdjusted], relative: 1e-8,
            "θ√I")
    }

    @Test func `a two-sided trial turned round gives the turned answer`() throws {
        let z = [1.1, 2.9]
        func final(_ sign: Double) throws -> FinalInference {
            let looks = zip(z, [0.5, 0.8]).map { ObservedLook(information: $1, z: sign * $0) }
            return try FinalInference(try SequentialAnalysis(try plan(0.05, .two), looks: looks))
        }
        let (up, down) = (try final(1), try final(-1))
        expectClose(down.twoSidedPValue, up.twoSidedPValue, relative: 1e-8, "p")
        expectClose(down.pValue, 1 - up.pValue, relative: 1e-10, "one side")
        expectClose(
            [down.medianUnbiased, down.interval.lower, down.interval.upper, down.biasAdjusted],
            [
                -up.medianUnbiased, up.interval.upper.map { -$0 }, up.interval.lower.map { -$0 },
                up.biasAdjusted.map { -$0 },
            ],
            relative: 1e-8, "turned")
    }

    @Test func `the p-value stage by stage is at most the level just where the trial rejects`() throws {
        let looks = [0.4, 0.7, 1.0]
        let critical = try SequentialAnalysis(try plan(), looks: looks.map { .init(information: $0, z: 0) }).looks.map(
            \.criticalZ)
        for stop in looks.indices {
            let limit = try #require(critical[stop])
            for (z, rejects) in [(limit + 1e-7, true), (limit - 1e-7, false)] {
                let seen = (0...stop).map { ObservedLook(information: looks[$0], z: $0 == stop ? z : 0.1) }
                let trial = try SequentialAnalysis(try plan(), looks: seen, isLast: stop == 2)
                // At a limit p is what is spent by then.
                let final = try FinalInference(trial)
                #expect((final.pValue <= trial.looks[stop].spent) == rejects)
                #expect((try #require(trial.repeatedPValue(at: stop)) <= 0.025) == rejects)
                #expect(trial.decision == (rejects ? .reject(look: stop) : stop == 2 ? .notRejected : .goOn))
                if stop == 2 { #expect((try #require(final.interval.lower) > 0) == rejects) }
            }
        }
    }

    @Test func `over-running replaces the look of the crossing`() throws {
        let looks: [ObservedLook] = [
            .init(information: 0.3, z: 1), .init(information: 0.5, z: 3.1), .init(information: 0.58, z: 2.7),
        ]
        let final = try FinalInference(try SequentialAnalysis(try plan(), looks: looks))
        #expect(final.replacedCrossing == 1 && final.look == 1 && final.z == 2.7 && final.information == 0.58)
        // As if the second look had been the one with all the data.
        let direct = try FinalInference(
            try SequentialAnalysis(try plan(), looks: [looks[0], looks[2]], isLast: true))
        expectClose(final.pValue, direct.pValue, relative: 1e-12, "p")
        expectClose(final.medianUnbiased, direct.medianUnbiased, relative: 1e-12, "estimate")
    }

    @Test func `limits that do not bind leave no trace, binding ones lower the last critical value`() throws {
        let looks = zip([0.2, 1.1, 2.1], [0.4, 0.7, 1]).map { ObservedLook(information: $1, z: $0) }
        let free = try SequentialAnalysis(try plan(), looks: looks)
        let advised = try SequentialAnalysis(try plan(), looks: looks, futility: .nonBinding([0.5, 0.8]))
        let bound = try SequentialAnalysis(try plan(), looks: looks, futility: .binding([0, 0.8]))
        #expect(advised.looks.map(\.criticalZ) == free.looks.map(\.criticalZ))
        #expect(try FinalInference(advised) == FinalInference(free))
        #expect(try #require(bound.looks[2].criticalZ) < #require(free.looks[2].criticalZ))
        expectClose(level(bound), 0.025, relative: 1e-9, "level")
        expectClose(
            try bound.outlook(information: [1.2, 1.3]).map(\.futilityZ), [nil, nil], relative: 1e-12,
            "none are given for later")
    }
}

@Suite("Sequential plans of designs · Property")
struct SequentialPlanTests {
    @Test func `as planned the plan gives the design's critical values`() throws {
        for (efficacy, sides) in [
            (EfficacyRule(.obrienFleming), TestSides.one), (EfficacyRule(.pocock), .two),
            (EfficacyRule(.haybittlePeto(z: 3)), .one),
            (EfficacyRule(.spending(.hwangShihDeCani(gamma: -4))), .two),
            (EfficacyRule(.spending(.lanDeMetsOBrienFleming), looks: .from(0.6)), .one),
        ] {
            let design = try GroupSequentialDesign(
                fractions: [0.4, 0.7, 1], alpha: 0.025, sides: sides, efficacy: efficacy)
            let plan = try SequentialPlan(design, maximumInformation: 200)
            let looks = design.fractions.map { ObservedLook(information: 200 * $0, z: 0) }
            let trial = try SequentialAnalysis(plan, looks: looks)
            expectClose(trial.looks.map(\.criticalZ), design.looks.map(\.upperZ), relative: 1e-8, efficacy.shape.name)
        }
    }
}
