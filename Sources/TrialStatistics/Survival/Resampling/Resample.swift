import TrialNumerics

/// Draws resamples of the rows of a model: how often each position of the risk order is in them.
struct Resample: Sendable {
    /// What is drawn at a time: a position, or the positions of a cluster.
    private enum Units: Sendable {
        case positions
        /// The positions of all clusters one after the other, and where those of each begin.
        case clusters(positions: [Int], bounds: [Int])
    }

    private let units: Units
    /// Where the sets begin within each of which as many units are drawn as it has.
    private let bounds: [Int]
    private let count: Int

    private static let purpose: RandomStream.Purpose = "bootstrap of rows"

    init(_ resampling: CoxBootstrap.Resampling, _ order: RiskOrder) {
        count = order.count
        switch resampling {
        case .observations: (units, bounds) = (.positions, [0, order.count])
        case .withinStrata: (units, bounds) = (.positions, order.stratumBounds)
        case .clusters(let clusters):
            let (positions, starts) = Self.clustered(clusters, order)
            units = .clusters(positions: positions, bounds: starts)
            bounds = [0, starts.count - 1]
        }
    }

    /// The positions by cluster, for clusters that have any.
    private static func clustered(_ clusters: Factor, _ order: RiskOrder) -> (positions: [Int], bounds: [Int]) {
        var members = [[Int]](repeating: [], count: clusters.levels.count)
        for (position, row) in order.rows.enumerated() { members[Int(clusters.codes[Int(row)])].append(position) }
        var (positions, bounds) = ([Int](), [0])
        for cluster in members where !cluster.isEmpty {
            positions += cluster
            bounds.append(positions.count)
        }
        return (positions, bounds)
    }

    /// Counts the draws of a replicate, whose random numbers are a stream of its own.
    func draw(seed: UInt64, replicate: Int, into counts: inout [Int32]) {
        var stream = RandomStream(seed: seed, purpose: Self.purpose, replicate: UInt64(replicate))
        counts.withUnsafeMutableBufferPointer { counts in
            for position in counts.indices { counts[position] = 0 }
            for set in 0..<bounds.count - 1 {
                let (start, size) = (bounds[set], bounds[set + 1] - bounds[set])
                for _ in 0..<size {
                    let unit = start + stream.integer(below: size)
                    switch units {
                    case .positions: counts[unit] += 1
                    case .clusters(let positions, let starts):
                        for place in starts[unit]..<starts[unit + 1] { counts[positions[place]] += 1 }
                    }
                }
            }
        }
    }

    /// Sums of values by position over the units that are drawn, each less the mean of its set.
    func influences(_ values: [Double]) -> [Double] {
        var sums: [Double]
        switch units {
        case .positions: sums = values
        case .clusters(let positions, let starts):
            sums = (0..<starts.count - 1).map { cluster in
                (starts[cluster]..<starts[cluster + 1]).reduce(0) { $0 + values[positions[$1]] }
            }
        }
        for set in 0..<bounds.count - 1 where bounds[set] < bounds[set + 1] {
            let range = bounds[set]..<bounds[set + 1]
            let mean = sums[range].reduce(0, +) / Double(range.count)
            for unit in range { sums[unit] -= mean }
        }
        return sums
    }
}
