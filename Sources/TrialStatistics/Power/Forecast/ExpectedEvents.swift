import TrialNumerics

/// How many events an ongoing trial is expected to have by a date, given a hazard.
struct ExpectedEvents: Sendable {
    private let seen: Double
    private let integrals: EventIntegrals
    /// Of those in follow-up: the date of entry, F and R at the time followed.
    private let onStudy: [(entry: Double, events: Double, atRisk: Double)]
    private let cut: Double
    private let accrual: PlannedAccrual?

    init(
        _ trial: OngoingTrial, _ hazard: PiecewiseConstant, _ lossRate: Double,
        _ future: EventPrediction.FutureAccrual?
    ) {
        let dropout = PiecewiseConstant(starts: [0], values: [lossRate])
        let integrals = EventIntegrals(hazard: hazard, dropout: dropout)
        self.integrals = integrals
        seen = Double(trial.counts.events)
        cut = trial.cut
        onStudy = trial.times.indices.filter { trial.status[$0] == .onStudy }.map { index in
            let time = trial.times[index]
            let atRisk = Elementary.exponential(-hazard.integral(to: time) - lossRate * time)
            return (trial.entry[index], integrals.values(at: time).events, atRisk)
        }
        accrual = future.flatMap { future in
            future.subjects == 0
                ? nil : try? .uniform(duration: Double(future.subjects) / future.rate, rate: future.rate)
        }
    }

    func events(by time: Double) -> Double {
        let present = onStudy.reduce(0) { sum, one in
            sum + max(0, integrals.values(at: time - one.entry).events - one.events) / one.atRisk
        }
        return seen + present + (accrual.map { integrals.events($0, at: time - cut) } ?? 0)
    }

    /// The date of an expected number, sought so far beyond the cut; nil where it is not reached.
    func time(of number: Double, within horizon: Double) -> Double? {
        guard events(by: cut) < number else { return cut }
        guard events(by: cut + horizon) >= number else { return nil }
        return try? BrentRoot(of: { events(by: $0) - number }, in: cut...(cut + horizon), tolerance: 1e-9).value
    }
}
