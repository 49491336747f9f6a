import TrialNumerics

/// The observations in the order in which risk sets form: by stratum, then by time, events before censorings.
///
/// Computed once and walked by the log-rank test and the Cox model. Observations of weight 0 are left out.
struct RiskOrder {
    /// Row numbers of the observations in order.
    let rows: [UInt32]
    /// For each position in order: whether it is an event, and whether it begins a distinct time of its stratum.
    let marks: [Mark]
    /// The positions at which strata begin, and the number of observations at the end.
    let stratumBounds: [Int]
    /// Row numbers by stratum, then by ascending entry; absent without delayed entry.
    let entryRows: [UInt32]?

    struct Mark: OptionSet {
        let rawValue: UInt8
        static let event = Mark(rawValue: 1)
        static let beginsTime = Mark(rawValue: 2)
        /// Begins a time at which there are events.
        static let beginsEventTime = Mark(rawValue: 4)
    }

    var count: Int { rows.count }

    init(_ followUp: SurvivalTimes, strata: Factor?) {
        let sorted = Self.sorted(followUp) { TimeKey.key(time: followUp.times[$0], isEvent: followUp.events[$0]) }
        let (bounds, partition) = Self.partition(sorted, strata)
        self.rows = partition.map(\.row)
        self.marks = Self.marks(partition, bounds, gap: followUp.gap)
        self.stratumBounds = bounds
        self.entryRows = followUp.entries.map { entries in
            // Entries may be negative: flip the bits so that they sort as numbers do.
            let sorted = Self.sorted(followUp) { row in
                let bits = (entries[row] + 0).bitPattern
                return bits >> 63 == 1 ? ~bits : bits | 1 << 63
            }
            return Self.partition(sorted, strata).rows.map(\.row)
        }
    }

    /// The rows that count by ascending key.
    private static func sorted(_ followUp: SurvivalTimes, by key: (Int) -> UInt64) -> [KeyedRow] {
        var rows: [KeyedRow] = []
        rows.reserveCapacity(followUp.count)
        for row in 0..<followUp.count where followUp.weights?[row] != 0 {
            rows.append(KeyedRow(key: key(row), row: UInt32(truncatingIfNeeded: row)))
        }
        rows.withUnsafeMutableBufferPointer { RadixSort.sort($0) }
        return rows
    }

    private static func marks(_ sorted: [KeyedRow], _ bounds: [Int], gap: Double) -> [Mark] {
        var marks = [Mark](repeating: [], count: sorted.count)
        for stratum in 0..<bounds.count - 1 {
            var previous = -Double.infinity
            var start = bounds[stratum]
            for position in bounds[stratum]..<bounds[stratum + 1] {
                let time = TimeKey.time(of: sorted[position].sortKey)
                if time - previous > gap {
                    start = position
                    marks[position] = .beginsTime
                }
                if TimeKey.isEvent(sorted[position].sortKey) {
                    marks[position].insert(.event)
                    marks[start].insert(.beginsEventTime)
                }
                previous = time
            }
        }
        return marks
    }

    /// Groups sorted rows by stratum, keeping their order.
    private static func partition(_ sorted: [KeyedRow], _ strata: Factor?) -> (bounds: [Int], rows: [KeyedRow]) {
        guard let strata else { return ([0, sorted.count], sorted) }
        var bounds = [Int](repeating: 0, count: strata.levels.count + 1)
        for row in sorted { bounds[Int(strata.codes[Int(row.row)]) + 1] += 1 }
        for level in 1..<bounds.count { bounds[level] += bounds[level - 1] }
        var next = bounds
        let rows = [KeyedRow](unsafeUninitializedCapacity: sorted.count) { rows, count in
            for row in sorted {
                let stratum = Int(strata.codes[Int(row.row)])
                rows[next[stratum]] = row
                next[stratum] += 1
            }
            count = sorted.count
        }
        return (bounds, rows)
    }
}
