/// The things that would have to be known to settle whether something holds.
///
/// Each set of ``toHold`` is a smallest set of things whose values could make it hold, and each of ``toFail`` one whose
/// values could make it fail; the other things may stay unknown. An empty set means that it is settled so already, and
/// no set that it cannot come so.
///
/// The conditions are taken to vary independently of each other: where two conditions on one fact contradict each
/// other, a set may be named that cannot in truth make both hold.
public struct Settlement: Sendable, Hashable {
    /// The sets that could make it hold, those with fewer things first.
    public let toHold: [[FactAsk]]
    /// The sets that could make it fail, those with fewer things first.
    public let toFail: [[FactAsk]]

    /// The most sets that are kept; of more, those with fewer things.
    static let most = 64

    /// The fewest things whose values could settle it either way; none where it is settled.
    public var fewest: [FactAsk] {
        // What could fail comes first among equals: it ends the matter.
        (Array(toFail.prefix(1)) + Array(toHold.prefix(1))).min { $0.count < $1.count } ?? []
    }

    /// The fewest things whose values could make it hold; `nil` where nothing could.
    public var fewestToHold: [FactAsk]? { toHold.first }

    /// What would settle a condition that is settled.
    package static func settled(_ holds: Bool) -> Settlement {
        Settlement(toHold: holds ? [[]] : [], toFail: holds ? [] : [[]])
    }

    /// What would settle a condition that is open, of which any of some sets of things decides.
    package static func open(_ alternatives: [[FactAsk]], canFail: Bool = true) -> Settlement {
        let sets = pruned(alternatives)
        return Settlement(toHold: sets, toFail: canFail ? sets : [])
    }

    /// The opposite.
    package var negated: Settlement { Settlement(toHold: toFail, toFail: toHold) }

    /// What would settle whether all of some things hold.
    package static func all(_ parts: [Settlement]) -> Settlement { atLeast(parts.count, of: parts) }

    /// What would settle whether at least one of some things holds.
    package static func any(_ parts: [Settlement]) -> Settlement { atLeast(1, of: parts) }

    /// What would settle whether at least so many of some things hold.
    package static func atLeast(_ count: Int, of parts: [Settlement]) -> Settlement {
        Settlement(
            toHold: choices(count, of: parts.map(\.toHold)),
            toFail: choices(parts.count - count + 1, of: parts.map(\.toFail)))
    }

    /// The sets that bring about so many of some things, each of which has sets that bring it about.
    private static func choices(_ count: Int, of parts: [[[FactAsk]]]) -> [[FactAsk]] {
        guard count > 0 else { return [[]] }
        guard count <= parts.count else { return [] }
        if count == parts.count {
            return parts.reduce([[]]) { sets, part in pruned(sets.flatMap { set in part.map { union(set, $0) } }) }
        }
        // sets[k] brings about k of the parts so far.
        var sets: [[[FactAsk]]] = [[[]]] + Array(repeating: [], count: count)
        for (index, part) in parts.enumerated() where !part.isEmpty {
            for k in stride(from: min(index + 1, count), through: 1, by: -1) {
                let more = sets[k - 1].flatMap { set in part.map { union(set, $0) } }
                sets[k] = pruned(sets[k] + more)
            }
        }
        return sets[count]
    }

    private static func union(_ a: [FactAsk], _ b: [FactAsk]) -> [FactAsk] {
        b.isEmpty ? a : a.isEmpty ? b : Set(a).union(b).sorted()
    }

    /// The sets that hold no other of them, the smallest first; of equal sizes those with fewer new values, as the date
    /// of a value that is there is sooner found than another value, and then by their names.
    private static func pruned(_ sets: [[FactAsk]]) -> [[FactAsk]] {
        let sorted = Set(sets.map { $0.sorted() }).sorted { a, b in
            let (first, second) = ([a.count, a.newValues], [b.count, b.newValues])
            return first == second ? a.lexicographicallyPrecedes(b) : first.lexicographicallyPrecedes(second)
        }
        var kept: [Set<FactAsk>] = []
        var result: [[FactAsk]] = []
        for candidate in sorted where result.count < most {
            let set = Set(candidate)
            guard !kept.contains(where: { $0.isSubset(of: set) }) else { continue }
            kept.append(set)
            result.append(candidate)
        }
        return result
    }
}

extension [FactAsk] {
    /// How many values are to be found anew.
    fileprivate var newValues: Int { count { $0.aspect == .value } }
}
