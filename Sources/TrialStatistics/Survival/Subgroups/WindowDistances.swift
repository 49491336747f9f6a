import TrialNumerics

/// The standardised distances of the windows' effects from the overall one, for the marker as it is and dealt anew.
struct WindowDistances: Sendable {
    typealias Membership = [(first: Int32, last: Int32)]

    /// For each row the windows that hold it.
    let membership: Membership
    private let kind: Kind
    private let windowCount: Int
    /// The rows of each group and stratum, among whom the marker is dealt.
    private let cells: [[Int]]

    private enum Kind: Sendable {
        case scores(WindowScores, ratio: Double)
        case differences(SurvivalTimes, Factor, time: Double, overall: Double)
    }

    /// `nil` where there is no overall effect to be at a distance from.
    init?(_ pattern: SlidingWindowEffects) {
        windowCount = pattern.windows.windows.count
        switch pattern.measure {
        case .hazardRatio:
            guard let coefficient = pattern.overall.hazardRatio.coefficient else { return nil }
            let scores = WindowScores(
                pattern.followUp, groups: pattern.groups, strata: pattern.strata, isEfron: pattern.ties == .efron,
                windowCount: windowCount)
            kind = .scores(scores, ratio: Elementary.exponential(coefficient))
        case .survivalDifference(let time):
            guard let overall = pattern.overall.difference else { return nil }
            kind = .differences(pattern.followUp, pattern.groups, time: time, overall: overall)
        }
        membership = pattern.marker.map { value in
            pattern.windows.holding(value).map { (Int32($0.lowerBound), Int32($0.upperBound)) } ?? (0, -1)
        }
        let levels = pattern.strata?.levels.count ?? 1
        var cells = [[Int]](repeating: [], count: 2 * levels)
        for row in pattern.marker.indices where pattern.followUp.weights?[row] != 0 {
            cells[Int(pattern.groups.codes[row]) * levels + Int(pattern.strata?.codes[row] ?? 0)].append(row)
        }
        self.cells = cells.filter { $0.count > 1 }
    }

    /// zⱼ of each window.
    func values(of membership: Membership) -> [Double] {
        switch kind {
        case .scores(let scores, let ratio):
            return scores.scores(membership: membership, ratio: ratio).map(\.standardised)
        case .differences(let followUp, let groups, let time, let overall):
            return (0..<windowCount).map { window in
                let rows = membership.indices.filter {
                    membership[$0].first <= window && window <= membership[$0].last
                }
                let found = SurvivalDifference(followUp.picked(rows), groups: groups.picked(rows), at: time)
                guard let found, found.standardError > 0 else { return 0 }
                return (found.estimate - overall) / found.standardError
            }
        }
    }

    static func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, abs($1)) } }

    /// How many of the permutations have a statistic at least as large.
    ///
    /// What is equal but for rounding counts as large.
    func exceedances(
        _ statistic: Double, _ permutations: Int, _ seed: UInt64, lanes: Lanes = Lanes(),
        progress: (@Sendable (Double) -> Void)? = nil
    ) -> Int {
        let bound = statistic * (1 - 1e-12)
        let counts = lanes.map(permutations, inBlocksOf: 16, progress: progress) { replicates in
            replicates.reduce(0) { count, replicate in
                count + (Self.largest(values(of: dealt(seed, replicate))) >= bound ? 1 : 0)
            }
        }
        return counts.reduce(0, +)
    }

    /// The windows of each row after the marker is dealt anew within each cell.
    func dealt(_ seed: UInt64, _ replicate: Int) -> Membership {
        var stream = RandomStream(seed: seed, purpose: "sliding windows", replicate: UInt64(replicate))
        var dealt = membership
        for cell in cells {
            var order = cell
            stream.shuffle(&order)
            for (row, source) in zip(cell, order) { dealt[row] = membership[source] }
        }
        return dealt
    }
}
