/// What a rule of monitoring says of the data: go on, or stop and why.
public enum MonitoringDecision: String, Sendable, Hashable {
    /// Go on.
    case goOn
    /// Stop, by a rule that does not say which side of its limit is the good one.
    case stop
    /// Stop: the gain is improbable.
    case stopForFutility
    /// Stop: the gain is nearly certain.
    case stopForEfficacy
    /// Stop: the treatment does harm.
    case stopForHarm
    /// The last look has been made without a rejection.
    case end

    /// Whether the trial is to stop.
    public var stops: Bool { self != .goOn }
}

extension SequentialAnalysis.Decision {
    /// The decision as that of any rule of monitoring.
    public var monitoring: MonitoringDecision {
        switch self {
        case .goOn: .goOn
        case .reject: .stopForEfficacy
        case .rejectOpposite: .stopForHarm
        case .stopForFutility: .stopForFutility
        case .notRejected: .end
        }
    }
}

extension SequentialGraphProcedure {
    /// Whether there is anything left to test: the trial stops once every hypothesis is rejected, and ends once none can be.
    ///
    /// A hypothesis that waits for one that is still open counts as open.
    public var decision: MonitoringDecision {
        if rejections.count == hypotheses.count { return .stopForEfficacy }
        let isOpen = states.contains { $0.outcome == .open || $0.outcome == .noLookYet }
        return isOpen ? .goOn : .end
    }
}
