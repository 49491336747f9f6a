/// Order statistics of all differences xᵢ − yⱼ, or of all means of two differences, without listing them.
///
/// Sorted once, the values at most t are counted in one walk; bisection over the doubles themselves then gives the k-th
/// value exactly, in 64 walks whatever the number of pairs.
enum PairedOrder {
    /// The k-th smallest, k from 1, of xᵢ − yⱼ; both ascend.
    static func difference(_ k: Int, _ x: [Double], _ y: [Double]) -> Double {
        smallest(in: (x[0] - y[y.count - 1])...(x[x.count - 1] - y[0])) { t in
            // The first j from which x − yⱼ ≤ t moves up with x.
            var (count, j) = (0, 0)
            for value in x {
                while j < y.count, value - y[j] > t { j += 1 }
                count += y.count - j
            }
            return count >= k
        }
    }

    /// The k-th smallest, k from 1, of the Walsh averages (dᵢ + dⱼ)/2, i ≤ j; `d` ascends.
    static func average(_ k: Int, _ d: [Double]) -> Double {
        smallest(in: d[0]...d[d.count - 1]) { t in
            var (count, j) = (0, d.count)
            for i in d.indices {
                while j > i, d[i] / 2 + d[j - 1] / 2 > t { j -= 1 }
                guard j > i else { break }
                count += j - i
            }
            return count >= k
        }
    }

    /// The smallest double of a range with a property that all larger ones share.
    private static func smallest(in range: ClosedRange<Double>, _ isReached: (Double) -> Bool) -> Double {
        var (low, high) = (key(range.lowerBound), key(range.upperBound))
        while low < high {
            let middle = low + (high - low) / 2
            if isReached(number(middle)) { high = middle } else { low = middle + 1 }
        }
        return number(low)
    }

    /// A whole number that orders as the double does.
    private static func key(_ value: Double) -> UInt64 {
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    private static func number(_ key: UInt64) -> Double {
        Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }
}
