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
        var rows = partition
        var keys = rows.map { TimeKey.key(time: followUp.times[Int($0)], isEvent: followUp.events[Int($0)]) }
        Self.sortStrata(&keys, &rows, bounds)
        self.rows = rows
        self.marks = Self.marks(keys, bounds, gap: followUp.gap)
        self.stratumBounds = bounds
        self.entryRows = followUp.entries.map { entries in
            var rows = partition
            // Entries may be negative: flip the bits so that they sort as numbers do.
            var keys = rows.map { row in
                let bits = (entries[Int(row)] + 0).bitPattern
                return bits >> 63 == 1 ? ~bits : bits | 1 << 63
            }
            Self.sortStrata(&keys, &rows, bounds)
            return rows
        }
    }

    private static func marks(_ keys: [UInt64], _ bounds: [Int], gap: Double) -> [Mark] {
        var marks = [Mark](repeating: [], count: keys.count)
        for stratum in 0..<bounds.count - 1 {
            var previous = -Double.infinity
            var start = bounds[stratum]
            for position in bounds[stratum]..<bounds[stratum + 1] {
                let time = TimeKey.time(of: keys[position])
                if time - previous > gap {
                    start = position
                    marks[position] = .beginsTime
                }
                if TimeKey.isEvent(keys[position]) {
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
        var kept = (0..<followUp.count).map { UInt32(truncatingIfNeeded: $0) }
        if let weights = followUp.weights { kept.removeAll { weights[Int($0)] == 0 } }
        guard let strata else { return ([0, kept.count], kept) }
        var bounds = [Int](repeating: 0, count: strata.levels.count + 1)
        for row in kept { bounds[Int(strata.codes[Int(row)]) + 1] += 1 }
        for level in 1..<bounds.count { bounds[level] += bounds[level - 1] }
        var next = bounds
        var rows = kept
        for row in kept {
            let stratum = Int(strata.codes[Int(row)])
            rows[next[stratum]] = row
            next[stratum] += 1
        }
        return (bounds, rows)
    }

    private static func sortStrata(_ keys: inout [UInt64], _ rows: inout [UInt32], _ bounds: [Int]) {
        keys.withUnsafeMutableBufferPointer { keys in
            rows.withUnsafeMutableBufferPointer { rows in
                for stratum in 0..<bounds.count - 1 {
                    let range = bounds[stratum]..<bounds[stratum + 1]
                    RadixSort.sort(
                        UnsafeMutableBufferPointer(rebasing: keys[range]),
                        carrying: UnsafeMutableBufferPointer(rebasing: rows[range]))
                }
            }
        }
    }
}
