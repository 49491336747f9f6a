/// A trial that looks for a dose: each cohort is given the dose that the design says after those before it.
///
/// A patient has a toxicity at a dose where their number is below the dose's rate (``ArmTruth/doseToxicity``), so that one who tolerates a dose tolerates
/// lower ones, and the same patients meet every curve and every design. Each cohort is followed for the whole window before the next begins.
/// The doses that may be found are its hypotheses: ``OperatingCharacteristics/rejection(of:by:)`` is how often a dose is found.
///
/// ```swift
/// let escalation = try DoseEscalationTrial(BOINDesign(target: 0.3), doses: 5, cohort: 3, maximum: 30)
/// let monitor = DoseFindingMonitor(escalation, name: "dose")
/// ```
///
/// ## Validated against
/// All paths of the trial, summed exactly (``DoseEscalationTrial/characteristics(rates:trials:seed:cores:)``).
public struct DoseFindingMonitor: TrialMonitor {
    /// The name.
    public let name: String
    /// The escalation.
    public let escalation: DoseEscalationTrial

    /// A monitor of an escalation.
    public init(_ escalation: DoseEscalationTrial, name: String) {
        self.escalation = escalation
        self.name = name
    }

    /// The doses, from 1 on.
    public var hypotheses: [String] { (1...escalation.doses).map { "dose \($0)" } }

    /// Toxicities by dose.
    public var needs: MonitorNeeds { MonitorNeeds(doses: true) }

    /// Goes from cohort to cohort until the escalation ends.
    public func prepare(_ trial: inout VirtualTrial) {
        trial.doses.begin(escalation.doses)
        var record = DoseRecord(untreated: escalation.doses, start: escalation.start)
        var step = escalation.step(after: record)
        while case .treat(let dose) = step {
            let size = escalation.cohortSize(after: record)
            let count = trial.doses.treat(size, at: dose)
            record.add(size, toxicities: count, at: dose)
            step = escalation.step(after: record)
        }
        trial.doses.end(found: escalation.selection(from: record, last: step), isTooToxic: step == .tooToxic)
    }

    /// The end of the window of the next cohort.
    public func look(after previous: Int?, in trial: VirtualTrial) -> (index: Int, time: Double)? {
        let next = previous.map { $0 + 1 } ?? 0
        guard next < trial.doses.cohorts.count, let time = trial.evaluation(of: trial.doses.cohorts[next]) else {
            return nil
        }
        return (next, time)
    }

    /// The last cohort ends the trial: with a dose, or since all are too toxic.
    public func verdict(atLook index: Int, time: Double, in trial: VirtualTrial, claimed: UInt32) -> Verdict {
        guard index == trial.doses.cohorts.count - 1 else { return .goOn }
        let claims = trial.doses.found.map { UInt32(1) << UInt32($0) } ?? 0
        return Verdict(stop: trial.doses.isTooToxic ? .toxicity : .completed, claims: claims)
    }

    /// The subjects after each cohort.
    public var lookLabels: LookLabels {
        .named(
            stride(from: escalation.cohort, to: escalation.maximum + escalation.cohort, by: escalation.cohort).map {
                "\(min($0, escalation.maximum)) subjects"
            })
    }

    /// The probability of finding each dose along all paths, where they are not too many.
    public func reference(under truth: TrialTruth, conduct: TrialConduct) -> DesignReference? {
        guard let rates = truth.arms.first?.doseToxicity, rates.count == escalation.doses,
            let found = try? escalation.characteristics(rates: rates, trials: 1), found.source == .paths
        else { return nil }
        return DesignReference(
            kind: .exact, stops: [], expectedSubjects: found.expectedSubjects, rejections: found.selected)
    }
}

extension DoseFindingMonitor: Encodable {
    private enum Keys: String, CodingKey { case name, design, doses, cohort, maximum, start, enough }

    /// All that tells it from others.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(name, forKey: .name)
        try container.encode(String(reflecting: escalation.design), forKey: .design)
        try container.encode(escalation.doses, forKey: .doses)
        try container.encode(escalation.cohort, forKey: .cohort)
        try container.encode(escalation.maximum, forKey: .maximum)
        try container.encode(escalation.start, forKey: .start)
        try container.encode(escalation.enough, forKey: .enough)
    }
}
