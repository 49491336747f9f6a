/// Where one value lies beside another.
public enum Comparison: Int8, Sendable, Hashable, CaseIterable {
    case below = -1
    case same, above

    /// Where `a` lies beside `b`.
    public init<Value: Comparable>(_ a: Value, _ b: Value) { self = a < b ? .below : a == b ? .same : .above }

    /// Where the second lies beside the first.
    public var reversed: Comparison {
        switch self {
        case .below: .above
        case .same: .same
        case .above: .below
        }
    }
}
