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

    /// How subjects are spaced.
    public enum Arrivals: String, Sendable, Hashable, CaseIterable { case poisson, uniform, even }
    /// The date that an event found at a visit is given.
    public enum Dating: String, Sendable, Hashable, CaseIterable { case visit, midpoint }

    /// The subjects of all arms together.
    public let sampleSize: Int?
    /// Subjects of the treatment to those of the control.
    public let ratio: PrintedRatio?
    /// How subjects come.
    public let accrual: Accrual?
    /// How subjects are spaced; at random with the rate where it is not said.
    public let arrivals: Arrivals?
    /// How subjects are lost.
    public let dropOut: Rate?
    /// The time between visits, at which events are seen.
    public let visits: Period?
    /// The date of an event that a visit finds.
    public let dating: Dating?
    /// The time in which a toxicity happens, and after which a response is known.
    public let evaluation: Period?
    /// Enrolment waits until each cohort of this size is evaluated.
    public let pauseAfter: Int?
    /// How long the last subject is followed.
    public let followUp: Period?
    /// What may be true.
    public let truth: DesignTruth?

    init(_ keys: inout MappingReader) {
        sampleSize = keys.optional("sample size", .count(), "the subjects of all arms together")
        ratio = keys.optional("ratio", .ratio, "subjects of the treatment to those of the control; 1:1 by default")
        accrual = keys.optional("accrual", .accrual, "how subjects come")
        arrivals = keys.optional(
            "arrivals", .choice,
            "how subjects are spaced: poisson (at random, the default), uniform (at random over a fixed time) or even")
        dropOut = keys.optional("drop-out", .shareRate, "the part of the subjects that is lost in a time")
        visits = keys.optional("visits", .period, "the time between visits, at which events are seen")
        dating = keys.optional(
            "dating", .choice, "the date of an event found at a visit: visit (the default) or midpoint of the interval")
        evaluation = keys.optional(
            "evaluation", .periodFromZero,
            "the time in which a toxicity happens and after which a response is known; 0 by default")
        pauseAfter = keys.optional(
            "pause after", .count(), "enrolment waits until each cohort of this size is evaluated")
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
