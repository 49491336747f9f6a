/// The least count of a look that a rule tells from the smaller ones, found look by look.
///
/// The bound never falls as subjects join and rises by one a subject at most, so each look searches only the counts between.
struct CountBound {
    /// Which counts are told from the smaller ones.
    enum Side {
        /// Those whose probability is above the cut-off.
        case above
        /// Those whose probability is not below it.
        case below
    }

    private let prior: BetaPrior
    private let rule: BinaryRule
    private let side: Side
    private var subjects = 0
    /// The bound after `subjects`, which may be one more than there are.
    private var bound = 0

    init(_ prior: BetaPrior, _ rule: BinaryRule, _ side: Side) {
        self.prior = prior
        self.rule = rule
        self.side = side
    }

    /// The bound after so many subjects; nil where it is more than there are.
    mutating func advance(to subjects: Int) -> Int? {
        var low = bound
        var high = min(bound + 1 + subjects - self.subjects, subjects + 1)
        self.subjects = subjects
        while low < high {
            let middle = (low + high) / 2
            if holds(middle, of: subjects) { high = middle } else { low = middle + 1 }
        }
        bound = low
        return low <= subjects ? low : nil
    }

    private func holds(_ count: Int, of subjects: Int) -> Bool {
        let probability = rule.probability(prior.posterior(events: count, of: subjects))
        return side == .above ? rule.isAbove(probability) : !rule.isBelow(probability)
    }
}
