import TrialNumerics

/// One walk over the looks of a plan, in which each critical value is found from the trials that have gone on so far.
struct BoundaryWalk {
    /// What the whole boundary hangs on and is sought outside the walk.
    struct Unknowns {
        /// c of a shape with one constant.
        var upperConstant: Double?
        var lowerConstant: Double?
        /// θ at which β is spent.
        var drift: Double?
        /// The critical value of the last look, for futility by conditional power.
        var lastUpper: Double?
    }

    private(set) var limits: [LookLimits] = []
    /// The critical values of efficacy and futility, apart.
    private(set) var upper: [Double?] = []
    private(set) var lower: [Double?] = []
    private(set) var futility: [Double?] = []
    /// The level spent on each side by each look.
    private(set) var upperSpent: [Double] = []
    private(set) var lowerSpent: [Double] = []
    private(set) var betaSpent: [Double] = []

    private let plan: BoundaryPlan
    private let unknowns: Unknowns
    /// The boundary that is there already, where only futility is sought.
    private let efficacy: [(upper: Double?, lower: Double?)]?
    private let countsOnFutility: Bool
    private var null = ContinuingScore(drift: 0)
    private var alternative: ContinuingScore?

    /// Finds efficacy, with futility where the efficacy boundary counts on it.
    init(_ plan: BoundaryPlan, _ unknowns: Unknowns) {
        self.init(plan, unknowns, countsOnFutility: plan.futility?.isBinding ?? false, efficacy: nil)
    }

    /// Finds futility beside an efficacy boundary that does not count on it.
    init(_ plan: BoundaryPlan, _ unknowns: Unknowns, beside found: BoundaryWalk) {
        self.init(
            plan, unknowns, countsOnFutility: true, efficacy: zip(found.upper, found.lower).map { ($0, $1) })
        upperSpent = found.upperSpent
        lowerSpent = found.lowerSpent
    }

    private init(
        _ plan: BoundaryPlan, _ unknowns: Unknowns, countsOnFutility: Bool,
        efficacy: [(upper: Double?, lower: Double?)]?
    ) {
        self.plan = plan
        self.unknowns = unknowns
        self.countsOnFutility = countsOnFutility
        self.efficacy = efficacy
        if countsOnFutility, case .spending = plan.futility?.criterion, let drift = unknowns.drift {
            alternative = ContinuingScore(drift: plan.effects == nil ? drift : 0)
        }
        for index in plan.information.indices { visit(index) }
    }

    private mutating func visit(_ index: Int) {
        if let efficacy {
            upper.append(efficacy[index].upper)
            lower.append(efficacy[index].lower)
        } else {
            visitUpper(index)
            visitLower(index)
        }
        futility.append(futilityValue(index))
        var limit = LookLimits(lower: lower[index], upper: upper[index])
        if countsOnFutility, let value = futility[index] {
            // Where futility meets efficacy no trial goes on.
            let end = min(value, upper[index] ?? value)
            if plan.sides == .two { limit.middle = end } else { limit.lower = end }
        }
        limits.append(limit)
        guard index < plan.last else { return }
        let (t, next) = (plan.information[index], plan.information[index + 1])
        if efficacy == nil {
            null = ContinuingScore(null, at: t, in: limit.region(at: t, drift: 0), next: next)
        }
        if let state = alternative {
            alternative = advanced(state, at: index, limit)
        }
    }

    /// The alternative's trials that go on at a look; where the effect differs between the looks, their scores without the means.
    private func advanced(_ state: ContinuingScore, at index: Int, _ limit: LookLimits) -> ContinuingScore {
        let information = plan.effects?.information ?? plan.information
        let (t, next) = (information[index], information[index + 1])
        let own = plan.effects?.centred(limit, index, drift: unknowns.drift ?? 0) ?? limit
        return ContinuingScore(state, at: t, in: own.region(at: t, drift: state.drift), next: next)
    }

    private mutating func visitUpper(_ index: Int) {
        let found =
            plan.isTested(index)
            ? critical(
                plan.efficacy.shape, index, .upper, level: plan.upperAlpha, spent: upperSpent.last ?? 0,
                constant: unknowns.upperConstant) : nil
        upper.append(found?.z)
        upperSpent.append((upperSpent.last ?? 0) + (found?.spends ?? 0))
    }

    private mutating func visitLower(_ index: Int) {
        switch plan.sides {
        case .one:
            lower.append(nil)
            lowerSpent.append(0)
        case .two:
            lower.append(upper[index].map { -$0 })
            lowerSpent.append(upperSpent[index])
        case .asymmetric(let level, let shape):
            let found =
                plan.isTested(index)
                ? critical(
                    shape, index, .lower, level: level, spent: lowerSpent.last ?? 0, constant: unknowns.lowerConstant)
                : nil
            lower.append(found?.z)
            lowerSpent.append((lowerSpent.last ?? 0) + (found?.spends ?? 0))
        }
    }

