/// Whether something holds, where it may not be known: Kleene's strong three-valued logic.
///
/// ```swift
/// Truth.unknown.and(.no)   // .no: whatever the unknown is
/// Truth.unknown.or(.no)    // .unknown
/// !Truth.unknown           // .unknown
/// ```
///
/// What is unknown stays unknown unless the rest decides. The logic looks at one condition at a time: `a or not a` is
/// unknown where `a` is, although it holds in any case.
///
/// ## References
///
/// S. C. Kleene, *Introduction to Metamathematics* (1952), § 64.
public enum Truth: String, Sendable, Hashable, CaseIterable {
    case no, unknown, yes

    /// The truth of what is known to hold or not.
    public init(_ holds: Bool) { self = holds ? .yes : .no }

    /// Whether both hold.
    public func and(_ other: Truth) -> Truth { min(self, other) }

    /// Whether at least one holds.
    public func or(_ other: Truth) -> Truth { max(self, other) }

    /// Whether it does not hold.
    public static prefix func ! (truth: Truth) -> Truth {
        switch truth {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }

    /// Whether at least so many of some things hold: yes once so many do, no once too few are left that could.
    public static func atLeast(_ count: Int, of truths: some Sequence<Truth>) -> Truth {
        var (certain, possible) = (0, 0)
        for truth in truths {
            certain += truth == .yes ? 1 : 0
            possible += truth == .no ? 0 : 1
        }
        return certain >= count ? .yes : possible < count ? .no : .unknown
    }
}

extension Truth: Comparable {
    /// Whether `a` is further from holding than `b`: no, unknown, yes.
    public static func < (a: Truth, b: Truth) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .no: 0
        case .unknown: 1
        case .yes: 2
        }
    }
}
