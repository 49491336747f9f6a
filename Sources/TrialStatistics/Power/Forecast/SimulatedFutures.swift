import TrialNumerics

/// Futures of an ongoing trial: the date of the d-th event in each, and the number of events by any date.
struct SimulatedFutures: Sendable {
    /// The dates of the futures that reach the target, in order.
    let dates: [Double]
    /// The dates of events after the cut, in order, of up to 2,000 futures.
    private let paths: [[Double]]

    init(
        _ trial: OngoingTrial, _ fit: EventTimeFit, losses: Int, exposure: Double,
        _ accrual: EventPrediction.FutureAccrual?, needed: Int, replicates: Int, seed: UInt64
    ) {
        let onStudy = trial.times.indices.filter { trial.status[$0] == .onStudy }
            .map { (entry: trial.entry[$0], time: trial.times[$0]) }
        var dates: [Double] = []
        var paths: [[Double]] = []
        for replicate in 0..<replicates {
            var stream = RandomStream(seed: seed, purpose: "event prediction", replicate: UInt64(replicate))
            let hazard = fit.draw(using: &stream)
            let lossRate = losses == 0 ? 0 : gammaDraw(Double(losses) + 0.5, exposure, using: &stream)
            var events = Self.present(onStudy, trial.cut, hazard, lossRate, using: &stream)
            if let accrual { events += Self.future(trial.cut, accrual, hazard, lossRate, using: &stream) }
            events.sort()
            if events.count >= needed { dates.append(events[needed - 1]) }
            if paths.count < 2000 { paths.append(events) }
        }
        self.dates = dates.sorted()
        self.paths = paths
    }

    /// The quantiles of the number of events after the cut by a date.
    func counts(by time: Double, _ tail: Double) -> (lower: Double, upper: Double) {
        let numbers = paths.map { path in
            var (low, high) = (0, path.count)
            while low < high {
                let middle = (low + high) / 2
                if path[middle] <= time { low = middle + 1 } else { high = middle }
            }
            return low
        }.sorted()
        func quantile(_ p: Double) -> Double {
            Double(numbers[min(numbers.count - 1, max(0, Int((p * Double(numbers.count)).rounded(.up)) - 1))])
        }
        return (quantile(tail), quantile(1 - tail))
    }

    private static func present(
        _ onStudy: [(entry: Double, time: Double)], _ cut: Double, _ hazard: EventTimeFit.Hazard, _ lossRate: Double,
        using stream: inout RandomStream
    ) -> [Double] {
        var events: [Double] = []
        events.reserveCapacity(onStudy.count)
        for (entry, time) in onStudy {
            let reached = hazard.cumulative(at: time) + stream.exponential()
            let loss = lossRate > 0 ? time + stream.exponential(rate: lossRate) : .infinity
            guard let event = hazard.time(ofCumulative: reached), event <= loss else { continue }
            events.append(max(cut, entry + event))
        }
        return events
    }

    private static func future(
        _ cut: Double, _ accrual: EventPrediction.FutureAccrual, _ hazard: EventTimeFit.Hazard, _ lossRate: Double,
        using stream: inout RandomStream
    ) -> [Double] {
        var events: [Double] = []
        var entry = cut
        for _ in 0..<accrual.subjects {
            entry += stream.exponential(rate: accrual.rate)
            let loss = lossRate > 0 ? stream.exponential(rate: lossRate) : .infinity
            guard let event = hazard.time(ofCumulative: stream.exponential()), event <= loss else { continue }
            events.append(entry + event)
        }
        return events
    }
}
