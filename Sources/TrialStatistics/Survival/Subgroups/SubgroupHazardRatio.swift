/// The hazard ratio of two groups in one subgroup, from as few events as there are.
///
/// Maximum likelihood with Wald limits where the cell is thick enough, Firth's penalised likelihood with profile limits
/// where it is thin or separated, and a reason where nothing can be said. There is never an infinite limit.
///
/// ```
/// maximum likelihood   exp(β̂ ± z·se),             p of (β̂/se)²
/// Firth                l*(β) = l(β) + ½ log I(β),  limits where 2(l*(β̂) − l*(β)) = z²,  p of 2(l*(β̂) − l*(0))
/// ```
///
/// ```swift
/// let effect = try SubgroupHazardRatio(followUp, groups: arm)     // placebo, drug
/// effect.method        // .firth: no event under the drug
/// effect.ratio         // 0.08 (0.0006–0.71)
/// ```
///
/// ## Edge cases
/// No event, no observation of one group, or no event while both groups are at risk: ``absence`` says which. Observations
/// of weight 0 count for nothing. The robust variance is for maximum likelihood only; Firth's limits need none.
///
/// ## Validated against
/// R survival 3.5-3 and a direct maximisation of the penalised likelihood in R (`Validation/R/subgroups.json`).
///
/// ## References
/// Cox, *JRSS B* 34 (1972) 187–220. Firth, *Biometrika* 80 (1993) 27–38; Heinze & Schemper, *Biometrics* 57 (2001) 114–119.
public struct SubgroupHazardRatio: Sendable, Hashable {
    /// How the hazard ratio was estimated.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        /// The maximum of the partial likelihood, with Wald limits.
        case maximumLikelihood = "maximum-likelihood"
        /// The maximum of Firth's penalised likelihood, with profile limits.
        case firth
    }

    /// Why there is no hazard ratio.
    public enum Absence: Sendable, Hashable {
        /// No event in either group.
        case noEvents
        /// No observation in a group, whose name is given.
        case noObservations(group: String)
        /// No event happened while both groups were at risk.
        case neverCompared
        /// The search for the maximum did not end at one.
        case notConverged
    }

    /// The observations and events of one group.
    public struct Group: Sendable, Hashable {
        /// The name of the group.
        public let name: String
        /// The number of observations, without those of weight 0.
        public let count: Int
        /// The number of events among them.
        public let eventCount: Int
    }

    /// A hazard ratio with its limits.
    public struct Ratio: Sendable, Hashable {
        /// exp(β).
        public let estimate: Double
        /// The limits; one that lies beyond what a number can hold is absent.
        public let limits: ConfidenceLimits
    }

    /// The two groups, the reference first.
    public let groups: [Group]
    /// How the hazard ratio was estimated; absent where it was not.
    public let method: Method?
    /// β, the log hazard ratio of the second group against the first.
    public let coefficient: Double?
    /// The standard error of β: from the information, or the robust one where asked for; Firth's from the information at β.
    public let standardError: Double?
    /// exp(β) with its limits.
    public let ratio: Ratio?
    /// The test of β = 0: Wald's, or for Firth the penalised likelihood ratio.
    public let test: ChiSquaredTest?
    /// Why there is no hazard ratio; absent where there is one.
    public let absence: Absence?

    /// 1/se², the information on β that the subgroup holds; what the area of a forest plot's square shows.
    public var information: Double? { standardError.map { 1 / ($0 * $0) } }

    /// Estimates the hazard ratio of the second level of `groups` against the first.
    ///
    /// - Parameters:
    ///   - followUp: times, events, entries and case weights of the subgroup.
    ///   - groups: two levels, the reference first.
    ///   - strata: groups with a baseline hazard each.
    ///   - ties: what to do with events at one time.
    ///   - robust: whose residuals are summed for a robust variance; none by default.
    ///   - thinCells: when Firth's estimate takes over.
    ///   - level: the coverage of the limits.
    /// - Throws: ``StatisticsError`` for lengths that differ, or more or fewer than two levels.
    public init(
        _ followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil, ties: CoxRegression.Ties = .efron,
        robust: CoxRegression.RobustVariance? = nil, thinCells: ThinCells = .fewerThanFive,
        level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        guard groups.levels.count == 2 else {
            throw StatisticsError(
                .invalidValue, argument: "groups", "groups has \(groups.levels.count) levels; expected two")
        }
        self.groups = Self.counts(followUp, groups)
        let estimate = try Self.estimate(followUp, groups, strata, ties, robust, thinCells, self.groups, level)
        switch estimate {
        case .present(let found):
            (method, absence) = (found.method, nil)
            (coefficient, standardError, ratio, test) = (found.coefficient, found.error, found.ratio, found.test)
        case .absent(let reason):
            (method, absence) = (nil, reason)
            (coefficient, standardError, ratio, test) = (nil, nil, nil, nil)
        }
    }

    private static func counts(_ followUp: SurvivalTimes, _ groups: Factor) -> [Group] {
        var counts = [0, 0]
        var events = [0, 0]
        for row in 0..<followUp.count where followUp.weights?[row] != 0 {
            counts[Int(groups.codes[row])] += 1
            events[Int(groups.codes[row])] += followUp.events[row] ? 1 : 0
        }
        return (0..<2).map { Group(name: groups.levels[$0], count: counts[$0], eventCount: events[$0]) }
    }
}

