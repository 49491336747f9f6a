/// A wish for limits and tests by the profile of the likelihood that was maximised.
///
/// The profile of βₖ is the likelihood at its greatest over all other coefficients,
///
/// ```
/// ℓₖ(b) = max { ℓ(β) : βₖ = b },    limits { b : 2 [ℓ(β̂) − ℓₖ(b)] ≤ z² },    test of βₖ = 0: 2 [ℓ(β̂) − ℓₖ(0)] ~ χ²₁
/// ```
///
/// with ℓ the partial likelihood or, under a ``CoxPenalty``, the penalised one (for Firth's, always with the determinant of
/// the whole information). These limits do not depend on how the covariate is scaled, need not be symmetric about β̂, and
/// hold where Wald's fail: in small samples, in sparse cells, and on the finite side of a monotone likelihood.
///
/// ```swift
/// let model = try CoxRegression(followUp, covariates: matrix, penalty: .firth, profile: CoxProfile())
/// model.profiles[0].hazardRatio      // limits; a side without a limit is nil and named by `lower` or `upper`
/// ```
///
/// ## References
/// Venzon & Moolgavkar, *Applied Statistics* 37 (1988) 87–94; Heinze & Schemper, *Biometrics* 57 (2001) 114–119, §2.3.
/// SAS `PROC PHREG` with `RISKLIMITS=PL`; R `coxphf`. R `coxph` has none.
public struct CoxProfile: Sendable, Hashable {
    /// The coverage of the limits.
    public let level: ConfidenceLevel
    /// The indices of the covariates to profile; all where absent.
    public let covariates: [Int]?
    /// Sets of covariates whose coefficients are tested to be 0 together.
    public let groups: [[Int]]

    /// A wish for the profiles of all or some covariates, and for tests of groups of them.
    public init(level: ConfidenceLevel = .ninetyFivePercent, covariates: [Int]? = nil, testing groups: [[Int]] = []) {
        self.level = level
        self.covariates = covariates
        self.groups = groups
    }

    func requireIndices(below count: Int) throws(StatisticsError) {
        let all = (covariates ?? []) + groups.flatMap(\.self)
        guard let index = all.first(where: { $0 < 0 || $0 >= count }) else { return }
        throw StatisticsError(
            .invalidValue, argument: "profile",
            "profile names covariate \(index); expected an index from 0 to \(count - 1)")
    }
}

extension CoxRegression {
    /// Limits and the test of one coefficient by the profile of the likelihood.
    public struct Profile: Sendable, Hashable {
        /// One side of a confidence interval.
        public enum Bound: Sendable, Hashable {
            /// The profile falls below the height that the level asks for here.
            case finite(Double)
            /// It never does: the limit is infinite.
            case unbounded
            /// It was not found where the likelihood can still be evaluated.
            case notFound

            /// The limit where there is one.
            public var value: Double? {
                guard case .finite(let value) = self else { return nil }
                return value
            }
        }

        /// The index of the covariate.
        public let covariate: Int
        /// The coverage of the limits.
        public let level: ConfidenceLevel
        /// The lower limit of β.
        public let lower: Bound
        /// The upper limit of β.
        public let upper: Bound
        /// The likelihood-ratio test of β = 0, the other coefficients left free.
        public let test: ChiSquaredTest?

        /// The limits of β; an infinite one is absent.
        public var coefficient: ConfidenceLimits { ConfidenceLimits(lower: lower.value, upper: upper.value) }

        /// The limits of exp(β); an infinite one is absent, and so is one too large for a number.
        public var hazardRatio: ConfidenceLimits {
            let ratio = { (bound: Bound) in bound.value.map(Elementary.exponential).flatMap { $0.isFinite ? $0 : nil } }
            return ConfidenceLimits(lower: ratio(lower), upper: ratio(upper))
        }
    }
}
