/// How many events a hazard ratio needs, or how many subjects: the formulas that programs use.
///
/// With r treated for each control, p = r/(1 + r), q = 1 − p, hazard ratio θ and margin θ₀ (1 for superiority):
///
/// ```
/// Schoenfeld, null variance         d = (zα + zβ)²/(p q log²(θ/θ₀))
/// Schoenfeld, alternative variance  d = (zα + zβ)²/(p₁p₀ log²(θ/θ₀)),   p₁ the part of the events on treatment under H₁
/// Schoenfeld, both                  d = (zα/√(p q) + zβ/√(p₁p₀))²/log²(θ/θ₀)
/// Freedman                          d = (zα + zβ)² (1 + rθ)²/(r (1 − θ)²)
/// Hsieh                             d = (zα + zβ)² (1 + r)²(1 + θ)²/(4 r (1 − θ)²)
/// ```
///
/// rpact `getSampleSizeSurvival` calls the first three `Schoenfeld` (null variance only), `Freedman` and `HsiehFreedman`.
public enum EventFormula: Sendable, Hashable {
    /// Schoenfeld's, with one of three variances.
    case schoenfeld(EventVariance)
    /// Freedman's: the log-rank test's own terms where few are lost from the risk sets.
    case freedman
    /// Hsieh's, with the allocation split off.
    case hsieh
    /// Lachin and Foulkes': the difference of exponential hazards under accrual and drop-out, subjects at once; strata with the weights of
    /// least variance under the null hypothesis.
    case lachinFoulkes
    /// The same of the log hazard ratio, for hazards by period: the events of each arm under both hypotheses. gsDesign `nSurv`, which adds up the
    /// events of strata, where the stratified estimate's information is added up here.
    case lachinFoulkesLog
    /// The mean and variance of the (weighted) log-rank statistic itself, for hazards of any shape: Φ(√n μ/√v − zα).
    case logRank(FlemingHarringtonWeight)
    /// The same with the variance σ² that the statistic has under the alternative: Φ((√n μ − zα √v)/σ), Yung and Liu's.
    case yungLiu(FlemingHarringtonWeight)
}

/// Under which hypothesis the variance of the log hazard ratio is computed.
public enum EventVariance: String, Sendable, Hashable, CaseIterable {
    /// Events fall on the arms as subjects do: 1/(p q d). rpact, Schoenfeld.
    case null
    /// Events fall on the arms as the alternative expects: 1/d₁ + 1/d₀.
    case alternative
    /// The critical value under the null hypothesis, the power under the alternative.
    case both
}

/// What a trial with a time to an event must show of the hazard ratio.
public enum HazardRatioAim: Sendable, Hashable {
    /// A hazard ratio below 1.
    case superiority
    /// A hazard ratio below a margin, which is above 1, or below 1 for superiority by a margin.
    case nonInferiority(margin: Double)
    /// A hazard ratio between two margins, by two one-sided tests.
    case equivalence(lower: Double, upper: Double)
}

/// The number of events that a hazard ratio needs, from the ratio alone.
///
/// ```swift
/// let level = try TestLevel.twoSided(0.05)
/// try RequiredEvents(hazardRatio: 0.72, ratio: TwoArmRatio(3, 2), level: level, power: 0.9).events    // 405.7
/// ```
///
/// ## Edge cases
/// A hazard ratio on the null hypothesis (1, or at the margin) needs more events than any number: an error. Above 1 in superiority the
/// distance is the same as that of its inverse for Schoenfeld; the sign is not asked for.
///
/// ## Validated against
/// rpact `getSampleSizeSurvival`; fractions by hand.
///
/// ## References
/// Schoenfeld, *Biometrics* 39 (1983) 499–503, equation 1. Freedman, *Stat Med* 1 (1982) 121–129. Hsieh, *Stat Med* 11 (1992) 1091–1097.
public struct RequiredEvents: Sendable, Hashable {
    /// d, not rounded.
    public let events: Double
    /// The effect of one event.
    public let effect: StandardizedEffect

