/// The closed test of a graph, by brute force: every intersection of hypotheses is tested by itself, with weighted Bonferroni tests.
///
/// The shares within an intersection come from a random walk, not from removing hypotheses one by one: a hypothesis outside sends its share along the
/// arrows until it reaches one inside, or is lost.
public enum NaiveClosedTest {
    /// The adjusted p-value of each hypothesis: the largest over all intersections it belongs to.
    public static func adjusted(_ pValues: [Double], weights: [Double], transitions: [[Double]]) -> [Double] {
        var adjusted = pValues.map { _ in 0.0 }
        for members in 1..<(1 << pValues.count) {
            let inside = pValues.indices.filter { members >> $0 & 1 == 1 }
            let shares = shares(within: inside, weights, transitions)
            let ratios = inside.compactMap { shares[$0] > 0 ? pValues[$0] / shares[$0] : nil }
            let p = min(1, ratios.min() ?? 1)
            for member in inside { adjusted[member] = max(adjusted[member], p) }
        }
        return adjusted
    }

    /// Simes's test of every intersection: Hommel's procedure by its definition.
    public static func simes(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues.map { _ in 0.0 }
        for members in 1..<(1 << pValues.count) {
            let inside = pValues.indices.filter { members >> $0 & 1 == 1 }
            let sorted = inside.map { pValues[$0] }.sorted()
            let p = sorted.enumerated().map { Double(sorted.count) * $1 / Double($0 + 1) }.min() ?? 1
            for member in inside { adjusted[member] = max(adjusted[member], min(1, p)) }
        }
        return adjusted
    }

    private static func shares(within inside: [Int], _ weights: [Double], _ transitions: [[Double]]) -> [Double] {
        var arrived = weights.map { _ in 0.0 }
        var moving = weights
        for _ in 0..<100_000 {
            var next = weights.map { _ in 0.0 }
            for place in moving.indices where moving[place] > 0 {
                if inside.contains(place) {
                    arrived[place] += moving[place]
                } else {
                    for target in next.indices { next[target] += moving[place] * transitions[place][target] }
                }
            }
            moving = next
            if moving.reduce(0, +) < 1e-15 { break }
        }
        return arrived
    }
}
