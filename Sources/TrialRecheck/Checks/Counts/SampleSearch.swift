/// A search for whole numbers within limits that have a sum and a sum of squares.
struct SampleSearch {
    /// How it ended.
    enum Outcome: Hashable {
        /// These numbers have them, in order.
        case found([Int])
        /// No numbers have them.
        case impossible
        /// None were found; there may be some.
        case open
    }

    let outcome: Outcome

    /// Searches for `count` whole numbers from `low` to `high`.
    init(_ total: Int, _ squares: Int, of count: Int, _ low: Int, _ high: Int) {
        guard let bounds = Self.bounds(total, of: count, low, high), squares >= bounds.least, squares <= bounds.most,
            (squares - total).isMultiple(of: 2)
        else {
            outcome = .impossible
            return
        }
        var sample = Self.crowded(total, count)
        outcome = Self.widen(&sample, by: squares - bounds.least, low, high) ? .found(sample) : .open
    }

    /// The least and the largest sum of squares that numbers with a sum can have; `nil` where no numbers have the sum.
    static func bounds(_ total: Int, of count: Int, _ low: Int, _ high: Int) -> (least: Int, most: Int)? {
        guard count > 0, low <= high, total >= low * count, total <= high * count else { return nil }
        let base = Int((Double(total) / Double(count)).rounded(.down))
        let extra = total - base * count
        let least = (count - extra) * base * base + extra * (base + 1) * (base + 1)
        return (least, spread(total, count, low, high))
    }

    /// The numbers next to their mean.
    private static func crowded(_ total: Int, _ count: Int) -> [Int] {
        let base = Int((Double(total) / Double(count)).rounded(.down))
        let extra = total - base * count
        return [Int](repeating: base, count: count - extra) + [Int](repeating: base + 1, count: extra)
    }

    /// The sum of squares of numbers at the limits, with one between that makes up the sum.
    private static func spread(_ total: Int, _ count: Int, _ low: Int, _ high: Int) -> Int {
        guard high > low else { return count * low * low }
        let (above, rest) = (total - low * count).quotientAndRemainder(dividingBy: high - low)
        let middle = above < count ? (low + rest) * (low + rest) : 0
        return above * high * high + middle + max(0, count - above - 1) * low * low
    }

    /// Moves pairs of numbers apart until the sum of squares has grown; a pair a ≤ b moved by one each adds 2(b − a) + 2.
    private static func widen(_ sample: inout [Int], by growth: Int, _ low: Int, _ high: Int) -> Bool {
        var rest = growth
        while rest > 0 {
            var best: (gain: Int, first: Int, second: Int)?
            // The numbers stay in order; the pair with the largest gain that is not too large.
            for first in sample.indices where sample[first] > low && (first == 0 || sample[first - 1] < sample[first]) {
                for second in sample.indices.reversed()
                where second > first && sample[second] < high
                    && (second == sample.count - 1 || sample[second + 1] > sample[second])
                {
                    let gain = 2 * (sample[second] - sample[first]) + 2
                    if gain <= rest, gain > best?.gain ?? 0 { best = (gain, first, second) }
                }
            }
            guard let best else { return false }
            sample[best.first] -= 1
            sample[best.second] += 1
            rest -= best.gain
        }
        return true
    }
}
