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
        guard let level else { return keys(followUp) }
        let size = level.factor.codes.reduce(0) { $0 + ($1 == level.code ? 1 : 0) }
        return [Double](unsafeUninitializedCapacity: size + 1) { storage, initialized in
            LargeMemory.willFill(storage)
            initialized = size
            storage.withMemoryRebound(to: UInt64.self) { keys in
                // Every observation is written and only those of the level are kept: no branch to mispredict.
                var place = 0
                for index in 0..<followUp.count {
                    keys[place] = TimeKey.key(time: followUp.times[index], isEvent: followUp.events[index])
                    place += level.factor.codes[index] == level.code ? 1 : 0
                }
            }
        }
    }

    private static func keys(_ followUp: SurvivalTimes) -> [Double] {
        [Double](unsafeUninitializedCapacity: followUp.count) { storage, initialized in
            LargeMemory.willFill(storage)
            initialized = followUp.count
            storage.withMemoryRebound(to: UInt64.self) { keys in
                for index in 0..<followUp.count {
                    keys[index] = TimeKey.key(time: followUp.times[index], isEvent: followUp.events[index])
                }
            }
        }
    }

    /// Right-censored, unweighted follow-up: the keys are sorted, walked once, and overwritten by the distinct times.
    private init(sorting keys: consuming [Double], gap: Double) {
        var times = keys
        let count = times.count
        let (columns, eventCount) = times.withUnsafeMutableBufferPointer { times in
            times.withMemoryRebound(to: UInt64.self) { Columns.sorting($0, gap: gap) }
        }
        times.removeLast(count - columns.rows)
        self.init(
            count: count, eventCount: eventCount, emptiedRiskSetAt: nil, time: times, columns: columns, weighted: nil,
            lateEntries: nil)
    }

    /// The columns of a curve, one element a distinct time.
    struct Columns {
        var rows = 0
        var survival: [Double] = []
        var greenwood: [Double] = []
        var atRisk: [Int32] = []
        var events: [Int32] = []
        /// Empty where it follows from the numbers at risk, because nobody enters late.
        var censored: [Int32] = []

        /// Sorts keys and walks them, one row a distinct time, whose bits are left in the first elements of `keys`.
        ///
        /// Every column is written once, into memory that is not cleared before; the survival column lends its own to the sort.
        static func sorting(_ keys: UnsafeMutableBufferPointer<UInt64>, gap: Double) -> (Columns, eventCount: Int) {
            var columns = Columns()
            var walk = Walk()
            let count = keys.count
            columns.survival = [Double](unsafeUninitializedCapacity: count) { survival, survivalCount in
                LargeMemory.willFill(survival)
                if let base = survival.baseAddress {
                    base.withMemoryRebound(to: UInt64.self, capacity: count) { RadixSort.sort(keys, scratch: $0) }
                }
                columns.greenwood = [Double](unsafeUninitializedCapacity: count) { greenwood, greenwoodCount in
                    LargeMemory.willFill(greenwood)
                    columns.atRisk = [Int32](unsafeUninitializedCapacity: count) { atRisk, atRiskCount in
                        LargeMemory.willFill(atRisk)
                        columns.events = [Int32](unsafeUninitializedCapacity: count) { events, eventsCount in
                            LargeMemory.willFill(events)
                            walk.run(keys, gap: gap, survival, greenwood, atRisk, events)
                            eventsCount = walk.rows
                        }
                        atRiskCount = walk.rows
                    }
                    greenwoodCount = walk.rows
                }
                survivalCount = walk.rows
            }
            columns.rows = walk.rows
            return (columns, walk.eventCount)
        }
    }

    /// The product and its variance along sorted keys.
    private struct Walk {
        private(set) var rows = 0
        private(set) var eventCount = 0

        mutating func run(
            _ keys: UnsafeMutableBufferPointer<UInt64>, gap: Double, _ survival: UnsafeMutableBufferPointer<Double>,
            _ greenwood: UnsafeMutableBufferPointer<Double>, _ atRisk: UnsafeMutableBufferPointer<Int32>,
            _ events: UnsafeMutableBufferPointer<Int32>
        ) {
            let count = keys.count
            var product = 1.0
            var variance = 0.0
            var index = 0
            while index < count {
                let first = index
                let start = TimeKey.time(of: keys[first])
                var previous = start
                var died = 0
                repeat {
                    previous = TimeKey.time(of: keys[index])
                    died += TimeKey.isEvent(keys[index]) ? 1 : 0
                    index += 1
                } while index < count && TimeKey.time(of: keys[index]) - previous <= gap
                let present = count - first
                // Without events the factor is 1 and the term 0: cheaper than a branch that cannot be predicted.
                let remaining = Double(present - died)
                product *= remaining / Double(present)
                variance += Double(died) / (Double(present) * remaining)
                eventCount += died
                keys[rows] = start.bitPattern
                survival[rows] = product
                greenwood[rows] = variance
                atRisk[rows] = Int32(truncatingIfNeeded: present)
                events[rows] = Int32(truncatingIfNeeded: died)
                rows += 1
            }
        }
    }
}
