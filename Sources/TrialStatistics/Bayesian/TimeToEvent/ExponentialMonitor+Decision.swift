extension ExponentialMonitor {
    /// By how much a probability has to pass its cut-off.
    static let margin = 1e-12

    /// What the rules say of d events in total time T; futility is asked first.
    public func decision(events: Int, totalTime: Double) -> MonitoringDecision {
        if let futility {
            let probability = probability(futility, events: events, totalTime: totalTime)
            if probability < futility.cutoff - Self.margin { return .stopForFutility }
        }
        if let efficacy {
            let probability = probability(efficacy, events: events, totalTime: totalTime)
            if probability > efficacy.cutoff + Self.margin { return .stopForEfficacy }
        }
        return .goOn
    }

    /// The decision before the first subject, if the prior alone stops the trial: such a rule is of no use.
    public var stopsFromTheStart: MonitoringDecision? {
        let decision = decision(events: 0, totalTime: 0)
        return decision.stops ? decision : nil
    }
}
