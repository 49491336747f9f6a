/// The score test of proportional hazards: of γ = 0 in a Cox model whose coefficients may change as β + γ·g(t).
///
/// The model is enlarged by the products of its covariates with a function of time; what follows is Rao's test of
/// their coefficients at the fitted β, exact in that no term of the information is approximated.
///
/// ```
/// Uγ = Σ_g g(t) Σ_D w (x − x̄),   I_ββ = Σ V(t),   I_βγ = Σ g(t) V(t),   I_γγ = Σ g(t)² V(t)
/// χ² = Uγᵀ (I_γγ − I_γβ I_ββ⁻¹ I_βγ)⁻¹ Uγ
/// ```
///
/// with V(t) the weighted covariance of x among those at risk, times the weight of the deaths, summed over the turns of
/// tied deaths with Efron's method. The test of a term takes its elements of Uγ and its block of the matrix between.
///
/// **With a robust variance** the matrix between is Σᵤ cᵤcᵤᵀ, where cᵤ is the sum, over an observation or a cluster u, of
/// the parts of Uγ that are its own, less what they take out by moving β:
///
/// ```
/// cᵤ = bᵤ − I_γβ I_ββ⁻¹ aᵤ,     aᵤ = ∫ (x − x̄) dM,     bᵤ = ∫ g(t)(x − x̄) dM
/// ```
///
/// This is the generalised score test. R `cox.zph` takes rows as independent whatever the model's variance is (issue 161 of
/// its repository), and finds time trends in data where there is only dependence, or sampling weights.
///
/// ```swift
/// let test = try ProportionalHazardsTest(model, followUp, covariates: covariates, transform: .kaplanMeier)
/// test?.global?.pValue
/// ```
///
/// ## Edge cases
/// A test is `nil` where its matrix is singular: all events at one time, no more clusters than degrees of freedom. The whole
/// is `nil` where a coefficient of the model is. Discrete and exact treatment of ties is refused: their likelihoods
/// have no such residuals (R refuses the test for these too). Where the model has a penalty the score U_β of β is not 0 at its
/// estimate; Uγ then has I_γβ I_ββ⁻¹ U_β taken from it (Neyman's C(α) test), which is 0 for a model without one.
///
/// ## Validated against
/// R survival 3.5-3 `cox.zph`, four transforms, both treatments of ties, strata, delayed entry, weights
/// (`Validation/R/cox-checks.json`); tiny data by hand; the enlarged model evaluated from its definition; the robust version
/// against influences found by refitting with moved weights, and by its size in simulated clusters.
///
/// ## References
/// Grambsch & Therneau, *Biometrika* 81 (1994) 515–526; R `survival::cox.zph` ≥ 3.0, vignette "Approximating a Cox model".
/// Neyman, in *Probability and Statistics: The Harald Cramér Volume*, 1959, 213–234. Boos, *Am Stat* 46 (1992) 327–333, eq. 8; Lin & Wei, *JASA* 84 (1989) 1074–1078. SAS `PROC PHREG` `ZPH` and lifelines
/// compute the approximation of 1994, which takes V(t) as constant.
public struct ProportionalHazardsTest: Sendable {
    /// Covariates that belong together, such as the levels of a factor.
    public struct Term: Sendable, Hashable {
        /// What the term is called.
        public let name: String
        /// The columns of the covariates, from 0.
        public let columns: [Int]

        /// A term and its columns.
        public init(_ name: String, columns: [Int]) {
            self.name = name
            self.columns = columns
        }
    }

    /// The terms, in the order given.
    public let terms: [Term]
    /// The test of each term; absent where it cannot be made.
    public let tests: [ChiSquaredTest?]
    /// The test of all terms together.
    public let global: ChiSquaredTest?
    /// The function of time.
    public let transform: TimeTransform
    /// Whether the variance is the robust one.
    public let isRobust: Bool
    /// The residuals of the events, which show how a coefficient changes.
    public let residuals: SchoenfeldResiduals
    /// g at the time of each residual.
    public let transformedTimes: [Double]
    /// D·V: the variance of the scaled residuals of each covariate, as nearly as it is constant.
    public let residualVariances: [Double]
    /// With a robust variance, the row or the cluster that each residual belongs to.
    let residualClusters: [Int32]?

    /// Tests a model on the data it was fitted to.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - followUp: the follow-up it was fitted to.
    ///   - covariates: its covariates.
    ///   - strata: its strata.
    ///   - offset: its offset.
    ///   - terms: which covariates are tested together; each by itself if empty.
    ///   - transform: the function of time.
    ///   - robust: whose contributions are summed for a robust variance; none by default.
    /// - Returns: `nil` where a coefficient of the model is absent.
    /// - Throws: ``StatisticsError`` for data that are not the model's, ties treated otherwise than by Efron or Breslow, an
    ///   event at time 0 with `transform` `.log`, and a term whose column the model does not have.
    /// - Complexity: O(n log n + n·p²).
    public init?(
        _ model: CoxRegression, _ followUp: SurvivalTimes, covariates: CovariateMatrix, strata: Factor? = nil,
        offset: [Double]? = nil, terms: [Term] = [], transform: TimeTransform = .kaplanMeier,
        robust: CoxRegression.RobustVariance? = nil
    ) throws(StatisticsError) {
        guard let beta = try model.coefficients(on: followUp, covariates, strata, offset) else { return nil }
        let terms = terms.isEmpty ? model.names.indices.map { Term(model.names[$0], columns: [$0]) } : terms
        for (index, term) in terms.enumerated() {
            guard let stray = term.columns.first(where: { !beta.indices.contains($0) }) else { continue }
            throw .invalid("terms", index, Double(stray), expected: "columns below \(beta.count)")
        }
        if case .clusters(let clusters) = robust, clusters.count != followUp.count {
            throw .length("clusters", clusters.count, expected: followUp.count)
        }
        var likelihood = CoxLikelihood(followUp, covariates, strata: strata, ties: model.ties, offset: offset)
        let transformed = try likelihood.values(of: transform, followUp)
        let sums = TimeSums(
            &likelihood, at: beta, centred: likelihood.centredOnDeaths(transformed), isRobust: robust != nil)
        let interaction = TimeInteraction(sums, likelihood, robust)
        self.terms = terms
        self.transform = transform
        isRobust = robust != nil
        tests = terms.map { interaction?.test(of: $0.columns) }
        global = interaction?.test(of: Array(Set(terms.flatMap(\.columns))).sorted())
        let schoenfeld = SchoenfeldResiduals(
            likelihood, sums.moments, followUp, beta, covariance: model.covariance)
        residuals = schoenfeld
        residualClusters = robust.map { Self.clusters(of: schoenfeld.rows, $0) }
        transformedTimes = likelihood.perDeath(transformed)
        let events = likelihood.deathWeight
        residualVariances = beta.indices.map { events * model.covariance[$0 * beta.count + $0] }
    }
}

extension ProportionalHazardsTest {
    private static func clusters(of rows: [Int], _ robust: CoxRegression.RobustVariance) -> [Int32] {
        switch robust {
        case .observations: rows.indices.map { Int32(truncatingIfNeeded: $0) }
        case .clusters(let clusters): rows.map { clusters.codes[$0] }
        }
    }
}

extension CoxLikelihood {
    /// Numbers by event time as numbers by death.
    func perDeath(_ values: [Double]) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(Int(deathBounds[eventTimeCount]))
        for event in 0..<eventTimeCount {
            for _ in deathBounds[event]..<deathBounds[event + 1] { result.append(values[event]) }
        }
        return result
    }
}
