/// What a Cox model gave on one resample.
struct ResampledFit: Sendable {
    enum Outcome: Sendable {
        case estimated
        /// The resample can be told apart by its covariates: some coefficients are ±∞.
        case separated
        /// No event, or covariates that do not vary among those at risk or determine each other.
        case notEstimable
        /// The search did not end at a maximum.
        case notConverged
    }

    let outcome: Outcome
    /// For each covariate its coefficient, ±∞ where it runs there; absent where nothing determines it.
    let coefficients: [Double?]
}
