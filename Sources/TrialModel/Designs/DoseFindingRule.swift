/// What every rule that finds a dose says.
public struct DoseFinding: Sendable, Hashable {
    /// The toxicity that is counted.
    public let event: String
    /// The rate of it that is aimed at.
    public let target: PrintedNumber
    /// How many doses there are.
    public let doses: Int
    /// How many subjects have a dose before the next decision.
    public let cohort: Int
    /// The most subjects.
    public let maximum: Int?
    /// A dose is given up where the probability that its rate is above the target is above this.
    public let stopAbove: PrintedNumber?

    init?(_ keys: inout MappingReader) {
        let event = keys.required("event", .words, "the toxicity that is counted, in the words of the protocol")
        let target = keys.required("target", .probability, "the rate that is aimed at")
        let doses = keys.required("doses", .count(to: 50), "how many doses there are")
        cohort = keys.optional("cohort", .count(), "how many subjects have a dose between decisions; 3 by default") ?? 3
        maximum = keys.optional("maximum", .count(), "the most subjects; `sample size` of the design by default")
        stopAbove = keys.optional(
            "stop above", .probability,
            "a dose is given up where the probability of a rate above the target is above this; 0.95 by default")
        guard let event, let target, let doses else { return nil }
        (self.event, self.target, self.doses) = (event, target, doses)
    }
}

/// The Bayesian optimal interval design (Liu and Yuan).
///
/// ```yaml
/// {rule: boin, event: dose-limiting toxicity, target: 0.30, doses: 5, cohort: 3, maximum: 30}
/// ```
public struct BOINRule: RuleKeys {
    /// What it has in common with its kin.
    public let finding: DoseFinding
    /// The highest rate that is too low.
    public let lowRate: PrintedNumber?
    /// The lowest rate that is too high.
    public let highRate: PrintedNumber?

    init?(_ keys: inout MappingReader) {
        let finding = DoseFinding(&keys)
        lowRate = keys.optional("low rate", .probability, "the highest rate that is too low; 0.6 × target by default")
        highRate = keys.optional("high rate", .probability, "the lowest rate that is too high; 1.4 × target by default")
        guard let finding else { return nil }
        self.finding = finding
    }
}

/// The modified toxicity probability interval design, version 2 (Guo, Wang, Yang, Lynn and Ji).
///
/// ```yaml
/// {rule: mtpi-2, event: dose-limiting toxicity, target: 0.30, doses: 5, margin below: 0.05, margin above: 0.05,
///  maximum: 30}
/// ```
public struct MTPI2Rule: RuleKeys {
    /// What it has in common with its kin.
    public let finding: DoseFinding
    /// How far below the target a rate is as good.
    public let marginBelow: PrintedNumber?
    /// How far above the target a rate is as good.
    public let marginAbove: PrintedNumber?

    init?(_ keys: inout MappingReader) {
        let finding = DoseFinding(&keys)
        marginBelow = keys.optional(
            "margin below", .probability, "how far below the target a rate is as good; 0.05 by default")
        marginAbove = keys.optional(
            "margin above", .probability, "how far above the target a rate is as good; 0.05 by default")
        guard let finding else { return nil }
        self.finding = finding
    }
}

/// The continual reassessment method with the power model (O'Quigley, Pepe and Fisher).
///
/// ```yaml
/// {rule: crm, event: dose-limiting toxicity, target: 0.25, doses: 4, skeleton: [0.05, 0.12, 0.25, 0.40], maximum: 24}
/// ```
public struct CRMRule: RuleKeys {
    /// What it has in common with its kin.
    public let finding: DoseFinding
    /// The rates of the doses as they are guessed.
    public let skeleton: [PrintedNumber]
    /// The standard deviation of the prior of the model's parameter.
    public let priorDeviation: PrintedNumber?

    init?(_ keys: inout MappingReader) {
        let finding = DoseFinding(&keys)
        let skeleton = keys.required(
            "skeleton", .list(of: .probability), "the rates of the doses as they are guessed, increasing")
        priorDeviation = keys.optional(
            "prior deviation", .positive, "the standard deviation of the model's parameter; √1.34 by default")
        if let finding, let skeleton, finding.doses != skeleton.count {
            keys.refuse(
                "study.list", "`skeleton` has \(skeleton.count) rates; expected \(finding.doses), one for each dose",
                at: "skeleton")
        }
        guard let finding, let skeleton else { return nil }
        (self.finding, self.skeleton) = (finding, skeleton)
    }
}
