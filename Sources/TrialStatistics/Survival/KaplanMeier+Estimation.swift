import TrialNumerics

extension KaplanMeier {
    /// The curve of the observations in one level of a factor, or of all.
    init(_ followUp: SurvivalTimes, level: (factor: Factor, code: Int32)?) {
        if followUp.entries == nil, followUp.weights == nil {
            self.init(sorting: Self.keys(followUp, level), gap: followUp.gap)
        } else if let level {
            self.init(general: followUp.filter { level.factor.codes[$0] == level.code })
        } else {
            self.init(general: followUp)
        }
    }

    /// One key an observation, in storage that the distinct times take over later.
    private static func keys(_ followUp: SurvivalTimes, _ level: (factor: Factor, code: Int32)?) -> [Double] {
        let codes = level?.factor.codes ?? []
        let code = level?.code ?? 0
        let size = level == nil ? followUp.count : codes.reduce(0) { $0 + ($1 == code ? 1 : 0) }
        return [Double](unsafeUninitializedCapacity: size) { storage, initialized in
            initialized = size
            storage.withMemoryRebound(to: UInt64.self) { keys in
                var place = 0
                for index in followUp.times.indices where codes.isEmpty || codes[index] == code {
                    keys[place] = TimeKey.key(time: followUp.times[index], isEvent: followUp.events[index])
                    place += 1
                }
            }
        }
    }

    /// Right-censored, unweighted follow-up: the keys are sorted, walked once, and overwritten by the distinct times.
    private init(sorting keys: consuming [Double], gap: Double) {
        var times = keys
        let count = times.count
        var columns = Columns(capacity: count)
        var eventCount = 0
        times.withUnsafeMutableBufferPointer { times in
            times.withMemoryRebound(to: UInt64.self) { keys in
                RadixSort.sort(keys)
                columns.fill(from: keys, gap: gap, eventCount: &eventCount)
            }
        }
        times.removeLast(count - columns.rows)
        columns.truncate()
        self.init(
            count: count, eventCount: eventCount, emptiedRiskSetAt: nil, time: times, columns: columns, weighted: nil,
            sortedEntries: nil)
    }

    /// The columns of a curve while it is built.
    struct Columns {
        var rows = 0
        var survival: [Double]
        var greenwood: [Double]
        var atRisk: [Int32]
        var events: [Int32]
        var censored: [Int32]

        init(capacity: Int) {
            survival = [Double](repeating: 0, count: capacity)
            greenwood = [Double](repeating: 0, count: capacity)
            atRisk = [Int32](repeating: 0, count: capacity)
            events = [Int32](repeating: 0, count: capacity)
            censored = [Int32](repeating: 0, count: capacity)
        }

        mutating func truncate() {
            survival.removeLast(survival.count - rows)
            greenwood.removeLast(greenwood.count - rows)
            atRisk.removeLast(atRisk.count - rows)
            events.removeLast(events.count - rows)
            censored.removeLast(censored.count - rows)
        }

        /// Walks sorted keys, one row a distinct time, and leaves the bits of that time in the first elements of `keys`.
        mutating func fill(from keys: UnsafeMutableBufferPointer<UInt64>, gap: Double, eventCount: inout Int) {
            let count = keys.count
            var product = 1.0
            var variance = 0.0
            var row = 0
            var index = 0
            while index < count {
                let first = index
                let start = TimeKey.time(of: keys[first])
                var previous = start
                var died = 0
                repeat {
                    previous = TimeKey.time(of: keys[index])
                    if TimeKey.isEvent(keys[index]) { died += 1 }
                    index += 1
                } while index < count && TimeKey.time(of: keys[index]) - previous <= gap
                let atRisk = count - first
                if died > 0 {
                    let remaining = Double(atRisk - died)
                    product *= remaining / Double(atRisk)
                    variance += Double(died) / (Double(atRisk) * remaining)
                    eventCount += died
                }
                keys[row] = start.bitPattern
                survival[row] = product
                greenwood[row] = variance
                self.atRisk[row] = Int32(truncatingIfNeeded: atRisk)
                events[row] = Int32(truncatingIfNeeded: died)
                censored[row] = Int32(truncatingIfNeeded: index - first - died)
                row += 1
            }
            rows = row
        }
    }
}
