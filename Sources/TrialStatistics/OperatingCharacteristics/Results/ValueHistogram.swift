/// How often values ≥ 0 occurred, in cells so narrow that quantiles are good to a thousandth, in a memory that does not grow
/// with their number.
///
/// A cell holds the numbers that agree in the leading bits of their binary form (1024 cells between powers of 2) and
/// remembers its smallest and largest; where both are the same, as for looks at fixed times, a quantile is exact. Counts, minima and
/// maxima add up in any order to the same.
public struct ValueHistogram: Sendable, Hashable, Codable {
    /// The keys of the cells, ascending.
    private(set) var keys: [Int] = []
    private(set) var counts: [Int] = []
    private(set) var least: [Double] = []
    private(set) var most: [Double] = []

    /// Bits of the fraction that do not tell cells apart.
    private static let droppedBits = 42

    init() {}

    /// The number of values.
    public var total: Int { counts.reduce(0, +) }

    mutating func add(_ value: Double) {
        let key = Int(value.bitPattern >> Self.droppedBits)
        insert(key, 1, value, value)
    }

    mutating func add(_ other: ValueHistogram) {
        for cell in other.keys.indices {
            insert(other.keys[cell], other.counts[cell], other.least[cell], other.most[cell])
        }
    }

    private mutating func insert(_ key: Int, _ count: Int, _ low: Double, _ high: Double) {
        var (first, last) = (0, keys.count)
        while first < last {
            let middle = (first + last) / 2
            if keys[middle] < key { first = middle + 1 } else { last = middle }
        }
        if first < keys.count, keys[first] == key {
            counts[first] += count
            least[first] = min(least[first], low)
            most[first] = max(most[first], high)
        } else {
            keys.insert(key, at: first)
            counts.insert(count, at: first)
            least.insert(low, at: first)
            most.insert(high, at: first)
        }
    }

    /// The smallest value that at least a share p of all do not exceed, as R's `quantile(type = 1)`; nil without values.
    ///
    /// Inside a cell with different values it is interpolated between the smallest and the largest.
    public func quantile(_ p: Double) -> Double? {
        let total = total
        guard total > 0 else { return nil }
        let rank = max(1, Int((p * Double(total)).rounded(.up)))
        var before = 0
        for cell in keys.indices {
            if before + counts[cell] >= rank {
                let part = counts[cell] > 1 ? Double(rank - before - 1) / Double(counts[cell] - 1) : 0
                return least[cell] + part * (most[cell] - least[cell])
            }
            before += counts[cell]
        }
        return most.last
    }

    /// Whether the cells are what values ≥ 0 would have made.
    var isSound: Bool {
        keys.count == counts.count && keys.count == least.count && keys.count == most.count
            && zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 } && counts.allSatisfy { $0 > 0 }
            && zip(least, most).allSatisfy { 0 <= $0 && $0 <= $1 && $1 < .infinity }
    }
}
