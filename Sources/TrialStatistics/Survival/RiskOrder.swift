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
        let (bounds, partition) = Self.partition(followUp, strata)
        var sorted = partition.map { row in
            KeyedRow(key: TimeKey.key(time: followUp.times[Int(row)], isEvent: followUp.events[Int(row)]), row: row)
        }
        Self.sortStrata(&sorted, bounds)
        self.rows = sorted.map(\.row)
        self.marks = Self.marks(sorted, bounds, gap: followUp.gap)
        self.stratumBounds = bounds
        self.entryRows = followUp.entries.map { entries in
            // Entries may be negative: flip the bits so that they sort as numbers do.
            var sorted = partition.map { row in
                let bits = (entries[Int(row)] + 0).bitPattern
                return KeyedRow(key: bits >> 63 == 1 ? ~bits : bits | 1 << 63, row: row)
            }
            Self.sortStrata(&sorted, bounds)
            return sorted.map(\.row)
        }
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

    /// Groups the numbers of the rows that count by stratum, keeping their order.
    private static func partition(_ followUp: SurvivalTimes, _ strata: Factor?) -> (bounds: [Int], rows: [UInt32]) {
        let count = followUp.count
        guard let strata else {
            var rows = (0..<count).map { UInt32(truncatingIfNeeded: $0) }
            if let weights = followUp.weights { rows.removeAll { weights[Int($0)] == 0 } }
            return ([0, rows.count], rows)
        }
        var bounds = [Int](repeating: 0, count: strata.levels.count + 1)
        for row in 0..<count where followUp.weights?[row] != 0 { bounds[Int(strata.codes[row]) + 1] += 1 }
        for level in 1..<bounds.count { bounds[level] += bounds[level - 1] }
        var next = bounds
        var rows = [UInt32](repeating: 0, count: bounds.last ?? 0)
        for row in 0..<count where followUp.weights?[row] != 0 {
            let stratum = Int(strata.codes[row])
            rows[next[stratum]] = UInt32(truncatingIfNeeded: row)
            next[stratum] += 1
        }
        return (bounds, rows)
    }

    private static func sortStrata(_ rows: inout [KeyedRow], _ bounds: [Int]) {
        rows.withUnsafeMutableBufferPointer { rows in
            for stratum in 0..<bounds.count - 1 {
                RadixSort.sort(UnsafeMutableBufferPointer(rebasing: rows[bounds[stratum]..<bounds[stratum + 1]]))
            }
        }
    }
}
