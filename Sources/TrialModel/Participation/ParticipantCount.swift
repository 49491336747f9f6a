/// How many subjects something is certainly true of, and of how many more it may be.
///
/// ```swift
/// ParticipantCount([.yes, .unknown, .no]).text    // "1 to 2"
/// ```
public struct ParticipantCount: Sendable, Hashable {
    /// How many it is true of.
    public private(set) var subjects = 0
    /// Of how many more it is not known.
    public private(set) var open = 0

    /// The count of some answers.
    public init(_ answers: some Sequence<Truth>) {
        for answer in answers { add(answer) }
    }

    mutating func add(_ answer: Truth) {
        subjects += answer == .yes ? 1 : 0
        open += answer == .unknown ? 1 : 0
    }

    /// Whether a number that is printed can be true.
    public func allows(_ printed: Int) -> Bool { (subjects...subjects + open).contains(printed) }

    /// The number, or the range in which it lies: `424 to 426`.
    public var text: String { open == 0 ? "\(subjects)" : "\(subjects) to \(subjects + open)" }
}
