/// Two stages on a rate: stop after the first unless enough responded (Simon).
///
/// ```yaml
/// {rule: simon, event: response, null rate: 0.20, target rate: 0.40, alpha: 0.05, power: 80%, choice: optimal}
/// ```
public struct SimonRule: RuleKeys {
    /// Which of the designs that hold both errors.
    public enum Choice: String, Sendable, Hashable, CaseIterable {
        /// The fewest subjects to be expected under the null rate.
        case optimal
        /// The fewest subjects at most.
        case minimax
    }

    /// What is counted.
    public let event: String
    /// The rate that is not good enough.
    public let nullRate: PrintedNumber
    /// The rate that is hoped for.
    public let targetRate: PrintedNumber
    /// The largest chance of success under the null rate.
    public let alpha: PrintedNumber
    /// The least chance of success under the target rate.
    public let power: PrintedNumber
    /// Which design.
    public let choice: Choice
    /// The most subjects that are searched.
    public let maximum: Int?

    init?(_ keys: inout MappingReader) {
        let event = keys.required("event", .words, "what is counted, in the words of the protocol")
        let nullRate = keys.required("null rate", .probability, "the rate that is not good enough")
        let targetRate = keys.required("target rate", .probability, "the rate that is hoped for")
        let alpha = keys.required("alpha", .level, "the largest chance of success under `null rate`")
        let power = keys.required("power", .probability, "the least chance of success under `target rate`")
        choice = keys.optional("choice", .choice, "optimal (the default) or minimax") ?? .optimal
        maximum = keys.optional("maximum", .count(), "the most subjects that are searched")
        if let nullRate, let targetRate, nullRate.value >= targetRate.value {
            keys.refuse(
                "study.range", "`target rate` is \(targetRate); expected more than `null rate`", at: "target rate")
        }
        guard let event, let nullRate, let targetRate, let alpha, let power else { return nil }
        (self.event, self.nullRate, self.targetRate) = (event, nullRate, targetRate)
        (self.alpha, self.power) = (alpha, power)
    }
}
