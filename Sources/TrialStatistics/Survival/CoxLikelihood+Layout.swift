extension CoxLikelihood {
    /// Covariates by position, less their weighted mean in the stratum, in pairs.
    static func centred(
        _ matrix: CovariateMatrix, _ order: RiskOrder, _ pairs: Int, _ weights: [Double]?
    ) -> [SIMD2<Double>] {
        let count = matrix.columns.count
        return [SIMD2<Double>](unsafeUninitializedCapacity: order.count * pairs) { storage, initialized in
            storage.initialize(repeating: .zero)
            initialized = storage.count
            storage.withMemoryRebound(to: Double.self) { values in
                scatter(matrix, order, stride: 2 * pairs, values)
                for stratum in 0..<order.stratumBounds.count - 1 {
                    let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
                    centre(values, range, count, stride: 2 * pairs, order, weights)
                }
            }
        }
    }

    /// Copies columns to rows in order: sequential reads of each column, one scattered write of each whole row.
    private static func scatter(
        _ matrix: CovariateMatrix, _ order: RiskOrder, stride: Int, _ values: UnsafeMutableBufferPointer<Double>
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

    private static func centre(
        _ values: UnsafeMutableBufferPointer<Double>, _ range: Range<Int>, _ count: Int, stride: Int,
        _ order: RiskOrder,
        _ weights: [Double]?
    ) {
        guard !range.isEmpty else { return }
        for parameter in 0..<count {
            var sum = 0.0
            var total = 0.0
            for position in range {
                let weight = weights?[Int(order.rows[position])] ?? 1
                sum += weight * values[position * stride + parameter]
                total += weight
            }
            let mean = sum / total
            for position in range { values[position * stride + parameter] -= mean }
        }
    }

    /// For each position the number of the last event time at or before it, and the number of event times before each stratum.
    static func exitEvents(_ order: RiskOrder) -> (events: [Int32], bounds: [Int]) {
        var events = [Int32](repeating: -1, count: order.count)
        var bounds = [0]
        var seen = 0
        for stratum in 0..<order.stratumBounds.count - 1 {
            for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
                if order.marks[position].contains(.beginsEventTime) { seen += 1 }
                if seen > bounds[stratum] { events[position] = Int32(truncatingIfNeeded: seen - 1) }
            }
            bounds.append(seen)
        }
        return (events, bounds)
    }

    /// For each position the number of the last event time at or before its entry; −1 where there is none.
    static func entryEvents(
        _ order: RiskOrder, _ followUp: SurvivalTimes, _ entries: [Double], _ exitEvent: [Int32], bounds: [Int]
    ) -> [Int32] {
        var eventTimes = [Double](repeating: 0, count: bounds.last ?? 0)
        for position in 0..<order.count where order.marks[position].contains(.beginsEventTime) {
            eventTimes[Int(exitEvent[position])] = followUp.times[Int(order.rows[position])]
        }
        var result = [Int32](repeating: -1, count: order.count)
        for stratum in 0..<order.stratumBounds.count - 1 {
            for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
                let entry = entries[Int(order.rows[position])]
                var low = bounds[stratum] - 1
                var high = bounds[stratum + 1]
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if eventTimes[middle] <= entry { low = middle } else { high = middle }
                }
                if low >= bounds[stratum] { result[position] = Int32(truncatingIfNeeded: low) }
            }
        }
        return result
    }
}
