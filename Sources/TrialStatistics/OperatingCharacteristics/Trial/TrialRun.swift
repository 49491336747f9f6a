/// Runs virtual trials one after the other in the same memory, and counts what becomes of them.
struct TrialRun {
    private let monitors: [any TrialMonitor]
    private var source: PatientSource
    private var trial: VirtualTrial
    private(set) var result: SimulatedBlock
    /// The next look of each rule, and what each has rejected.
    private var next: [(index: Int, time: Double)?]
    private var claimed: [UInt32]
    /// The patients and toxicities at each dose of one trial.
    private var here: [(patients: Int, toxicities: Int)]
    /// The hypotheses of each rule that are true.
    private let nulls: [UInt32]

    init(_ plan: SimulatedTrial, truth: TrialTruth, seed: UInt64, block: Int) {
        monitors = plan.monitors
        source = PatientSource(conduct: plan.conduct, truth: truth, needs: plan.needs, seed: seed)
        trial = VirtualTrial(conduct: plan.conduct, truth: truth)
        result = SimulatedBlock(
            tally: SimulationTally(
                hypotheses: plan.monitors.map(\.hypotheses.count), subjects: plan.conduct.subjects,
                doses: truth.arms[0].doseToxicity.count),
            sums: BlockSums(block: block, monitors: plan.monitors.count))
        next = [(index: Int, time: Double)?](repeating: nil, count: monitors.count)
        claimed = [UInt32](repeating: 0, count: monitors.count)
        here = truth.arms[0].doseToxicity.map { _ in (0, 0) }
        nulls = plan.monitors.map { $0.nullHypotheses(under: truth) }
    }

    /// One trial, from the first patient to the stop or the end.
    mutating func simulate(_ replicate: Int) {
        source.fill(&trial, replicate: replicate)
        for index in monitors.indices {
            monitors[index].prepare(&trial)
            next[index] = monitors[index].look(after: nil, in: trial)
            claimed[index] = 0
        }
        while let index = earliest, let look = next[index] {
            if let reason = take(look, of: index) {
                close(at: look.time, for: reason)
                return
            }
            next[index] = monitors[index].look(after: look.index, in: trial)
        }
        for index in monitors.indices {
            claim(monitors[index].claims(atEnd: trial.end, in: trial), by: index, look: nil)
        }
        close(at: trial.end, for: claimed.contains { $0 != 0 } ? .efficacy : .completed)
    }

    /// The rule that looks next.
    private var earliest: Int? {
        var (first, time) = (-1, Double.infinity)
        for index in next.indices {
            if let look = next[index], look.time < time { (first, time) = (index, look.time) }
        }
        return first >= 0 ? first : nil
    }

    /// Takes a look; gives the reason if the trial stops there.
    private mutating func take(_ look: (index: Int, time: Double), of index: Int) -> StopReason? {
        let verdict = monitors[index].verdict(
            atLook: look.index, time: look.time, in: trial, claimed: claimed[index])
        result.tally.reach(index, look.index)
        result.tally.looks[index][look.index].reached += 1
        result.tally.looks[index][look.index].subjects += trial.entered(by: look.time)
        result.tally.looks[index][look.index].events += trial.events(by: look.time)
        result.sums.reach(index, look.index, at: look.time)
        claim(verdict.claims, by: index, look: look.index)
        guard let reason = verdict.stop else { return nil }
        result.tally.looks[index][look.index].stops[reason.place] += 1
        if reason != .completed, !monitors[index].isEnd(look.index, of: trial) { result.tally.early += 1 }
        return reason
    }

    /// Counts the hypotheses that a rule rejects for the first time.
    private mutating func claim(_ claims: UInt32, by index: Int, look: Int?) {
        let new = claims & ~claimed[index]
        guard new != 0 else { return }
        claimed[index] |= new
        for hypothesis in result.tally.rejections[index].indices where new >> UInt32(hypothesis) & 1 == 1 {
            result.tally.rejections[index][hypothesis] += 1
            if let look { result.tally.looks[index][look].claims[hypothesis] += 1 }
        }
    }

    private mutating func close(at time: Double, for reason: StopReason) {
        result.tally.replicates += 1
        result.tally.reasons[reason.place] += 1
        result.tally.subjects[trial.entered(by: time)] += 1
        result.tally.events[trial.events(by: time)] += 1
        result.tally.durations.add(time)
        countRejections()
        countDoses(at: time)
        result.sums.duration += time
        result.sums.durationSquare += time * time
        guard let estimator = monitors.first(where: { $0.estimand != nil }),
            let estimate = estimator.estimate(at: time, in: trial)
        else { return }
        result.tally.estimates += 1
        result.sums.estimate += estimate
        result.sums.estimateSquare += estimate * estimate
    }
}

extension TrialRun {
    /// Counts what the rejections of a trial come to together.
    fileprivate mutating func countRejections() {
        if zip(claimed, nulls).contains(where: { $0 & $1 != 0 }) { result.tally.falseRejections += 1 }
        for index in monitors.indices where claimed[index] != 0 {
            result.tally.anyRejections[index] += 1
            if claimed[index].nonzeroBitCount == result.tally.rejections[index].count {
                result.tally.allRejections[index] += 1
            }
        }
    }

    /// Counts the patients and toxicities at each dose.
    fileprivate mutating func countDoses(at time: Double) {
        guard !result.tally.doses.isEmpty else { return }
        for patient in 0..<min(trial.entered(by: time), trial.doses.given.count) {
            let dose = trial.doses.given[patient]
            here[dose].patients += 1
            here[dose].toxicities += trial.doses.isToxic(patient, at: dose) ? 1 : 0
        }
        for dose in here.indices {
            result.tally.doses[dose].add(here[dose].patients, here[dose].toxicities)
            here[dose] = (0, 0)
        }
    }
}

extension StopReason {
    /// The place among all reasons.
    var place: Int {
        switch self {
        case .efficacy: 0
        case .futility: 1
        case .toxicity: 2
        case .harm: 3
        case .completed: 4
        case .exhausted: 5
        }
    }
}
