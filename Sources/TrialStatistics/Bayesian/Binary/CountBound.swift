/// The least count of a look for which something holds that then holds for all larger ones, found look by look.
///
/// What holds for x of n must hold for x + 1 of n + 1, and what does not hold for x of n must not hold for x of n + 1. So the bound never falls as
/// subjects join and rises by one a subject at most, and each look searches only the counts between.
struct CountBound {
    private let holds: (_ count: Int, _ subjects: Int) -> Bool
    private var subjects = 0
    /// The bound after `subjects`, which may be one more than there are.
    private var bound = 0

    init(holds: @escaping (_ count: Int, _ subjects: Int) -> Bool) { self.holds = holds }

    /// The bound after so many subjects; one more than there are where it holds for none.
    mutating func advance(to subjects: Int) -> Int {
        var low = bound
        var high = min(bound + 1 + subjects - self.subjects, subjects + 1)
        self.subjects = subjects
        while low < high {
            let middle = (low + high) / 2
            if holds(middle, subjects) { high = middle } else { low = middle + 1 }
        }
        bound = low
        return low
    }
}

/// The counts of a look that stop, of two bounds: many from one on, few below the other.
struct StoppingCounts {
    let stopAt: Int?
    let stopAtMost: Int?

    /// - Parameters:
    ///   - many: the least count that stops for many.
    ///   - goingOn: the least count that does not stop for few.
    init(subjects: Int, many: Int?, goingOn: Int?) {
        stopAt = many.flatMap { $0 <= subjects ? $0 : nil }
        stopAtMost = goingOn.flatMap { $0 > 0 ? $0 - 1 : nil }
    }
}
