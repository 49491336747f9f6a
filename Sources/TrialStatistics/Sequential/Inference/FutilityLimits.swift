/// Limits below which a trial stops for futility, one a look; nil where there is none.
public enum FutilityLimits: Sendable, Hashable {
    /// There are none.
    case none
    /// They advise; the trial may go on below them, and the level is held whether it does or not.
    case nonBinding([Double?])
    /// The trial stops below them for certain, and the critical values count on it.
    case binding([Double?])

    /// The limit of a look.
    func limit(at index: Int) -> Double? {
        switch self {
        case .none: nil
        case .nonBinding(let limits), .binding(let limits): limits.indices.contains(index) ? limits[index] : nil
        }
    }

    /// The limits that the critical values count on, of so many looks.
    func binding(_ count: Int) -> [Double?] {
        guard case .binding = self else { return [] }
        return (0..<count).map(limit(at:))
    }
}
