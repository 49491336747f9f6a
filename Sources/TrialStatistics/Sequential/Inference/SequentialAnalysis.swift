import TrialNumerics

/// The looks of a group sequential trial as they came: critical values at the information there was, decision, repeated confidence intervals and p-values.
///
/// The estimate of a look is θ̂ = z/√I. With the critical value c of that look, made by the level that its information frees,
///
/// ```
/// repeated confidence interval    θ̂ ± c/√I        holds at all looks at once, whether or not the trial stops
/// repeated p-value                the level at which z would just be significant
/// ```
///
/// A look with `isLast` uses all of the level that is left, be its information less than planned (under-running) or more (over-running).
///
/// ```swift
/// let plan = try SequentialPlan(alpha: 0.025, spending: .lanDeMetsOBrienFleming, maximumInformation: 235)
/// let trial = try SequentialAnalysis(plan, looks: [.init(information: 118, z: 2.1), .init(information: 180, z: 2.4)])
/// trial.looks[1].criticalZ            // 2.3234…
/// trial.decision                      // .reject(look: 1)
/// ```
///
/// ## Edge cases
/// A look after all is spent has no critical value, and neither has one so early that less than 1e-290 is free. A two-sided plan rejects at −c too. Limits for
/// futility that are binding lower the critical values; others are only reported.
///
/// ## Validated against
/// R rpact `getRepeatedConfidenceIntervals`, `getRepeatedPValues` (`Validation/R/sequential-inference.R`); simulation.
///
/// ## References
/// Jennison & Turnbull, *JRSS B* 51 (1989) 305–361; *Group Sequential Methods* (2000), chapter 9. Lan & DeMets, *Biometrika* 70 (1983) 659–663; 76 (1989) 1017–1020
/// (over-running of the maximum).
public struct SequentialAnalysis: Sendable, Hashable {
    /// What a look says.
    public struct Look: Sendable, Hashable {
        /// I.
        public let information: Double
        /// z.
        public let z: Double
        /// θ̂ = z/√I.
        public let estimate: Double
        /// The fraction by which the level was spent, at most 1.
        public let spendingFraction: Double
        /// The level of one side spent by this look.
        public let spent: Double
        /// The critical value; nil where no level was free.
        public let criticalZ: Double?
        /// The limit for futility.
        public let futilityZ: Double?
        /// The repeated confidence interval of θ; without limits where there is no critical value.
        public let repeatedInterval: ConfidenceLimits
    }

    /// What the looks say together.
    public enum Decision: Sendable, Hashable {
        /// None has crossed a limit, and there may be more looks.
        case goOn
        /// The null hypothesis is rejected in favour of the treatment, first at a look.
        case reject(look: Int)
        /// It is rejected in the other direction, first at a look.
        case rejectOpposite(look: Int)
        /// The limit for futility is crossed at the last of the looks.
        case stopForFutility(look: Int)
        /// The last look has not rejected.
        case notRejected
    }

    /// The plan.
    public let plan: SequentialPlan
    /// The limits for futility.
    public let futility: FutilityLimits
    /// Whether the last of the looks is the last of the trial.
    public let isLast: Bool
    /// The looks in their order.
    public let looks: [Look]
    /// The limits as the engine takes them, at the information of the looks.
    let limits: [LookLimits]

    /// The looks so far.
    ///
    /// - Parameters:
    ///   - plan: how the level is spent.
    ///   - looks: what they showed, in order of their information.
    ///   - futility: limits for futility.
    ///   - isLast: whether there will be no other; by default if the information planned is reached.
    /// - Throws: ``StatisticsError`` where there is no look, one has no more information than the one before it, or a number is not finite.
    public init(
        _ plan: SequentialPlan, looks: [ObservedLook], futility: FutilityLimits = .none, isLast: Bool? = nil
    ) throws(StatisticsError) {
        try Self.check(looks)
        let isLast =
            isLast ?? (plan.spendingFraction(looks[looks.count - 1].information) >= 1 - InformationFractions.leastStep)
        let fractions = Self.spendingFractions(plan, looks, isLast: isLast)
        let solved = SpendingLimits(
            information: looks.map(\.information),
            allowed: fractions.map { plan.spending.spent(at: $0, of: plan.levelOfASide) }, sides: plan.sides,
            futilityZ: futility.binding(looks.count))
        self.plan = plan
        self.futility = futility
        self.isLast = isLast
        limits = solved.limits
        self.looks = looks.indices.map { index in
            Self.look(looks[index], fractions[index], solved, index, futility.limit(at: index))
        }
    }

    private static func look(
        _ seen: ObservedLook, _ fraction: Double, _ solved: SpendingLimits, _ index: Int, _ futilityZ: Double?
    ) -> Look {
        let root = seen.information.squareRoot()
        let critical = solved.criticalZ[index]
        let interval = critical.map { ConfidenceLimits(lower: (seen.z - $0) / root, upper: (seen.z + $0) / root) }
        return Look(
            information: seen.information, z: seen.z, estimate: seen.z / root, spendingFraction: fraction,
            spent: solved.spent[index], criticalZ: critical, futilityZ: futilityZ,
            repeatedInterval: interval ?? .notEstimable)
    }

    /// What the looks say together.
    public var decision: Decision {
        for (index, look) in looks.enumerated() {
            guard let critical = look.criticalZ else { continue }
            if look.z >= critical { return .reject(look: index) }
            if plan.sides == .two, look.z <= -critical { return .rejectOpposite(look: index) }
            if case .binding = futility, let limit = look.futilityZ, look.z < limit {
                return .stopForFutility(look: index)
            }
        }
        if isLast { return .notRejected }
        let last = looks.count - 1
        if let limit = looks[last].futilityZ, looks[last].z < limit { return .stopForFutility(look: last) }
        return .goOn
    }

    /// The confidence of the repeated intervals: 1 − α for two sides, 1 − 2α for one.
    public var confidence: Double { 1 - 2 * plan.levelOfASide }

    /// The fractions by which the level is spent, not decreasing, 1 at the last look of the trial.
    static func spendingFractions(_ plan: SequentialPlan, _ looks: [ObservedLook], isLast: Bool) -> [Double] {
        var before = 0.0
        return looks.enumerated().map { index, look in
            let fraction = look.spendingFraction ?? plan.spendingFraction(look.information)
            before = isLast && index == looks.count - 1 ? 1 : max(before, min(1, fraction))
            return before
        }
    }

    static func check(_ looks: [ObservedLook]) throws(StatisticsError) {
        guard !looks.isEmpty else {
            throw StatisticsError(.empty, argument: "looks", "looks is empty; expected at least one")
        }
        var before = 0.0
        for (index, look) in looks.enumerated() {
            guard look.information > before, look.information.isFinite else {
                throw .invalid(
                    "information", index, look.information,
                    expected: "a finite number above that of the look before it, \(before)")
            }
            guard look.information - before >= InformationFractions.leastStep * look.information else {
                throw .invalid(
                    "information", index, look.information,
                    expected:
                        "more than that of the look before it, \(before), by a millionth at least: nearer looks are one"
                )
            }
            guard look.z.isFinite else { throw .invalid("z", index, look.z, expected: "a finite number") }
            if let fraction = look.spendingFraction, !(fraction > 0 && fraction <= 1) {
                throw .invalid("spendingFraction", index, fraction, expected: "a number above 0 and at most 1")
            }
            before = look.information
        }
    }
}
