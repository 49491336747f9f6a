/// Where observations and event times of a Cox model lie: computed once, before the first evaluation.
struct CoxLayout {
    /// For each position the last event time of its stratum at or before its time, counted over all strata; −1 if none.
    let exitEvents: [Int32]
    /// For each stratum the number of event times before it, and all of them at the end.
    let eventTimeBounds: [Int]

    init(_ order: RiskOrder) {
        var events = [Int32](repeating: -1, count: order.count)
        var bounds = [0]
        var seen = 0
        for stratum in 0..<order.stratumBounds.count - 1 {
            let before = seen
            for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
                if order.marks[position].contains(.beginsEventTime) { seen += 1 }
                if seen > before { events[position] = Int32(truncatingIfNeeded: seen - 1) }
            }
            bounds.append(seen)
        }
        exitEvents = events
        eventTimeBounds = bounds
    }

    /// For each position the last event time of its stratum at or before its entry; −1 where there is none.
    func entryEvents(_ order: RiskOrder, _ followUp: SurvivalTimes, _ entries: [Double]) -> [Int32] {
        var eventTimes = [Double](repeating: 0, count: eventTimeBounds.last ?? 0)
        for position in 0..<order.count where order.marks[position].contains(.beginsEventTime) {
            eventTimes[Int(exitEvents[position])] = followUp.times[Int(order.rows[position])]
        }
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
    /// New memory with the covariates by position, less their weighted mean in the stratum, in pairs.
    static func centred(
        _ matrix: CovariateMatrix, _ order: RiskOrder, _ pairs: Int, _ weights: [Double]?
    ) -> UnsafeMutablePointer<SIMD2<Double>> {
        let memory = UnsafeMutablePointer<SIMD2<Double>>.allocate(capacity: order.count * pairs)
        memory.initialize(repeating: .zero, count: order.count * pairs)
        memory.withMemoryRebound(to: Double.self, capacity: 2 * order.count * pairs) { values in
            scatter(matrix, order, stride: 2 * pairs, values)
            for stratum in 0..<order.stratumBounds.count - 1 {
                let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
                for parameter in matrix.columns.indices {
                    centre(values + parameter, range, stride: 2 * pairs, order, weights)
                }
            }
        }
        return memory
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

    private static func centre(
        _ values: UnsafeMutablePointer<Double>, _ range: Range<Int>, stride: Int, _ order: RiskOrder,
        _ weights: [Double]?
    ) {
        guard !range.isEmpty else { return }
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
        for position in range { values[position * stride] -= mean }
    }
}
