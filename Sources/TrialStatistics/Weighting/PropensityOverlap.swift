/// How far the propensity scores of two groups overlap: whether there are subjects of one group like those of the other.
///
/// Weights can compare only subjects who might have been in either group. Scores of one group where the other has none are such as no
/// weight helps.
///
/// ```
/// common range   from the larger of the two smallest scores to the smaller of the two largest
/// c              P(score of a compared subject > that of a reference subject) + ½ P(equal)
/// ```
///
/// ```swift
/// let overlap = try PropensityOverlap(scores: [0.2, 0.5, 0.4, 0.9], isCompared: [false, false, true, true])
/// overlap.commonRange           // 0.4...0.5
/// overlap.concordance           // 3/4
/// ```
///
/// ## Edge cases
/// No common range: all scores of one group lie above all of the other; ``commonRange`` is absent and every subject is outside.
///
/// ## Validated against
/// The formulas in base R, `wilcox.test` for c (`Validation/R/baseline-balance.json`).
///
/// ## References
/// Austin & Stuart, *Stat Med* 34 (2015) 3661–3679, section 5. Dehejia & Wahba, *JASA* 94 (1999) 1053–1062 (common range).
public struct PropensityOverlap: Sendable, Hashable {
    /// The scores of one group.
    public struct Group: Sendable, Hashable {
        /// The scores described.
        public let scores: SampleDescription
        /// The number of subjects outside the common range.
        public let outsideCount: Int
        /// The number of subjects in each tenth of the scores, from 0 to 1.
        public let tenths: [Int]

        init(_ scores: [Double], _ range: ClosedRange<Double>?) throws(StatisticsError) {
            self.scores = try SampleDescription(scores)
            outsideCount = scores.reduce(0) { $0 + (range?.contains($1) == true ? 0 : 1) }
            tenths = scores.reduce(into: [Int](repeating: 0, count: 10)) { $0[min(9, Int($1 * 10))] += 1 }
        }
    }

    /// The scores of the reference.
    public let reference: Group
    /// The scores of the compared group.
    public let compared: Group
    /// The scores that both groups reach; absent where they lie apart.
    public let commonRange: ClosedRange<Double>?
    /// c, from ½ (groups alike) to 1 (groups apart).
    public let concordance: Double

    /// Describes the scores of two groups.
    ///
    /// - Throws: ``StatisticsError`` for lengths that differ, a score outside 0...1, or a group without subjects.
    /// - Complexity: O(n log n).
    public init(scores: [Double], isCompared: [Bool]) throws(StatisticsError) {
        guard scores.count == isCompared.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "isCompared",
                "isCompared has \(isCompared.count) elements; expected \(scores.count), one for each score")
        }
        for (index, score) in scores.enumerated() where !(score >= 0 && score <= 1) {
            throw .invalid("scores", index, score, expected: "a probability")
        }
        let own = scores.indices.filter { isCompared[$0] }.map { scores[$0] }
        let others = scores.indices.filter { !isCompared[$0] }.map { scores[$0] }
        guard let low = own.min(), let high = own.max(), let otherLow = others.min(), let otherHigh = others.max()
        else {
            throw StatisticsError(.empty, argument: "isCompared", "isCompared is the same for all; expected two groups")
        }
        let (start, end) = (max(low, otherLow), min(high, otherHigh))
        commonRange = start <= end ? start...end : nil
        reference = try Group(others, commonRange)
        compared = try Group(own, commonRange)
        concordance = Self.concordance(scores, isCompared, pairs: Double(own.count) * Double(others.count))
    }

    /// Counts pairs along the scores: of tied ones half.
    private static func concordance(_ scores: [Double], _ isCompared: [Bool], pairs: Double) -> Double {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var (below, sum) = (0.0, 0.0)
        var start = 0
        while start < order.count {
            var end = start
            var (tiedOwn, tiedOthers) = (0.0, 0.0)
            while end < order.count, scores[order[end]] == scores[order[start]] {
                if isCompared[order[end]] { tiedOwn += 1 } else { tiedOthers += 1 }
                end += 1
            }
            sum += tiedOwn * (below + tiedOthers / 2)
            below += tiedOthers
            start = end
        }
        return sum / pairs
    }
}
