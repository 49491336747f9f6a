import TrialNumerics

/// Where observations and event times of a Cox model lie: computed once, before the first evaluation.
struct CoxLayout {
    /// For each position the last event time of its stratum at or before its time, counted over all strata; −1 if none.
    let exitEvents: [Int32]
    /// For each stratum the number of event times before it, and all of them at the end.
    let eventTimeBounds: [Int]

    /// For each event time the first position at it; later positions of the stratum are at risk then.
    let eventStarts: [Int32]
    /// The positions of the deaths, by event time, and where those of each event time begin.
    let deathPositions: [Int32]
    let deathBounds: [Int32]

    init(_ order: RiskOrder) {
        var events = [Int32](repeating: -1, count: order.count)
        var bounds = [0]
        var starts: [Int32] = []
        var deaths: [Int32] = []
        var deathBounds: [Int32] = []
        starts.reserveCapacity(order.count)
        deaths.reserveCapacity(order.count)
        deathBounds.reserveCapacity(order.count + 1)
        for stratum in 0..<order.stratumBounds.count - 1 {
            let before = starts.count
            for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
                let mark = order.marks[position]
                if mark.contains(.beginsEventTime) {
                    starts.append(Int32(truncatingIfNeeded: position))
                    deathBounds.append(Int32(truncatingIfNeeded: deaths.count))
                }
                if mark.contains(.event) { deaths.append(Int32(truncatingIfNeeded: position)) }
                if starts.count > before { events[position] = Int32(truncatingIfNeeded: starts.count - 1) }
            }
            bounds.append(starts.count)
        }
        deathBounds.append(Int32(truncatingIfNeeded: deaths.count))
        exitEvents = events
        eventTimeBounds = bounds
        eventStarts = starts
        deathPositions = deaths
        self.deathBounds = deathBounds
    }

    /// New memory with the weight of the deaths at each event time.
    func deathWeights(_ weights: UnsafeMutablePointer<Double>?) -> UnsafeMutablePointer<Double> {
        .copy(
            of: eventStarts.indices.map { event in
                guard let weights else { return Double(deathBounds[event + 1] - deathBounds[event]) }
                return (deathBounds[event]..<deathBounds[event + 1]).reduce(0) {
                    $0 + weights[Int(deathPositions[Int($1)])]
                }
            })
    }

    /// The weighted sums of the covariates of all deaths.
    func deathSums(
        of covariates: UnsafeMutablePointer<SIMD2<Double>>, _ pairs: Int, _ count: Int,
        _ weights: UnsafeMutablePointer<Double>?
    ) -> [Double] {
        var sums = [SIMD2<Double>](repeating: .zero, count: pairs)
        for position in deathPositions {
            let row = covariates + Int(position) * pairs
            let weight = weights?[Int(position)] ?? 1
            for pair in 0..<pairs { sums[pair] += weight * row[pair] }
        }
        return (0..<count).map { sums[$0 / 2][$0 % 2] }
    }

    /// The weighted sum of a value of each position over all deaths.
    func deathSum(of values: UnsafeMutablePointer<Double>?, _ weights: UnsafeMutablePointer<Double>?) -> Double {
        guard let values else { return 0 }
        return deathPositions.reduce(0) { $0 + (weights?[Int($1)] ?? 1) * values[Int($1)] }
    }

    /// For each position the last event time of its stratum at or before its entry; −1 where there is none.
    func entryEvents(_ order: RiskOrder, _ followUp: SurvivalTimes, _ entries: [Double]) -> [Int32] {
        let eventTimes = eventStarts.map { followUp.times[Int(order.rows[Int($0)])] }
        var result = [Int32](repeating: -1, count: order.count)
        for stratum in 0..<order.stratumBounds.count - 1 {
            let first = eventTimeBounds[stratum]
            for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
                let entry = entries[Int(order.rows[position])]
                var low = first - 1
                var high = eventTimeBounds[stratum + 1]
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if eventTimes[middle] <= entry { low = middle } else { high = middle }
                }
                if low >= first { result[position] = Int32(truncatingIfNeeded: low) }
            }
        }
        return result
    }
}

extension CoxLayout {
    /// An offset by position, less the largest in the stratum, so that its exponential cannot overflow.
    static func lowered(_ offset: [Double], _ order: RiskOrder) -> [Double] {
        var values = order.rows.map { offset[Int($0)] }
        for stratum in 0..<order.stratumBounds.count - 1 {
            let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
            let largest = values[range].max() ?? 0
            for position in range { values[position] -= largest }
        }
        return values
    }

    /// New memory with the covariates by position, less their weighted mean in the stratum, in pairs; and the largest
    /// square of each.
    static func centred(
        _ matrix: CovariateMatrix, _ order: RiskOrder, _ pairs: Int, _ weights: [Double]?
    ) -> (UnsafeMutablePointer<SIMD2<Double>>, largestSquares: [Double]) {
        var largest = [Double](repeating: 0, count: matrix.columns.count)
        let memory = UnsafeMutablePointer<SIMD2<Double>>.allocate(capacity: order.count * pairs)
        LargeMemory.willFill(UnsafeMutableBufferPointer(start: memory, count: order.count * pairs))
        // Whole pairs are written below; only padding must be cleared.
        if matrix.columns.count % 2 == 1 { memory.initialize(repeating: .zero, count: order.count * pairs) }
        memory.withMemoryRebound(to: Double.self, capacity: 2 * order.count * pairs) { values in
            scatter(matrix, order, stride: 2 * pairs, values)
            for stratum in 0..<order.stratumBounds.count - 1 {
                let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
                for parameter in matrix.columns.indices {
                    let square = centre(values + parameter, range, stride: 2 * pairs, order, weights)
                    largest[parameter] = max(largest[parameter], square)
                }
            }
        }
        return (memory, largest)
    }

    /// Copies columns to rows in order: each block of rows is read column by column and written where it belongs.
    private static func scatter(
        _ matrix: CovariateMatrix, _ order: RiskOrder, stride: Int, _ values: UnsafeMutablePointer<Double>
    ) {
        var rank = [Int32](repeating: -1, count: matrix.count)
        for (position, row) in order.rows.enumerated() { rank[Int(row)] = Int32(truncatingIfNeeded: position) }
        rank.withUnsafeBufferPointer { rank in
            let block = 4096
            for start in Swift.stride(from: 0, to: rank.count, by: block) {
                let end = min(start + block, rank.count)
                for (parameter, column) in matrix.columns.enumerated() {
                    column.withUnsafeBufferPointer { column in
                        for row in start..<end where rank[row] >= 0 {
                            values[Int(rank[row]) * stride + parameter] = column[row]
                        }
                    }
                }
            }
        }
    }

    /// Takes the mean from one covariate in one stratum; returns the largest square that remains.
    private static func centre(
        _ values: UnsafeMutablePointer<Double>, _ range: Range<Int>, stride: Int, _ order: RiskOrder,
        _ weights: [Double]?
    ) -> Double {
        guard !range.isEmpty else { return 0 }
        var sum = 0.0
        var total = 0.0
        if let weights {
            for position in range {
                let weight = weights[Int(order.rows[position])]
                sum += weight * values[position * stride]
                total += weight
            }
        } else {
            for position in range { sum += values[position * stride] }
            total = Double(range.count)
        }
        let mean = sum / total
        var largest = 0.0
        for position in range {
            let value = values[position * stride] - mean
            values[position * stride] = value
            largest = max(largest, value * value)
        }
        return largest
    }
}
