import TrialNumerics

/// The two walks over the observations of a stratum that count their pairs.
struct ConcordanceWalk: ~Copyable {
    private let followUp: SurvivalTimes
    private let order: RiskOrder
    private let ranks: ScoreRanks
    /// By position.
    private let weights: [Double]?
    /// Positions by stratum, then by ascending entry.
    private let entering: [Int32]
    /// Weights by the rank of the score, from below and, where weights are not whole and a difference would leave
    /// rounding in place of 0, from above.
    private var lower: PrefixSums
    private var upper: PrefixSums
    private let addsFromAbove: Bool
    /// Weights at each rank, where scores are tied, and those of the events now being compared.
    private let hasTies: Bool
    private var equal: [Double]
    private var equalHere: [Double]
    /// By position, Σ ±g and Σ g over pairs, with the weight of the other.
    private(set) var net: [Double]
    private(set) var all: [Double]

    init(_ followUp: SurvivalTimes, _ order: RiskOrder, _ ranks: ScoreRanks) {
        self.followUp = followUp
        self.order = order
        self.ranks = ranks
        weights = followUp.weights.map { weights in order.rows.map { weights[Int($0)] } }
        entering = Self.positions(order.entryRows ?? [], order, followUp.count)
        let most = ranks.distinct.max() ?? 0
        addsFromAbove = !followUp.hasWholeWeights
        lower = PrefixSums(count: most)
        upper = PrefixSums(count: addsFromAbove ? most : 0)
        hasTies = ranks.distinct.reduce(0, +) < order.count
        equal = [Double](repeating: 0, count: hasTies ? most : 0)
        equalHere = equal
        net = [Double](repeating: 0, count: order.count)
        all = net
    }

    private static func positions(_ rows: [UInt32], _ order: RiskOrder, _ rowCount: Int) -> [Int32] {
        guard !rows.isEmpty else { return [] }
        var position = [Int32](repeating: 0, count: rowCount)
        for (place, row) in order.rows.enumerated() { position[Int(row)] = Int32(truncatingIfNeeded: place) }
        return rows.map { position[Int($0)] }
    }

    /// Numbers by position as numbers by row; 0 for rows that do not count.
    func byRow(_ byPosition: [Double], rowCount: Int) -> [Double] {
        var result = [Double](repeating: 0, count: rowCount)
        for (place, row) in order.rows.enumerated() { result[Int(row)] = byPosition[place] }
        return result
    }

    private mutating func reset(_ stratum: Int) {
        let distinct = ranks.distinct[stratum]
        lower.reset(count: distinct)
        if addsFromAbove { upper.reset(count: distinct) }
        if hasTies { for rank in 0..<distinct { equal[rank] = 0 } }
    }

    @inline(__always)
    private mutating func add(_ value: Double, _ rank: Int, _ distinct: Int) {
        lower.add(value, at: rank)
        if addsFromAbove { upper.add(value, at: distinct - 1 - rank) }
        if hasTies { equal[rank] += value }
    }

    /// The sums of what was added at lower ranks and at higher ones.
    @inline(__always)
    private func sums(_ rank: Int, _ distinct: Int) -> (lower: Double, higher: Double) {
        let below = lower.sum(before: rank)
        return (below, addsFromAbove ? upper.sum(before: distinct - 1 - rank) : lower.total - below - tied(rank))
    }

    /// What was added at a rank, of which there is nothing where no two scores are equal.
    @inline(__always)
    private func tied(_ rank: Int) -> Double { hasTies ? equal[rank] : 0 }

    private func entry(_ place: Int) -> Double { followUp.entries?[Int(order.rows[Int(entering[place])])] ?? 0 }
}

