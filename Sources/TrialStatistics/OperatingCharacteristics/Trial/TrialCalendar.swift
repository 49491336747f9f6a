/// When things happen in a virtual trial that depend on more than one patient: pauses, evaluations, the end.
struct TrialCalendar {
    private let conduct: TrialConduct
    /// By patient, the time from entry until toxicity and response are known.
    var delays: [Double]

    init(_ conduct: TrialConduct) {
        self.conduct = conduct
        delays = [Double](repeating: 0, count: conduct.subjects)
    }

    /// Makes those who come after a full cohort wait until the cohort is evaluated; the distances of arrivals stay.
    func pause(_ trial: inout VirtualTrial) {
        guard let cohort = conduct.pauseAfterCohortOf else { return }
        var (shift, known) = (0.0, 0.0)
        for index in trial.entries.indices {
            let arrival = trial.entries[index] + shift
            trial.entries[index] = arrival
            if index % cohort == 0, index > 0, known >= arrival {
                shift += known - arrival
                // After the evaluation, so that a stop there does not find them enrolled.
                trial.entries[index] = known.nextUp
            }
            known = max(known, trial.entries[index] + delays[index])
        }
    }

    func evaluate(_ trial: inout VirtualTrial) {
        var latest = 0.0
        for index in trial.entries.indices {
            latest = max(latest, trial.entries[index] + delays[index])
            trial.evaluated[index] = latest
        }
    }

    /// The end of the last patient's follow-up, or the last time at which anything becomes known.
    func end(of trial: VirtualTrial) -> Double {
        if let followUp = conduct.followUp { return max(trial.accrualEnd + followUp, trial.evaluated.last ?? 0) }
        var latest = max(trial.accrualEnd, trial.evaluated.last ?? 0)
        for known in trial.first.known where known.isFinite { latest = max(latest, known) }
        for known in trial.death.known where known.isFinite { latest = max(latest, known) }
        return latest
    }
}

extension VirtualTrial {
    /// What becomes known of the first endpoint: progression at the next visit if there are visits, death on its day, and
    /// after drop-out nothing.
    mutating func observe(
        progression: Double, death: Double, dropOut: Double, _ index: Int, _ conduct: TrialConduct
    ) {
        guard let interval = conduct.visitInterval else {
            let event = min(progression, death)
            set(exit: min(event, dropOut), known: min(event, dropOut), isEvent: event <= dropOut, index)
            return
        }
        let visit = progression.isFinite ? Self.nextVisit(progression, interval) : .infinity
        if visit <= min(death, dropOut) {
            let date = conduct.eventDating == .visit ? visit : visit - interval / 2
            set(exit: date, known: visit, isEvent: visit.isFinite, index)
        } else if death <= dropOut {
            set(exit: death, known: death, isEvent: true, index)
        } else {
            set(exit: Self.seen(dropOut, interval), known: dropOut, isEvent: false, index)
        }
    }

    /// `known` counts from entry.
    private mutating func set(exit: Double, known: Double, isEvent: Bool, _ index: Int) {
        first.exit[index] = exit
        first.known[index] = entries[index] + known
        first.isEvent[index] = isEvent && known.isFinite
    }

    /// What becomes known of death.
    mutating func observe(death time: Double, dropOut: Double, _ index: Int) {
        death.exit[index] = min(time, dropOut)
        death.known[index] = entries[index] + min(time, dropOut)
        death.isEvent[index] = time <= dropOut && time.isFinite
    }
}
