/// How two proportions are set against each other, the first against the second.
public enum ProportionContrast: String, Sendable, Hashable, CaseIterable {
    /// p₁ − p₂.
    case riskDifference
    /// p₁ / p₂.
    case riskRatio
    /// p₁(1 − p₂) / (p₂(1 − p₁)).
    case oddsRatio
}

/// The variance that a score test of two proportions takes.
public enum ScoreVariance: String, Sendable, Hashable, CaseIterable {
    /// With the factor N/(N − 1), as Miettinen and Nurminen (1985) and SAS `RISKDIFF(CL=MN)`.
    case miettinenNurminen
    /// Without it, as Farrington and Manning (1990); of the risk ratio these are Koopman's limits (1984).
    case farringtonManning
}
