/// The tables of two groups that are at least as extreme as one, by the probability that they have given the number of events.
struct ExtremeTables {
    /// wₛ: of all tables with s events, the hypergeometric probability of the extreme ones, s from 0 to N.
    let conditionalProbabilities: [Double]

    /// Two of Fisher's p-values that differ by no more than this share are equal.
    private static let tie = 1 + 1e-10

    init(_ table: FourfoldTable, _ statistic: UnconditionalExactTest.Statistic, _ alternative: Alternative) {
        switch statistic {
        case .fisher: conditionalProbabilities = Self.byFisher(table, alternative)
        case .pooled, .unpooled:
            let order = ScoreOrder(table, isPooled: statistic == .pooled)
            let seen = order.square(table.a, table.c)
            conditionalProbabilities = Self.sums(table) { first, second in
                let square = order.square(first, second)
                switch alternative {
                case .greater: return !(square < seen)
                case .less: return !(seen < square)
                case .twoSided: return !(square.magnitude < seen.magnitude)
                }
            }
        }
    }

    /// wₛ of the tables (x₁, x₂) that are chosen.
    private static func sums(_ table: FourfoldTable, _ isExtreme: (Int, Int) -> Bool) -> [Double] {
        (0...table.total).map { events in
            let counts = HypergeometricCounts(groups: table.a + table.b, table.c + table.d, events: events)
            let probabilities = counts.probabilities()
            return probabilities.indices.reduce(0) { sum, index in
                let first = counts.lowest + index
                return isExtreme(first, events - first) ? sum + probabilities[index] : sum
            }
        }
    }

    /// wₛ of the tables whose Fisher p-value is no larger than that of the one seen.
    private static func byFisher(_ table: FourfoldTable, _ alternative: Alternative) -> [Double] {
        func pValues(_ events: Int) -> (lowest: Int, probabilities: [Double], values: [Double]) {
            let counts = HypergeometricCounts(groups: table.a + table.b, table.c + table.d, events: events)
            let probabilities = counts.probabilities()
            return (counts.lowest, probabilities, fisher(probabilities, alternative))
        }
        let own = pValues(table.a + table.c)
        let seen = own.values[table.a - own.lowest] * tie
        return (0...table.total).map { events in
            let (_, probabilities, values) = pValues(events)
            return zip(probabilities, values).reduce(0) { $1.1 <= seen ? $0 + $1.0 : $0 }
        }
    }

    /// Fisher's p-value of each table from the probabilities given all totals.
    private static func fisher(_ probabilities: [Double], _ alternative: Alternative) -> [Double] {
        func running(_ values: some Sequence<Double>) -> [Double] {
            var sum = 0.0
            return values.map { value in
                sum += value
                return sum
            }
        }
        switch alternative {
        case .less: return running(probabilities)
        case .greater: return running(probabilities.reversed()).reversed()
        case .twoSided:
            let ascending = probabilities.sorted()
            let sums = running(ascending)
            return probabilities.map { own in
                // All tables no likelier, as likely to one part in 10⁷ as in FisherExactTest.
                var (low, high) = (0, ascending.count)
                while low < high {
                    let middle = (low + high) / 2
                    if ascending[middle] <= own * (1 + 1e-7) { low = middle + 1 } else { high = middle }
                }
                return low > 0 ? sums[low - 1] : 0
            }
        }
    }
}

/// The order of tables by a standardised difference of proportions, in whole numbers, so that ties are ties.
///
/// With D = x₁n₂ − x₂n₁ the square of z, with its sign, is a constant times D|D|/V, where V = s(N − s) pooled and
/// V = x₁(n₁ − x₁)n₂³ + x₂(n₂ − x₂)n₁³ not pooled.
private struct ScoreOrder {
    let first, second: Int
    let isPooled: Bool

    init(_ table: FourfoldTable, isPooled: Bool) {
        first = table.a + table.b
        second = table.c + table.d
        self.isPooled = isPooled
    }

    func square(_ one: Int, _ other: Int) -> SignedRatio {
        let difference = Int128(one * second - other * first)
        let (events, total) = (one + other, first + second)
        let variance =
            isPooled
            ? Int128(events * (total - events))
            : Int128(one * (first - one)) * Int128(second * second * second)
                + Int128(other * (second - other)) * Int128(first * first * first)
        return SignedRatio(numerator: difference * (difference < 0 ? -difference : difference), denominator: variance)
    }
}

/// A fraction with a denominator of at least 0; over 0 it is beyond all others, 0/0 is 0.
private struct SignedRatio {
    let numerator, denominator: Int128

    var magnitude: SignedRatio {
        SignedRatio(numerator: numerator < 0 ? -numerator : numerator, denominator: denominator)
    }

    static func < (one: SignedRatio, other: SignedRatio) -> Bool {
        if one.denominator == 0 || other.denominator == 0 { return one.rank < other.rank }
        return one.numerator * other.denominator < other.numerator * one.denominator
    }

    /// −1 for −∞, 1 for ∞, 0 for all that is finite, which is told apart by its sign where the other is 0/0.
    private var rank: Double {
        if denominator == 0 { return Double(numerator.signum()) * 2 }
        return Double(numerator.signum())
    }
}
