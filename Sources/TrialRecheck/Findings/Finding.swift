/// Something that a check found in a paper.
public struct Finding: Sendable, Hashable {
    /// Whether the numbers cannot all be true.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// No numbers that are printed so can all be true.
        case contradiction
        /// It rests on a model, on wording or on a weaker reading: look again.
        case remark
    }

    /// How much hangs on it.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// A conclusion changes with it, such as which side of 0.05 a p-value lies.
        case conclusion
        /// A number changes.
        case number
        /// It is a matter of words or of the last digit.
        case wording
    }

    /// The check that found it.
    public let check: String
    /// Whether the numbers cannot all be true.
    public let kind: Kind
    /// How much hangs on it.
    public let severity: Severity
    /// The number that it is about, by its index in the paper.
    public let number: Int
    /// All numbers that it rests on.
    public let numbers: [Int]
    /// What is printed.
    public let printed: String
    /// What follows from the other numbers; `nil` where that is no number.
    public let recomputed: Interval?
    /// What is wrong, in a sentence or two.
    public let explanation: String
    /// The weakest reading under which the print could still be right; `nil` where there is none.
    public let reading: String?
}
