/// At which looks a boundary stands.
public enum LookSelection: Sendable, Hashable {
    /// At every look.
    case all
    /// At the looks from an information fraction on: a delayed start.
    case from(Double)
    /// At the looks with these numbers, the first being 1.
    case only(Set<Int>)

    /// Whether it stands at a look.
    func includes(look number: Int, fraction: Double) -> Bool {
        switch self {
        case .all: true
        case .from(let start): fraction >= start
        case .only(let numbers): numbers.contains(number)
        }
    }
}

/// When a trial stops for efficacy.
///
/// A spending function spends at the first look that is tested all that it would have spent before.
public struct EfficacyRule: Sendable, Hashable {
    /// What decides on the critical values.
    public let shape: BoundaryShape
    /// The looks that are tested; the last one always is.
    public let looks: LookSelection

    /// A rule by shape, and the looks that are tested.
    public init(_ shape: BoundaryShape, looks: LookSelection = .all) {
        self.shape = shape
        self.looks = looks
    }
}