    /// The events for a formula that needs no more than the ratio.
    ///
    /// - Parameter treatedEvents: p₁, the part of the events on treatment under the alternative; rθ/(1 + rθ) by default, its limit
    ///   for rare events.
    /// - Throws: ``StatisticsError`` for a ratio on or beyond its null hypothesis, a power at or below the level, a formula that needs a trial.
    public init(
        hazardRatio: Double, aim: HazardRatioAim = .superiority, ratio: TwoArmRatio = .equal,
        formula: EventFormula = .schoenfeld(.null), treatedEvents: Double? = nil, level: TestLevel, power: Double
    ) throws(StatisticsError) {
        effect = try Self.effect(
            hazardRatio: hazardRatio, aim: aim, ratio: ratio, formula: formula, treatedEvents: treatedEvents)
        events = try effect.subjects(power: power, level)
    }

    /// The effect of one event by a formula.
    public static func effect(
        hazardRatio: Double, aim: HazardRatioAim = .superiority, ratio: TwoArmRatio = .equal,
        formula: EventFormula = .schoenfeld(.null), treatedEvents: Double? = nil
    ) throws(StatisticsError) -> StandardizedEffect {
        let (distance, other) = try distances(hazardRatio, aim)
        let r = ratio.ratio
        let p = treatedEvents ?? r * hazardRatio / (1 + r * hazardRatio)
        let information = (null: ratio.informationPerEvent, alternative: p * (1 - p))
        switch formula {
        case .schoenfeld(let variance):
            let null = 1 / (variance == .alternative ? information.alternative : information.null).squareRoot()
            let alternative = 1 / (variance == .null ? information.null : information.alternative).squareRoot()
            return StandardizedEffect(distance, null: null, alternative: alternative, otherDistance: other)
        case .freedman, .hsieh:
            guard aim == .superiority else {
                throw StatisticsError(
                    .invalidValue, argument: "formula",
                    "formula is Freedman's or Hsieh's, which has no margin; expected Schoenfeld's with one")
            }
            let theta = hazardRatio
            return StandardizedEffect(
                formula == .freedman
                    ? r.squareRoot() * abs(1 - theta) / (1 + r * theta)
                    : 2 * r.squareRoot() / (1 + r) * abs(1 - theta) / (1 + theta))
        case .lachinFoulkes, .lachinFoulkesLog, .logRank, .yungLiu:
            throw StatisticsError(
                .invalidValue, argument: "formula",
                "formula needs accrual and hazards; expected one of events alone")
        }
    }

    /// The distances of log θ from its margins.
    static func distances(
        _ hazardRatio: Double, _ aim: HazardRatioAim
    ) throws(StatisticsError) -> (Double, Double?) {
        guard hazardRatio > 0, hazardRatio.isFinite else { throw wrong("hazardRatio", hazardRatio, "above 0") }
        let log = Elementary.logarithm(hazardRatio)
        switch aim {
        case .superiority:
            guard hazardRatio != 1 else {
                throw wrong("hazardRatio", 1, "other than 1; without an effect no number of events is enough")
            }
            return (abs(log), nil)
        case .nonInferiority(let margin):
            guard margin > 0, margin.isFinite else { throw wrong("margin", margin, "above 0") }
            guard hazardRatio < margin else {
                throw wrong("hazardRatio", hazardRatio, "below the margin \(margin)")
            }
            return (Elementary.logarithm(margin) - log, nil)
        case .equivalence(let lower, let upper):
            guard lower > 0, lower < upper, upper.isFinite else {
                throw wrong("margin", lower, "above 0 and below the upper margin \(upper)")
            }
            guard hazardRatio > lower, hazardRatio < upper else {
                throw wrong("hazardRatio", hazardRatio, "between the margins \(lower) and \(upper)")
            }
            return (Elementary.logarithm(upper) - log, log - Elementary.logarithm(lower))
        }
    }

    private static func wrong(_ name: String, _ value: Double, _ expected: String) -> StatisticsError {
        StatisticsError(
            .invalidValue, argument: name, "\(name) is \(value); expected a finite number \(expected)")
    }
}
