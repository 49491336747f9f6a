/// The score and information of a log hazard ratio in many overlapping windows at once, in one walk over the data.
///
/// In window j, with θ = e^β, n₀ and n₁ at risk in the two groups and d deaths of weight W at an event time, the deaths
/// taken out by Efron's steps k < d (Breslow: all stay in):
///
/// ```
/// m = θn₁ / (n₀ + θn₁),    Uⱼ = Σ [w₁ − (W/d) Σₖ m],    Iⱼ = Σ (W/d) Σₖ m(1 − m)
/// ```
///
/// Every subject is in a run of neighbouring windows, so a walk takes as many steps as subjects times the windows of each.
struct WindowScores {
    /// A window's Uⱼ and Iⱼ.
    struct Score: Hashable {
        var score = 0.0
        var information = 0.0

        /// Uⱼ/√Iⱼ, the standardised distance of the window's log hazard ratio from β; 0 where the window says nothing.
        var standardised: Double { information > 1e-12 ? score / information.squareRoot() : 0 }
    }

    private let order: RiskOrder
    private let times: [Double]
    private let entries: [Double]?
    private let weights: [Double]?
    private let isSecond: [Bool]
    private let isEfron: Bool
    private let windowCount: Int

    init(_ followUp: SurvivalTimes, groups: Factor, strata: Factor?, isEfron: Bool, windowCount: Int) {
        order = RiskOrder(followUp, strata: strata)
        times = followUp.times
        entries = followUp.entries
        weights = followUp.weights
        isSecond = groups.codes.map { $0 == 1 }
        self.isEfron = isEfron
        self.windowCount = windowCount
    }

    /// What one event time adds up in one window while the walk is at it.
    private struct Tally {
        var atRisk = SIMD2<Double>.zero
        var deaths = SIMD2<Double>.zero
        var deathCount = 0
    }

    /// The scores of all windows at a log hazard ratio.
    ///
    /// - Parameter membership: for each row the first and last window that holds it; first > last where none does.
    func scores(membership: [(first: Int32, last: Int32)], ratio: Double) -> [Score] {
        var scores = [Score](repeating: Score(), count: windowCount)
        var tallies = [Tally](repeating: Tally(), count: windowCount)
        scores.withUnsafeMutableBufferPointer { scores in
            tallies.withUnsafeMutableBufferPointer { tallies in
                for stratum in 0..<order.stratumBounds.count - 1 {
                    for window in tallies.indices { tallies[window] = Tally() }
                    walk(
                        order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1], membership, ratio, scores,
                        tallies)
                }
            }
        }
        return scores
    }

    /// One stratum, from its last time to its first.
    private func walk(
        _ positions: Range<Int>, _ membership: [(first: Int32, last: Int32)], _ ratio: Double,
        _ scores: UnsafeMutableBufferPointer<Score>, _ tallies: UnsafeMutableBufferPointer<Tally>
    ) {
        var entered = positions.upperBound
        for position in positions.reversed() {
            let row = Int(order.rows[position])
            let share = share(row)
            let isEvent = order.marks[position].contains(.event)
            for window in windows(of: row, membership) {
                tallies[window].atRisk += share
                if isEvent {
                    tallies[window].deaths += share
                    tallies[window].deathCount += 1
                }
            }
            guard order.marks[position].contains(.beginsEventTime) else { continue }
            leave(notBefore: times[row], &entered, positions.lowerBound, membership, tallies)
            for window in tallies.indices where tallies[window].deathCount > 0 {
                add(tallies[window], ratio, to: &scores[window])
                tallies[window].deaths = .zero
                tallies[window].deathCount = 0
            }
        }
    }

    private func windows(of row: Int, _ membership: [(first: Int32, last: Int32)]) -> Range<Int> {
        let (first, last) = membership[row]
        return Int(first)..<max(Int(first), Int(last) + 1)
    }

    private func share(_ row: Int) -> SIMD2<Double> {
        let weight = weights?[row] ?? 1
        return isSecond[row] ? SIMD2(0, weight) : SIMD2(weight, 0)
    }

    /// Takes out those who enter at `time` or later: they are not at risk at it.
    private func leave(
        notBefore time: Double, _ entered: inout Int, _ lowerBound: Int, _ membership: [(first: Int32, last: Int32)],
        _ tallies: UnsafeMutableBufferPointer<Tally>
    ) {
        guard let entries, let rows = order.entryRows else { return }
        while entered > lowerBound, entries[Int(rows[entered - 1])] >= time {
            entered -= 1
            let row = Int(rows[entered])
            for window in windows(of: row, membership) { tallies[window].atRisk -= share(row) }
        }
    }

    private func add(_ tally: Tally, _ ratio: Double, to score: inout Score) {
        let steps = isEfron ? tally.deathCount : 1
        let share = tally.deaths.sum() / Double(steps)
        score.score += tally.deaths[1]
        for step in 0..<steps {
            let left = tally.atRisk - Double(step) / Double(steps) * tally.deaths
            let second = ratio * left[1]
            let mean = second / (left[0] + second)
            score.score -= share * mean
            score.information += share * mean * (1 - mean)
        }
    }
}
