/// What a simulated design is called by, part by part, for those who read its numbers.
public struct SimulatedDesignLabels: Sendable, Hashable, Codable {
    /// The words of one rule.
    public struct Monitor: Sendable, Hashable, Codable {
        /// Its name.
        public let name: String
        /// The hypotheses that it may reject.
        public let hypotheses: [String]
        /// Its looks.
        public let looks: LookLabels
        /// The look that ends the trial as planned, if there is one.
        public let finalLook: Int?
        /// The events of the first endpoint planned for that look, if it is by events.
        public let plannedEvents: Int?
        /// What it estimates.
        public let estimand: Estimand?
        /// The rate of toxicity that it aims at, where it looks for a dose.
        public let target: Double?
        /// Whether its hypotheses are doses that may be found.
        public let findsDose: Bool
    }

    /// The rules, in their order.
    public let monitors: [Monitor]
    /// The most patients.
    public let subjects: Int

    /// The words of a planned trial.
    public init(_ trial: SimulatedTrial) {
        monitors = trial.monitors.map {
            Monitor(
                name: $0.name, hypotheses: $0.hypotheses, looks: $0.lookLabels, finalLook: $0.finalLook,
                plannedEvents: ($0 as? LogRankMonitor)?.plannedEvents, estimand: $0.estimand,
                target: ($0 as? DoseFindingMonitor)?.escalation.design.target,
                findsDose: $0 is DoseFindingMonitor)
        }
        subjects = trial.conduct.subjects
    }

    /// What is estimated at the end of a trial: what the first rule estimates that estimates anything.
    public var estimand: Estimand? { monitors.lazy.compactMap(\.estimand).first }
}

/// What a truth is called by, and what is known of it without simulation.
public struct TruthLabel: Sendable, Hashable, Codable {
    /// The name.
    public let name: String
    /// The place on the axis of a figure.
    public let value: Double
    /// What the axis shows.
    public let axis: String
    /// What it shares with the truths that differ from it along the axis alone.
    public let group: String
    /// The true value of what the design estimates; nil where there is no single one.
    public let estimand: Double?
    /// By rule, the hypotheses that are true, bit h for the h-th.
    public let nullHypotheses: [UInt32]
    /// The true rate of toxicity at each dose, where the trial looks for a dose.
    public let doseToxicity: [Double]
    /// The exact or normal probabilities of a design with one rule, where they can be had.
    public let reference: DesignReference?

    /// The words of a truth of a planned trial.
    public init(_ truth: TrialTruth, _ trial: SimulatedTrial) {
        name = truth.name
        value = truth.value
        axis = truth.axis
        group = truth.group
        estimand = trial.monitors.lazy.compactMap { monitor in monitor.estimand.map { ($0, monitor) } }.first.flatMap {
            truth.value(of: $0, monitor: $1)
        }
        nullHypotheses = trial.monitors.map { $0.nullHypotheses(under: truth) }
        doseToxicity = truth.arms[0].doseToxicity
        reference = trial.monitors.count == 1 ? trial.monitors[0].reference(under: truth, conduct: trial.conduct) : nil
    }
}

extension TrialTruth {
    /// The true value of an estimand; nil where arms or strata make it more than one number.
    fileprivate func value(of estimand: Estimand, monitor: any TrialMonitor) -> Double? {
        guard let first = arms.first, strata.count == 1, !hasDeaths else { return nil }
        switch estimand {
        case .median: return first.event.exponentialHazard.map { 0.693_147_180_559_945_3 / $0 }
        case .logHazardRatio:
            guard arms.count == 2, let treated = first.event.exponentialHazard,
                let control = arms[1].event.exponentialHazard
            else { return nil }
            return Elementary.logarithm(treated / control)
        case .rate:
            guard arms.count == 1 else { return nil }
            return (monitor as? CountMonitor)?.endpoint == .toxicity ? first.toxicity : first.response
        }
    }
}

extension EventTimeModel {
    /// The hazard, where it is constant.
    var exponentialHazard: Double? {
        if case .exponential(let hazard) = kind { return hazard }
        return nil
    }
}
