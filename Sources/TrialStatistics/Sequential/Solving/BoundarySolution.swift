import TrialNumerics

/// The critical values of a plan, and the drift with its power.
///
/// What one walk over the looks cannot know is sought around it: the constant of a classical shape, the last critical value where binding futility goes by
/// conditional power, and outermost the drift with the power.
struct BoundarySolution {
    let looks: [GroupSequentialDesign.Look]
    let drift: Double?

    private let plan: BoundaryPlan
    /// The efficacy boundary, where it does not count on futility.
    private let efficacy: BoundaryWalk?

    init(_ plan: BoundaryPlan) throws(StatisticsError) {
        self.plan = plan
        efficacy = plan.futility?.isBinding == true ? nil : try Self.constants(plan, BoundaryWalk.Unknowns())
        var drift = plan.fixedDrift
        if drift == nil, let power = plan.power {
            drift = try Self.drift(plan, power, efficacy)
        }
        let walk = try Self.boundary(plan, drift, efficacy)
        try Self.checkMeetings(plan, walk)
        self.drift = drift
        looks = Self.looks(plan, walk, harm: HarmWalk(plan, walk))
    }

    /// The boundary at a drift.
    private static func boundary(
        _ plan: BoundaryPlan, _ drift: Double?, _ efficacy: BoundaryWalk?
    ) throws(StatisticsError) -> BoundaryWalk {
        var unknowns = BoundaryWalk.Unknowns(drift: drift)
        if let efficacy {
            guard plan.futility != nil else { return efficacy }
            unknowns.lastUpper = efficacy.upper[plan.last]
            return BoundaryWalk(plan, unknowns, beside: efficacy)
        }
        guard plan.goesByConditionalPower else { return try constants(plan, unknowns) }
        unknowns.lastUpper = Normal.standard.upperQuantile(plan.upperAlpha)
        for _ in 0..<200 {
            let walk = try constants(plan, unknowns)
            guard let found = walk.upper[plan.last], let before = unknowns.lastUpper else { return walk }
            if abs(found - before) < 1e-13 { return walk }
            unknowns.lastUpper = found
        }
        throw unreachable("the efficacy boundary and the binding futility boundary by conditional power do not settle")
    }

    /// The walk with the constants of classical shapes that spend the levels.
    private static func constants(
        _ plan: BoundaryPlan, _ given: BoundaryWalk.Unknowns
    ) throws(StatisticsError) -> BoundaryWalk {
        var unknowns = given
        let upper = plan.efficacy.shape.hasConstant
        let lower = plan.ownLower.map(\.shape.hasConstant) ?? false
        if lower { unknowns.lowerConstant = 40 }
        for _ in 0..<100 {
            let before = unknowns
            if upper {
                unknowns.upperConstant = try constant(plan.upperAlpha, plan.efficacy.shape, plan) { c in
                    var trial = unknowns
                    trial.upperConstant = c
                    return BoundaryWalk(plan, trial).upperSpent[plan.last]
                }
            }
            if lower, let own = plan.ownLower {
                unknowns.lowerConstant = try constant(own.alpha, own.shape, plan) { c in
                    var trial = unknowns
                    trial.lowerConstant = c
                    return BoundaryWalk(plan, trial).lowerSpent[plan.last]
                }
            }
            if !(upper && lower) || abs((unknowns.upperConstant ?? 0) - (before.upperConstant ?? 40)) < 1e-13 { break }
        }
        let walk = BoundaryWalk(plan, unknowns)
        try checkSpending(plan, walk)
        return walk
    }

    /// The constant of a shape that spends a level in all.
    private static func constant(
        _ level: Double, _ shape: BoundaryShape, _ plan: BoundaryPlan, spends: (Double) -> Double
    ) throws(StatisticsError) -> Double {
        let quantile = Normal.standard.upperQuantile(level / Double(plan.information.count)) ?? 0
        let largest = plan.information.compactMap(shape.factor).map { 1 / $0 }.max() ?? 1
        do {
            return try BrentRoot(
                of: { spends($0) / level - 1 }, in: 0...(quantile * max(1, largest) + 1), tolerance: 1e-13
            ).value
        } catch {
            throw unreachable(
                "no efficacy boundary of this shape spends the level \(level) beside the futility boundary")
        }
    }

    /// The drift with which the boundary that goes with it has the power.
    private static func drift(
        _ plan: BoundaryPlan, _ power: Double, _ efficacy: BoundaryWalk?
    ) throws(StatisticsError) -> Double {
        func reached(_ drift: Double) throws(StatisticsError) -> Double {
            let walk = try boundary(plan, drift, efficacy)
            let crossing = CrossingProbabilities(
                information: plan.information, limits: walk.limits, drift: drift, effects: plan.effects)
            return crossing.upper.reduce(0, +)
        }
        return try DriftSearch(power: power, around: plan.upperAlpha, reached).drift
    }

    /// Refuses an efficacy boundary that cannot spend its level.
    private static func checkSpending(_ plan: BoundaryPlan, _ walk: BoundaryWalk) throws(StatisticsError) {
        if plan.efficacy.shape.isFixed { return }
        guard walk.upper[plan.last] != nil, abs(walk.upperSpent[plan.last] / plan.upperAlpha - 1) < 1e-6 else {
            throw unreachable(
                "efficacy cannot spend the level \(plan.upperAlpha): the looks before the last leave nothing of it, or too few trials go on"
            )
        }
    }

    /// Refuses futility values of a user's own that meet the efficacy boundary before the last look.
    private static func checkMeetings(_ plan: BoundaryPlan, _ walk: BoundaryWalk) throws(StatisticsError) {
        guard plan.fixedDrift == nil else { return }
        for index in 0..<plan.last {
            guard let futility = walk.futility[index], let upper = walk.upper[index], futility >= upper else {
                continue
            }
            throw .invalid(
                "futility", index, futility,
                expected: "less than the efficacy boundary there, \(upper), or the trial ends before its last look")
        }
    }

    private static func unreachable(_ text: String) -> StatisticsError {
        StatisticsError(.invalidValue, argument: "efficacy", text)
    }

    private static func looks(
        _ plan: BoundaryPlan, _ walk: BoundaryWalk, harm: HarmWalk?
    ) -> [GroupSequentialDesign.Look] {
        plan.information.indices.map { index in
            GroupSequentialDesign.Look(
                fraction: plan.information[index], spendingTime: plan.spendingTimes[index], upperZ: walk.upper[index],
                lowerZ: harm?.values[index] ?? walk.lower[index],
                futilityZ: walk.futility[index].map { min($0, walk.upper[index] ?? $0) },
                spent: walk.upperSpent[index] + walk.lowerSpent[index],
                betaSpent: index < walk.betaSpent.count
                    ? (index == plan.last ? plan.power.map { 1 - $0 } : walk.betaSpent[index]) : nil,
                harmSpent: harm?.spent[index])
        }
    }
}

extension BoundaryPlan {
    fileprivate var goesByConditionalPower: Bool {
        switch futility?.criterion {
        case .conditionalPower, .conditionalPowerAsPlanned: true
        case .spending, .z, nil: false
        }
    }
}

extension BoundaryShape {
    /// Whether one constant decides on the whole boundary.
    var hasConstant: Bool { factor(at: 1) != nil }
    /// Whether its values are given.
    var isFixed: Bool { if case .fixed = self { true } else { false } }
}
