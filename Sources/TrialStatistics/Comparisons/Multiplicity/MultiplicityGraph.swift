/// A graph that says how the level of a family is shared among its hypotheses, and where the share of a rejected one goes.
///
/// Hypothesis i is tested at wᵢα. Once it is rejected its share passes along the arrows: gᵢⱼ of it to hypothesis j.
///
/// ```swift
/// // Two primary endpoints, each with a secondary that is tested only after it.
/// let graph = try MultiplicityGraph(
///     weights: [0.5, 0.5, 0, 0],
///     transitions: [[0, 0.5, 0.5, 0], [0.5, 0, 0, 0.5], [0, 1, 0, 0], [1, 0, 0, 0]])
/// ```
///
/// ## References
/// Bretz, Maurer, Brannath & Posch, *Stat Med* 28 (2009) 586–604. Wiens, *Pharm Stat* 2 (2003) 211–215 (fallback). Wiens & Dmitrienko, *J Biopharm Stat* 15
/// (2005) 929–942 (its extension). R `gMCP`, `graphicalMCP`.
public struct MultiplicityGraph: Sendable, Hashable {
    /// wᵢ, the share of the level that a hypothesis starts with.
    public let weights: [Double]
    /// gᵢⱼ, the part of its share that hypothesis i passes to j when it is rejected, row by row.
    public let transitions: [[Double]]

    /// What rounding may add to a sum of shares.
    private static let slack = 1e-9

    /// A graph of weights and transitions.
    ///
    /// - Throws: ``StatisticsError`` for weights below 0 or together above 1, transitions that are not a square of numbers in 0...1, pass on more than all, or
    ///   lead from a hypothesis to itself.
    public init(weights: [Double], transitions: [[Double]]) throws(StatisticsError) {
        guard !weights.isEmpty else {
            throw StatisticsError(.empty, argument: "weights", "weights is empty; expected one for each hypothesis")
        }
        try checkProbabilities(weights, "weights")
        let sum = weights.reduce(0, +)
        guard sum <= 1 + Self.slack else {
            throw StatisticsError(
                .invalidValue, argument: "weights", "weights add up to \(sum); expected at most 1, the whole level")
        }
        guard transitions.count == weights.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "transitions",
                "transitions has \(transitions.count) rows; expected \(weights.count), one for each hypothesis")
        }
        for (index, row) in transitions.enumerated() { try Self.check(row, index, weights.count) }
        self.weights = weights
        self.transitions = transitions
    }

    private static func check(_ row: [Double], _ index: Int, _ count: Int) throws(StatisticsError) {
        guard row.count == count else {
            throw StatisticsError(
                .lengthMismatch, argument: "transitions", index: index,
                "transitions[\(index)] has \(row.count) numbers; expected \(count), one for each hypothesis")
        }
        try checkProbabilities(row, "transitions[\(index)]")
        guard row[index] == 0 else {
            throw StatisticsError(
                .invalidValue, argument: "transitions", index: index,
                "transitions[\(index)][\(index)] is \(row[index]); expected 0: no hypothesis passes its share to itself"
            )
        }
        let sum = row.reduce(0, +)
        guard sum <= 1 + slack else {
            throw StatisticsError(
                .invalidValue, argument: "transitions", index: index,
                "transitions[\(index)] adds up to \(sum); expected at most 1, all of the share")
        }
    }

    private init(unchecked weights: [Double], _ transitions: [[Double]]) {
        self.weights = weights
        self.transitions = transitions
    }

    /// Holm's procedure, of given weights or of equal ones: a rejected hypothesis shares with the others in proportion to theirs.
    ///
    /// - Throws: ``StatisticsError`` as for weights.
    public static func holm(weights: [Double]) throws(StatisticsError) -> MultiplicityGraph {
        let transitions = weights.indices.map { from in
            let others = weights.indices.reduce(0) { $1 == from ? $0 : $0 + weights[$1] }
            return weights.indices.map { to in from == to || others == 0 ? 0 : weights[to] / others }
        }
        return try MultiplicityGraph(weights: weights, transitions: transitions)
    }

    /// A fixed sequence: the whole level for the first, and for each next one as long as all before it are rejected.
    public static func fixedSequence(_ count: Int) throws(StatisticsError) -> MultiplicityGraph {
        try fallback(weights: (0..<max(0, count)).map { $0 == 0 ? 1 : 0 })
    }

    /// The fallback procedure: each hypothesis in turn has its own share, and those of the ones before it that were rejected on the way.
    ///
    /// - Parameters:
    ///   - weights: the share of the level of each hypothesis, in their order.
    ///   - isExhaustive: whether the last, when it is rejected, passes its share back to the others in proportion to their weights, as
    ///     Wiens and Dmitrienko; without it that share is lost.
    /// - Throws: ``StatisticsError`` as for weights.
    public static func fallback(
        weights: [Double], isExhaustive: Bool = false
    ) throws(StatisticsError) -> MultiplicityGraph {
        let last = weights.count - 1
        let others = weights.dropLast().reduce(0, +)
        let transitions = weights.indices.map { from in
            weights.indices.map { to in
                if from < last { return to == from + 1 ? 1.0 : 0 }
                return isExhaustive && to < last && others > 0 ? weights[to] / others : 0
            }
        }
        return try MultiplicityGraph(weights: weights, transitions: transitions)
    }

    /// The graph without a hypothesis, whose share has passed on and whose arrows are joined; it keeps its place, with weight 0 and no arrows.
    ///
    /// ```
    /// wₗ ← wₗ + wⱼ gⱼₗ,   gₗₖ ← (gₗₖ + gₗⱼ gⱼₖ) / (1 − gₗⱼ gⱼₗ)
    /// ```
    public func removing(_ hypothesis: Int) -> MultiplicityGraph {
        let j = hypothesis
        let g = transitions
        let others = weights.indices.filter { $0 != j }
        var (newWeights, newTransitions) = (weights, g)
        newWeights[j] = 0
        newTransitions[j] = weights.map { _ in 0 }
        for l in others {
            newWeights[l] = min(1, weights[l] + weights[j] * g[j][l])
            newTransitions[l][j] = 0
            let loop = g[l][j] * g[j][l]
            for k in others where k != l {
                newTransitions[l][k] = loop < 1 ? min(1, (g[l][k] + g[l][j] * g[j][k]) / (1 - loop)) : 0
            }
        }
        return MultiplicityGraph(unchecked: newWeights, newTransitions)
    }
}