extension SubgroupHazardRatio {
    /// An estimate, or why there is none.
    enum Estimate {
        case present(Found)
        case absent(Absence)
    }

    struct Found {
        let method: Method
        let coefficient: Double
        let error: Double?
        let ratio: Ratio
        let test: ChiSquaredTest?
    }

    private static func estimate(
        _ followUp: SurvivalTimes, _ groups: Factor, _ strata: Factor?, _ ties: CoxRegression.Ties,
        _ robust: CoxRegression.RobustVariance?, _ thinCells: ThinCells, _ counts: [Group], _ level: ConfidenceLevel
    ) throws(StatisticsError) -> Estimate {
        if let empty = counts.first(where: { $0.count == 0 }) { return .absent(.noObservations(group: empty.name)) }
        guard counts.contains(where: { $0.eventCount > 0 }) else { return .absent(.noEvents) }
        let covariate = try CovariateMatrix(names: [groups.levels[1]], columns: [groups.codes.map(Double.init)])
        let cell = FirthCell(followUp: followUp, covariate: covariate, strata: strata, ties: ties)
        if counts.contains(where: { $0.eventCount < thinCells.leastEvents }) { return try cell.estimate(level) }
        do {
            let model = try CoxRegression(followUp, covariates: covariate, strata: strata, ties: ties, robust: robust)
            return switch model.convergence {
            case .converged: wald(model, level)
            case .monotoneLikelihood: try cell.estimate(level)
            case .notConverged: .absent(.notConverged)
            }
        } catch {
            guard error.code == .collinear else { throw error }
            return .absent(.neverCompared)
        }
    }

    private static func wald(_ model: CoxRegression, _ level: ConfidenceLevel) -> Estimate {
        guard let coefficient = model.coefficients[0], let error = model.standardError(of: 0) else {
            return .absent(.notConverged)
        }
        let half = level.normalQuantile * error
        return .present(
            Found(
                method: .maximumLikelihood, coefficient: coefficient, error: error,
                ratio: Ratio(coefficient, lower: coefficient - half, upper: coefficient + half),
                test: model.waldTest(of: 0)))
    }
}

extension SubgroupHazardRatio.Ratio {
    /// From the logarithms; a limit that no number holds is left out.
    init(_ coefficient: Double, lower: Double?, upper: Double?) {
        func ratio(_ value: Double?) -> Double? {
            value.map(Elementary.exponential).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
        }
        self.init(
            estimate: Elementary.exponential(coefficient),
            limits: ConfidenceLimits(lower: ratio(lower), upper: ratio(upper)))
    }
}
