import TrialNumerics

/// All paths of a dose-escalation trial, cohort by cohort; paths that have led to the same record go on as one.
struct DosePaths {
    /// The sums over all ends.
    let tally: DoseTally

    /// Nil where more records than ``DoseEscalationTrial/mostRecords`` are there at once.
    init?(_ trial: DoseEscalationTrial, rates: [Double]) {
        var tally = DoseTally(doses: trial.doses)
        var live = [DoseRecord(untreated: trial.doses, start: trial.start): 1.0]
        while !live.isEmpty {
            guard live.count <= DoseEscalationTrial.mostRecords else { return nil }
            var next: [DoseRecord: Double] = [:]
            // In a fixed order, so that sums come out the same in every run.
            for (record, weight) in live.sorted(by: { $0.key.precedes($1.key) }) {
                let step = trial.step(after: record)
                guard case .treat(let dose) = step else {
                    tally.add(record, selection: trial.selection(from: record, last: step), weight: weight)
                    continue
                }
                let size = trial.cohortSize(after: record)
                guard let cohort = try? Binomial(trials: size, probability: rates[dose]) else { return nil }
                for count in 0...size {
                    let probability = weight * cohort.probability(of: count)
                    guard probability > 0 else { continue }
                    var longer = record
                    longer.add(size, toxicities: count, at: dose)
                    next[longer, default: 0] += probability
                }
            }
            live = next
        }
        self.tally = tally
    }
}

extension DoseRecord {
    /// An order of records.
    fileprivate func precedes(_ other: DoseRecord) -> Bool {
        if current != other.current { return current < other.current }
        if treated != other.treated { return treated.lexicographicallyPrecedes(other.treated) }
        return toxicities.lexicographicallyPrecedes(other.toxicities)
    }
}
