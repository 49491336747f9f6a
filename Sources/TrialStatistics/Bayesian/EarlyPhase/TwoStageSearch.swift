import TrialNumerics

/// Simon's two-stage designs: the optimal, the minimax and the admissible ones between them.
///
/// Of all designs with at most α of a false and at least 1 − β of a true finding, the optimal one has the least E[N | p₀], the minimax one the least n (and
/// of these the least E[N | p₀]). An admissible one minimises w n + (1 − w) E[N | p₀] for some weight w: it gives up little of one for much of the other.
///
/// ```swift
/// let search = try TwoStageSearch(null: 0.1, alternative: 0.3, alpha: 0.05, power: 0.8)
/// search.optimal?.design            // 1/10, 5/29
/// search.minimax?.design            // 1/15, 5/25
/// ```
///
/// ## Validated against
/// The tables of Simon's paper; a search over all designs in Python (`Validation/Python/two-stage-designs.json`).
///
/// ## References
/// Simon, *Control Clin Trials* 10 (1989) 1–10. Jung, Lee, Kim & George, *Stat Med* 23 (2004) 561–569. Mander & Thompson, *Contemp Clin Trials* 31 (2010) 572–578.
public struct TwoStageSearch: Sendable, Hashable {
    /// A design that keeps the errors, with its numbers.
    public struct Candidate: Sendable, Hashable {
        /// The design.
        public let design: TwoStageDesign
        /// The probability of a false finding, at p₀.
        public let typeOneError: Double
        /// The probability of a true finding, at p₁.
        public let power: Double
        /// E[N | p₀].
        public let expectedAtNull: Double
        /// P(stop after the first stage | p₀).
        public let stopsEarlyAtNull: Double
        /// The weights w of n for which no other design has less of w n + (1 − w) E[N | p₀]; nil for designs that are not admissible.
        public let weights: ClosedRange<Double>?
    }

    /// The design with the least E[N | p₀] of each n that has one, by n, up to the optimal one.
    public let candidates: [Candidate]

    /// The design with the least n.
    public var minimax: Candidate? { candidates.first }
    /// The design with the least E[N | p₀].
    public var optimal: Candidate? { candidates.last }
    /// The designs that are best for some weight, from the minimax to the optimal one.
    public var admissible: [Candidate] { candidates.filter { $0.weights != nil } }

    /// A search over all designs.
    ///
    /// - Parameters:
    ///   - null: p₀, the response rate of no interest.
    ///   - alternative: p₁, the rate to be found.
    ///   - alpha: the largest probability of a false finding.
    ///   - power: the least probability of a true finding.
    ///   - stopsForEfficacy: whether the first stage may also end the trial because enough have responded.
    ///   - largest: the largest n that is tried; twice that of the exact one-stage design by default.
    /// - Throws: ``StatisticsError`` that names the argument; `largest` where it is below every design.
    public init(
        null: Double, alternative: Double, alpha: Double, power: Double, stopsForEfficacy: Bool = false,
        largest: Int? = nil
    ) throws(StatisticsError) {
        for (name, value) in [("null", null), ("alternative", alternative), ("alpha", alpha), ("power", power)]
        where !(value > 0 && value < 1) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a number between 0 and 1")
        }
        guard alternative > null else {
            throw StatisticsError(
                .invalidValue, argument: "alternative",
                "alternative is \(alternative); expected a rate above that of no interest, \(null)")
        }
        guard power > alpha else {
            throw StatisticsError(
                .invalidValue, argument: "power", "power is \(power); expected more than alpha, \(alpha)")
        }
        let limit = stopsForEfficacy ? Self.limitWithEfficacy : Self.limit
        if let largest, largest < 2 {
            throw StatisticsError(
                .invalidValue, argument: "largest", "largest is \(largest); expected a count of at least 2")
        }
        let oneStage = Self.oneStageSize(null, alternative, alpha, power, upTo: limit)
        let last = min(limit, largest ?? oneStage.map { 2 * $0 } ?? limit)
        let search = StageSearch(
            null: StageTables(largest: last, rate: null), alternative: StageTables(largest: last, rate: alternative),
            alpha: alpha, power: power, stopsForEfficacy: stopsForEfficacy)
        var found: [StageSearch.Found] = []
        for total in stride(from: 2, through: last, by: 1) { found += search.best(total: total).map { [$0] } ?? [] }
        guard !found.isEmpty else {
            throw StatisticsError(
                .invalidValue, argument: "largest",
                "largest is \(last), with which no design keeps both errors; expected "
                    + (last < limit ? "more, \(limit) at most, or " : "") + "rates further apart or larger errors"
            )
        }
        candidates = try Self.candidates(found)
    }

    /// The largest trial that is tried, and with stops for efficacy, of which there are many more designs.
    static let limit = 400
    static let limitWithEfficacy = 150

    /// The least size from which one stage keeps both errors.
    private static func oneStageSize(
        _ null: Double, _ alternative: Double, _ alpha: Double, _ power: Double, upTo limit: Int
    ) -> Int? {
        (1...limit).first { size in
            guard let atNull = try? Binomial(trials: size, probability: null),
                let atAlternative = try? Binomial(trials: size, probability: alternative),
                let critical = atNull.upperQuantile(alpha)
            else { return false }
            return atAlternative.upperTail(at: critical) >= power
        }
    }

    /// The best of each n up to the optimal one, with the weights of those on the lower convex hull of (n, E[N]).
    private static func candidates(_ found: [StageSearch.Found]) throws(StatisticsError) -> [Candidate] {
        let least = found.map(\.expected).min() ?? 0
        let end = found.firstIndex { $0.expected == least } ?? 0
        let kept = Array(found[...end])
        var candidates: [Candidate] = []
        for one in kept {
            candidates.append(
                Candidate(
                    design: try TwoStageDesign(
                        first: one.first, futility: one.futility, efficacy: one.efficacy, total: one.total,
                        rejectAbove: one.rejectAbove),
                    typeOneError: one.typeOneError, power: one.power, expectedAtNull: one.expected,
                    stopsEarlyAtNull: one.stopsEarly, weights: weights(of: one, among: kept)))
        }
        return candidates
    }

    /// Where w n + (1 − w) E is no more than that of any other: w between the slopes to the larger and the smaller trials.
    private static func weights(of one: StageSearch.Found, among all: [StageSearch.Found]) -> ClosedRange<Double>? {
        var (low, high) = (0.0, 1.0)
        for other in all where other.total != one.total {
            // w (n − n') ≤ (1 − w)(E' − E).
            let size = Double(one.total - other.total)
            let gain = other.expected - one.expected
            if size > 0 {
                guard gain > 0 else { return nil }
                high = min(high, gain / (gain + size))
            } else {
                low = max(low, gain < 0 ? gain / (gain + size) : 0)
            }
        }
        return low <= high ? low...high : nil
    }
}