    /// The critical value of a look and what it spends.
    private func critical(
        _ shape: BoundaryShape, _ index: Int, _ side: ContinuingScore.Side, level: Double, spent: Double,
        constant: Double?
    ) -> (z: Double, spends: Double)? {
        null.critical(
            shape, look: index, of: plan, side, level: level, spent: spent, constant: constant)
    }

    private mutating func futilityValue(_ index: Int) -> Double? {
        guard countsOnFutility, let rule = plan.futility, index < plan.last else {
            if alternative != nil { betaSpent.append(0) }
            return nil
        }
        let t = plan.information[index]
        let stands = rule.looks.includes(look: index + 1, fraction: t)
        let value: Double?
        switch rule.criterion {
        case .spending(let function):
            let before = betaSpent.last ?? 0
            let due = stands ? function.spent(at: plan.spendingTimes[index], of: beta) - before : 0
            value = due > 0 ? betaLimit(due, at: index) : nil
            betaSpent.append(before + (value == nil ? 0 : due))
        case .z(let values): value = stands ? values[index] : nil
        case .conditionalPower(let values):
            value = stands ? values[index].map { conditionalPowerLimit($0, at: t, drift: nil) } : nil
        case .conditionalPowerAsPlanned(let values):
            value = stands ? values[index].map { conditionalPowerLimit($0, at: t, drift: unknowns.drift) } : nil
        }
        return value
    }

    private var beta: Double { 1 - (plan.power ?? 1) }

    private func betaLimit(_ probability: Double, at index: Int) -> Double? {
        guard let alternative else { return nil }
        let t = (plan.effects?.information ?? plan.information)[index]
        if plan.sides == .two { return alternative.middleLimit(probability: probability, at: t) }
        let z = alternative.limit(.lower, probability: probability, at: t).map { $0 / t.squareRoot() }
        guard let effects = plan.effects else { return z }
        return z.map { effects.limit(centred: $0, index, drift: unknowns.drift ?? 0) }
    }

    /// The z with Φ((z√t + θ(1 − t) − u_K)/√(1 − t)) = power, θ = z/√t under the trend seen so far.
    private func conditionalPowerLimit(_ power: Double, at t: Double, drift: Double?) -> Double {
        let end = plan.information[plan.last]
        let (left, quantile) = (end - t, Normal.standard.quantile(power) ?? 0)
        let target = (unknowns.lastUpper ?? 0) * end.squareRoot() + left.squareRoot() * quantile
        return drift.map { (target - $0 * left) / t.squareRoot() } ?? target * t.squareRoot() / end
    }
}

extension ContinuingScore {
    /// The critical value of a look by a shape, and what it spends; nil where it has none.
    func critical(
        _ shape: BoundaryShape, look index: Int, of plan: BoundaryPlan, _ side: Side, level: Double, spent: Double,
        constant: Double?
    ) -> (z: Double, spends: Double)? {
        let (t, isLast) = (plan.information[index], index == plan.last)
        let given: Double?
        switch shape {
        case .spending(let function):
            let due = (isLast ? level : function.spent(at: plan.spendingTimes[index], of: level)) - spent
            return exact(due, side, at: t)
        case .haybittlePeto(let z):
            if isLast { return exact(level - spent, side, at: t) }
            given = z
        case .fixed(let values): given = values[index]
        case .obrienFleming, .pocock, .wangTsiatis:
            given = shape.factor(at: t).flatMap { factor in constant.map { $0 * factor } }
        }
        guard let given else { return nil }
        let z = side == .upper ? given : -given
        return (z, tail(side, beyond: z * t.squareRoot(), at: t))
    }

    private func exact(_ probability: Double, _ side: Side, at t: Double) -> (z: Double, spends: Double)? {
        limit(side, probability: probability, at: t).map { ($0 / t.squareRoot(), probability) }
    }

    /// The distance from 0, on the scale of Z, within which the score lies with a probability; nil where even all that went on are fewer.
    func middleLimit(probability: Double, at t: Double) -> Double? {
        let root = t.squareRoot()
        let widest = max(abs(nodes.first ?? 0), abs(nodes.last ?? 0)) / root + abs(drift) * root + 10
        guard middle(widest * root, at: t) > probability else { return nil }
        return try? BrentRoot(
            of: { middle($0 * root, at: t) / probability - 1 }, in: 0...widest, tolerance: 1e-13
        ).value
    }
}
