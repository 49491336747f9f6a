/// One walk from the first time to the last that counts the pairs of scores of which no two are equal.
///
/// Where everybody counts once and is at risk from the start, it need not be counted how many of those *after* an event
/// have a lower score: the rank says how many there are in all, and the tree how many of them are earlier. So one tree,
/// which everybody joins at the own time, tells both what an event does to those after it and what events did before it.
struct UntiedWalk: ~Copyable {
    private let order: RiskOrder
    private let ranks: ScoreRanks
    private var earlier: RankCounts
    /// The events that were entered, and how often one of a higher rank stood before one of a lower.
    private var events = 0
    private var discordant = 0
    private let shares: UnsafeMutableBufferPointer<SIMD2<Double>>

    /// - Parameter shares: by row, where Σ ±1 and Σ 1 over pairs go; rows that do not count are left alone.
    init(_ order: RiskOrder, _ ranks: ScoreRanks, into shares: UnsafeMutableBufferPointer<SIMD2<Double>>) {
        self.order = order
        self.ranks = ranks
        earlier = RankCounts(capacity: ranks.distinct.max() ?? 0)
        self.shares = shares
    }

    /// Whether pairs can be counted so.
    static func suits(_ followUp: SurvivalTimes, _ order: RiskOrder, _ ranks: ScoreRanks) -> Bool {
        followUp.weights == nil && followUp.entries == nil && ranks.distinct.reduce(0, +) == order.count
    }

    /// Counts the pairs of a stratum.
    mutating func count(_ stratum: Int) -> Concordance.Counts {
        let last = order.stratumBounds[stratum + 1]
        var start = order.stratumBounds[stratum]
        var counts = Concordance.Counts()
        var comparable = 0
        earlier.reset(count: ranks.distinct[stratum])
        (events, discordant) = (0, 0)
        while start < last {
            var end = start + 1
            var deaths = isEvent(start)
            while end < last, !order.marks[end].contains(.beginsTime) {
                deaths += isEvent(end)
                end += 1
            }
            let after = last - start - deaths
            if end - start == 1 {
                meet(start, after)
            } else {
                open(start..<end, deaths, after)
                outlive(start..<end)
                counts.tiedTime += Double(deaths) * Double(deaths - 1) / 2
            }
            comparable += deaths * after
            start = end
        }
        counts.discordant = Double(discordant)
        counts.concordant = Double(comparable - discordant)
        return counts
    }

    @inline(__always)
    private func isEvent(_ position: Int) -> Int { order.marks[position].contains(.event) ? 1 : 0 }

    /// Compares who is alone at a time with the events before and, if it is an event, with those after, and enters it.
    ///
    /// What only an event does is multiplied by 0 otherwise: a branch that nobody can predict would cost more.
    @inline(__always)
    private mutating func meet(_ position: Int, _ after: Int) {
        let rank = Int(ranks.rank[position])
        let death = isEvent(position)
        let below = earlier.below(rank)
        let lowerAfter = rank - below.all
        record(position, net: 2 * below.events - events + death * (after - 2 * lowerAfter), all: events + death * after)
        discordant += death * lowerAfter
        events += death
        earlier.enter(rank, isEvent: death == 1)
    }

    @inline(__always)
    private func record(_ position: Int, net: Int, all: Int) {
        shares[Int(order.rows[position])] = SIMD2(Double(net), Double(all))
    }

    /// Compares the events of one time, which are no pairs among themselves, with the others, and enters them.
    private mutating func open(_ group: Range<Int>, _ deaths: Int, _ after: Int) {
        let positions = group.filter { isEvent($0) == 1 }
        let eventsBelow = positions.map { earlier.below(Int(ranks.rank[$0])).events }
        for position in positions { earlier.enter(Int(ranks.rank[position]), isEvent: true) }
        for (position, below) in zip(positions, eventsBelow) {
            let rank = Int(ranks.rank[position])
            let lowerAfter = rank - earlier.below(rank).all
            record(position, net: 2 * below - events + after - 2 * lowerAfter, all: events + after)
            discordant += lowerAfter
        }
        events += deaths
    }

    /// Compares the censored of a time with the events until then, its own among them, and enters them.
    private mutating func outlive(_ group: Range<Int>) {
        for position in group where isEvent(position) == 0 {
            let rank = Int(ranks.rank[position])
            record(position, net: 2 * earlier.below(rank).events - events, all: events)
            earlier.enter(rank, isEvent: false)
        }
    }
}