extension ConcordanceWalk {
    /// From the last time to the first: the pairs that each event opens with those at risk after it.
    mutating func backward(_ stratum: Int, _ factors: [Double]?) -> Concordance.Counts {
        let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
        let distinct = ranks.distinct[stratum]
        var counts = Concordance.Counts()
        var event = factors?.count ?? 0
        var end = range.upperBound
        var late = range.upperBound - 1
        reset(stratum)
        while end > range.lowerBound {
            var start = end - 1
            while !order.marks[start].contains(.beginsTime) { start -= 1 }
            for position in start..<end where !order.marks[position].contains(.event) {
                add(weights?[position] ?? 1, Int(ranks.rank[position]), distinct)
            }
            if order.marks[start].contains(.beginsEventTime) {
                event -= 1
                if !entering.isEmpty {
                    let time = followUp.times[Int(order.rows[start])]
                    while late >= range.lowerBound, entry(late) >= time {
                        let position = Int(entering[late])
                        add(-(weights?[position] ?? 1), Int(ranks.rank[position]), distinct)
                        late -= 1
                    }
                }
                open(start..<end, factors?[event] ?? 1, distinct, &counts)
            }
            end = start
        }
        return counts
    }

    /// Compares the events of one time with those at risk after it, lets them join, and counts the ties among them.
    private mutating func open(
        _ group: Range<Int>, _ factor: Double, _ distinct: Int, _ counts: inout Concordance.Counts
    ) {
        var deaths = 0
        for position in group where order.marks[position].contains(.event) {
            let rank = Int(ranks.rank[position])
            let (lower, higher) = sums(rank, distinct)
            let weight = factor * (weights?[position] ?? 1)
            counts.concordant += weight * higher
            counts.discordant += weight * lower
            counts.tiedScore += weight * tied(rank)
            net[position] += factor * (higher - lower)
            all[position] += factor * (higher + lower + tied(rank))
            deaths += 1
        }
        var here = 0.0
        for position in group where order.marks[position].contains(.event) {
            let rank = Int(ranks.rank[position])
            let weight = weights?[position] ?? 1
            add(weight, rank, distinct)
            guard deaths > 1 else { continue }
            counts.tiedTime += factor * weight * here
            if hasTies {
                counts.tiedBoth += factor * weight * equalHere[rank]
                counts.tiedTime -= factor * weight * equalHere[rank]
                equalHere[rank] += weight
            }
            here += weight
        }
        guard deaths > 1, hasTies else { return }
        for position in group { equalHere[Int(ranks.rank[position])] = 0 }
    }

    /// From the first time to the last: the pairs in which an observation outlives events before its own time.
    mutating func forward(_ stratum: Int, _ factors: [Double]?) {
        let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
        let distinct = ranks.distinct[stratum]
        var event = 0
        var start = range.lowerBound
        var late = range.lowerBound
        reset(stratum)
        while start < range.upperBound {
            var end = start + 1
            while end < range.upperBound, !order.marks[end].contains(.beginsTime) { end += 1 }
            if !entering.isEmpty {
                let time = followUp.times[Int(order.rows[start])]
                while late < range.upperBound, entry(late) < time {
                    // What happened before an entry is no pair: it is taken out before it is counted.
                    outlive(Int(entering[late]), distinct, sign: -1)
                    late += 1
                }
            }
            if order.marks[start].contains(.beginsEventTime) {
                for position in start..<end where order.marks[position].contains(.event) {
                    outlive(position, distinct, sign: 1)
                }
                let factor = factors?[event] ?? 1
                event += 1
                for position in start..<end where order.marks[position].contains(.event) {
                    add(factor * (weights?[position] ?? 1), Int(ranks.rank[position]), distinct)
                }
            }
            for position in start..<end where !order.marks[position].contains(.event) {
                outlive(position, distinct, sign: 1)
            }
            start = end
        }
    }

    @inline(__always)
    private mutating func outlive(_ position: Int, _ distinct: Int, sign: Double) {
        let rank = Int(ranks.rank[position])
        let (lower, higher) = sums(rank, distinct)
        net[position] += sign * (lower - higher)
        all[position] += sign * (lower + higher + tied(rank))
    }
}
