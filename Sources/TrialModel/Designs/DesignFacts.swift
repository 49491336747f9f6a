/// What a design supposes of the trial around its rules: who comes, how fast, how long they are followed, and under
/// which truths the rules are judged.
///
/// ```yaml
/// design:
///   sample size: 64
///   accrual: 2 per month
///   follow-up: 36 months
///   drop-out: 5% per year
///   truth: {medians: [30 months, 40 months, 52 months]}
/// ```
public struct DesignFacts: Sendable, Hashable {
    /// How subjects come.
    public enum Accrual: Sendable, Hashable {
        /// At a constant rate.
        case rate(Rate)
        /// All of them within a time, evenly.
        case within(Period)
        /// At rates that change.
        case steps([Step])
    }

    /// A rate from a time on.
    public struct Step: Sendable, Hashable {
        /// When it begins, from the first subject on.
        public let from: Period
        /// The rate.
        public let rate: Rate
    }

    /// What may be true; each list is a row of scenarios.
    public struct Truth: Sendable, Hashable {
        /// Rates of the event, for rules on rates.
        public let rates: [PrintedNumber]
        /// Medians, for rules on times.
        public let medians: [Period]
        /// Hazard ratios, for comparisons of two arms.
        public let hazardRatios: [PrintedNumber]
    }

    /// The subjects of all arms together.
    public let sampleSize: Int?
    /// Subjects of the treatment to those of the control.
    public let ratio: PrintedRatio?
    /// How subjects come.
    public let accrual: Accrual?
    /// How subjects are lost.
    public let dropOut: Rate?
    /// The time between visits, at which events are seen.
    public let visits: Period?
    /// How long the last subject is followed.
    public let followUp: Period?
    /// What may be true.
    public let truth: Truth?

    init(_ keys: inout MappingReader) {
        sampleSize = keys.optional("sample size", .count(), "the subjects of all arms together")
        ratio = keys.optional("ratio", .ratio, "subjects of the treatment to those of the control; 1:1 by default")
        accrual = keys.optional("accrual", .accrual, "how subjects come")
        dropOut = keys.optional("drop-out", .shareRate, "the part of the subjects that is lost in a time")
        visits = keys.optional("visits", .period, "the time between visits, at which events are seen")
        followUp = keys.optional("follow-up", .periodFromZero, "how long the last subject is followed")
        truth = keys.optional("truth", .truth, "what may be true: the rules are judged under each")
    }
}

extension Expectation where Value == DesignFacts {
    /// The facts of a design.
    static let designFacts = Expectation.group(
        "facts such as {sample size: 64, accrual: 2 per month}", of: "`design`"
    ) { DesignFacts(&$0) }
}

extension Expectation where Value == DesignFacts.Accrual {
    /// How subjects come.
    static let accrual = Expectation(
        "a rate (2 per month), a time in which all come (29 months), or steps"
            + " ([{from: 0 months, rate: 1 per month}, {from: 6 months, rate: 3 per month}])",
        shape: .any([.text(pattern: nil), Expectation<[DesignFacts.Step]>.list(of: .accrualStep).shape])
    ) { node, name, problems in
        if node.items != nil {
            let steps = Expectation<[DesignFacts.Step]>.list(of: .accrualStep).read(node, name, &problems)
            return steps.map { .steps($0) }
        }
        if node.text?.contains(" per ") == true {
            return Expectation<Rate>.rate.read(node, name, &problems).map { .rate($0) }
        }
        return Expectation<Period>.period.read(node, name, &problems).map { .within($0) }
    }
}

extension Expectation where Value == DesignFacts.Step {
    fileprivate static let accrualStep = Expectation.group(
        "keys such as {from: 6 months, rate: 3 per month}", of: "a step of `accrual`"
    ) { keys in
        let from = keys.required("from", .periodFromZero, "when the rate begins")
        let rate = keys.required("rate", .rate, "the rate from then on")
        guard let from, let rate else { return nil }
        return DesignFacts.Step(from: from, rate: rate)
    }
}

extension Expectation where Value == DesignFacts.Truth {
    fileprivate static let truth = Expectation.group(
        "lists such as {rates: [0.1, 0.3]}, {medians: [40 months]} or {hazard ratios: [1, 0.7]}", of: "`truth`"
    ) { keys in
        let rates = keys.optional("rates", .list(of: .share), "rates of the event")
        let medians = keys.optional("medians", .list(of: .period), "medians of the time")
        let hazardRatios = keys.optional("hazard ratios", .list(of: .positive), "hazard ratios")
        keys.expectAny(of: ["rates", "medians", "hazard ratios"])
        return DesignFacts.Truth(rates: rates ?? [], medians: medians ?? [], hazardRatios: hazardRatios ?? [])
    }
}
