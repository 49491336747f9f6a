/// What may be true of the patients: each list is a row of scenarios under which the rules are judged, the other keys hold in all of them.
///
/// ```yaml
/// truth:
///   hazard ratios: [1, 0.7]
///   effect from: 3 months
///   death: {before progression: 200 months, after progression: 24 months, hazard ratio after: 0.9}
///   strata: [{share: 60%, hazard ratio: 1}, {share: 40%, hazard ratio: 1.6}]
/// ```
public struct DesignTruth: Sendable, Hashable {
    /// Deaths of their own beside the first endpoint: progression, death without it, death after it.
    public struct Death: Sendable, Hashable {
        /// The median time to death without progression in the control arm.
        public let before: Period
        /// The median time from progression to death in the control arm.
        public let after: Period
        /// The hazard ratio of death without progression.
        public let ratioBefore: PrintedNumber?
        /// The hazard ratio of death after progression.
        public let ratioAfter: PrintedNumber?
    }

    /// A kind of patient.
    public struct Stratum: Sendable, Hashable {
        /// The share of the patients.
        public let share: PrintedNumber
        /// The hazard of its events in proportion to that of the arm.
        public let hazardRatio: PrintedNumber
    }

    /// Rates of the event, for rules on rates.
    public let rates: [PrintedNumber]
    /// Rates of response, where a trial has rules on toxicity and on response.
    public let responseRates: [PrintedNumber]
    /// Medians, for rules on times.
    public let medians: [Period]
    /// Hazard ratios, for comparisons of two arms.
    public let hazardRatios: [PrintedNumber]
    /// Rates of toxicity by dose, for rules that look for a dose.
    public let curves: [[PrintedNumber]]
    /// When the hazard ratio begins to hold.
    public let effectFrom: Period?
    /// The shape of Weibull times; 1, a constant hazard, where it is not said.
    public let shape: PrintedNumber?
    /// The part of the patients that never has the event.
    public let cured: PrintedNumber?
    /// The correlation of an early event with a toxicity.
    public let correlation: PrintedNumber?
    /// Deaths of their own.
    public let death: Death?
    /// Kinds of patients.
    public let strata: [Stratum]
}

extension Expectation where Value == DesignTruth {
    static let truth = Expectation.group(
        "lists such as {rates: [0.1, 0.3]}, {medians: [40 months]}, {hazard ratios: [1, 0.7]} or {curves: [[0.1, 0.3]]}",
        of: "`truth`"
    ) { keys in
        let rates = keys.optional("rates", .list(of: .share), "rates of the event, of toxicity or response")
        let responseRates = keys.optional(
            "response rates", .list(of: .share),
            "rates of response where there are rules on toxicity and on response; `rates` by default")
        let medians = keys.optional("medians", .list(of: .period), "medians of the time")
        let hazardRatios = keys.optional("hazard ratios", .list(of: .positive), "hazard ratios")
        let curves = keys.optional(
            "curves", .list(of: .curve), "rates of toxicity at each dose, one list for each scenario")
        keys.expectAny(of: ["rates", "medians", "hazard ratios", "curves"])
        let effectFrom = keys.optional(
            "effect from", .periodFromZero,
            "when after entry the hazard ratio begins to hold; 0 by default")
        let shape = keys.optional(
            "shape", .positive, "the shape of Weibull times of these medians; 1, a constant hazard, by default")
        let cured = keys.optional(
            "cured", .share, "the part of the patients that never has the event; medians are those of the others")
        let correlation = keys.optional(
            "correlation", .number,
            "the correlation of an early event with a toxicity, above -1 and below 1; 0 by default")
        let death = keys.optional(
            "death", .death, "deaths of their own; the first endpoint is then progression or death")
        let strata = keys.optional("strata", .list(of: .stratum), "kinds of patients, and how their hazards compare")
        if let correlation, abs(correlation.value) >= 1 {
            keys.refuse(
                "study.range", "`correlation` is \(correlation); expected a number above -1 and below 1",
                at: "correlation")
        }
        if let cured, cured.value >= 1 {
            keys.refuse("study.range", "`cured` is \(cured); expected less than all", at: "cured")
        }
        if let strata, abs(strata.reduce(0) { $0 + $1.share.value } - 1) > 0.01 {
            keys.refuse("study.range", "the shares of `strata` do not add up to 1", at: "strata")
        }
        if let curves, let other = curves.firstIndex(where: { $0.count != curves[0].count }) {
            keys.refuse(
                "study.list",
                "`curves` has \(curves[0].count) rates in the first and \(curves[other].count) in list \(other + 1);"
                    + " expected one for each dose", at: "curves")
        }
        return DesignTruth(
            rates: rates ?? [], responseRates: responseRates ?? [], medians: medians ?? [],
            hazardRatios: hazardRatios ?? [], curves: curves ?? [], effectFrom: effectFrom, shape: shape, cured: cured,
            correlation: correlation, death: death, strata: strata ?? [])
    }
}

extension Expectation where Value == [PrintedNumber] {
    /// Rates of toxicity by dose.
    fileprivate static let curve = Expectation<[PrintedNumber]>.list(of: .share)
}

extension Expectation where Value == DesignTruth.Death {
    fileprivate static let death = Expectation.group(
        "keys such as {before progression: 200 months, after progression: 24 months}", of: "`death`"
    ) { keys in
        let before = keys.required(
            "before progression", .period, "the median time to death of those who do not progress, in the control arm")
        let after = keys.required(
            "after progression", .period, "the median time from progression to death, in the control arm")
        let ratioBefore = keys.optional(
            "hazard ratio before", .positive, "the hazard ratio of death before progression; 1 by default")
        let ratioAfter = keys.optional(
            "hazard ratio after", .positive, "the hazard ratio of death after progression; 1 by default")
        guard let before, let after else { return nil }
        return DesignTruth.Death(before: before, after: after, ratioBefore: ratioBefore, ratioAfter: ratioAfter)
    }
}

extension Expectation where Value == DesignTruth.Stratum {
    fileprivate static let stratum = Expectation.group(
        "keys such as {share: 40%, hazard ratio: 1.6}", of: "a stratum"
    ) { keys in
        let share = keys.required("share", .probability, "the share of the patients")
        let hazardRatio = keys.required(
            "hazard ratio", .positive, "the hazard of its events in proportion to that of the arm")
        guard let share, let hazardRatio else { return nil }
        return DesignTruth.Stratum(share: share, hazardRatio: hazardRatio)
    }
}
