import TrialNumerics

/// The pairs of a concordance counted, and the part that each observation has in them.
///
/// One walk from the last time to the first asks at each event how many of those at risk have a lower score, in a tree
/// that they join as they come under observation; one walk forward asks for each observation how many events before its
/// own time had a lower one.
///
/// Here a pair is concordant when the higher score has the later event; ``turn()`` says it the other way round.
struct ConcordantPairs {
    /// By stratum.
    private(set) var counts: [Concordance.Counts] = []
    /// By row, Σ of +g and −g, and Σ of g, over its pairs, with the other's weight.
    private(set) var net: [Double]
    private(set) var all: [Double]

    init(
        _ followUp: SurvivalTimes, _ score: [Double], _ strata: Factor?, _ weighting: Concordance.TimeWeight,
        _ end: Double?
    ) {
        let order = RiskOrder(followUp, strata: strata)
        var walk = ConcordanceWalk(followUp, order, ScoreRanks(score, order))
        for stratum in 0..<order.stratumBounds.count - 1 {
            let factors = ConcordanceTimes(followUp, order, stratum, weighting, end).factors
            counts.append(walk.backward(stratum, factors))
            walk.forward(stratum, factors)
        }
        net = walk.byRow(walk.net, rowCount: followUp.count)
        all = walk.byRow(walk.all, rowCount: followUp.count)
    }

    /// Makes the higher score with the earlier event concordant.
    mutating func turn() {
        for stratum in counts.indices {
            let concordant = counts[stratum].concordant
            counts[stratum].concordant = counts[stratum].discordant
            counts[stratum].discordant = concordant
        }
        for row in net.indices { net[row] = -net[row] }
    }
}

/// By position, the rank of the score among the distinct scores of the stratum, from 0.
struct ScoreRanks {
    let rank: [Int32]
    /// For each stratum the number of distinct scores.
    let distinct: [Int]

    init(_ score: [Double], _ order: RiskOrder) {
        var position = [UInt32](repeating: .max, count: score.count)
        for (place, row) in order.rows.enumerated() { position[Int(row)] = UInt32(truncatingIfNeeded: place) }
        var sorted: [KeyedRow] = []
        sorted.reserveCapacity(order.count)
        for row in score.indices where position[row] != .max {
            let bits = (score[row] + 0).bitPattern
            sorted.append(KeyedRow(key: bits >> 63 == 1 ? ~bits : bits | 1 << 63, row: position[row]))
        }
        sorted.withUnsafeMutableBufferPointer { RadixSort.sort($0) }
        let strata = order.stratumBounds.count - 1
        var stratumOf = [Int32](repeating: 0, count: strata > 1 ? order.count : 0)
        if strata > 1 {
            for stratum in 0..<strata {
                for place in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
                    stratumOf[place] = Int32(truncatingIfNeeded: stratum)
                }
            }
        }
        var previous = [UInt64?](repeating: nil, count: strata)
        var distinct = [Int](repeating: 0, count: strata)
        var rank = [Int32](repeating: 0, count: order.count)
        for element in sorted {
            let stratum = strata > 1 ? Int(stratumOf[Int(element.row)]) : 0
            if previous[stratum] != element.sortKey {
                previous[stratum] = element.sortKey
                distinct[stratum] += 1
            }
            rank[Int(element.row)] = Int32(truncatingIfNeeded: distinct[stratum] - 1)
        }
        self.rank = rank
        self.distinct = distinct
    }
}
