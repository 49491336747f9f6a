/// The keys of a kind of rule, read one after the other.
protocol RuleKeys: Sendable, Hashable {
    /// Reads the keys; `nil` where one that must be there is not, or is wrong.
    init?(_ keys: inout MappingReader)
}

/// A rule of a trial's design: what is looked at, when, and what follows.
public enum DesignRule: Sendable, Hashable {
    case betaBinomial(BetaBinomialRule)
    case predictiveProbability(PredictiveProbabilityRule)
    case exponentialMedian(ExponentialMedianRule)
    case piecewiseExponential(PiecewiseExponentialRule)
    case bayesFactor(BayesFactorRule)
    case groupSequential(GroupSequentialRule)
    case closed(ClosedRule)
    case graph(GraphRule)
    case simon(SimonRule)
    case boin(BOINRule)
    case mtpi2(MTPI2Rule)
    case crm(CRMRule)

    /// The name of a kind of rule, as `rule:` says it.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        case betaBinomial = "beta-binomial"
        case predictiveProbability = "predictive-probability"
        case exponentialMedian = "exponential-median"
        case piecewiseExponential = "piecewise-exponential"
        case bayesFactor = "bayes-factor"
        case groupSequential = "group-sequential"
        case closed, graph, simon, boin
        case mtpi2 = "mtpi-2"
        case crm
    }

    /// The kind of the rule.
    public var name: Name {
        switch self {
        case .betaBinomial: .betaBinomial
        case .predictiveProbability: .predictiveProbability
        case .exponentialMedian: .exponentialMedian
        case .piecewiseExponential: .piecewiseExponential
        case .bayesFactor: .bayesFactor
        case .groupSequential: .groupSequential
        case .closed: .closed
        case .graph: .graph
        case .simon: .simon
        case .boin: .boin
        case .mtpi2: .mtpi2
        case .crm: .crm
        }
    }

    /// Reads the keys of a kind of rule.
    init?(_ name: Name, _ keys: inout MappingReader) {
        func read<Rule: RuleKeys>(_ make: (Rule) -> DesignRule) -> DesignRule? { Rule(&keys).map(make) }
        let rule: DesignRule? =
            switch name {
            case .betaBinomial: read(DesignRule.betaBinomial)
            case .predictiveProbability: read(DesignRule.predictiveProbability)
            case .exponentialMedian: read(DesignRule.exponentialMedian)
            case .piecewiseExponential: read(DesignRule.piecewiseExponential)
            case .bayesFactor: read(DesignRule.bayesFactor)
            case .groupSequential: read(DesignRule.groupSequential)
            case .closed: read(DesignRule.closed)
            case .graph: read(DesignRule.graph)
            case .simon: read(DesignRule.simon)
            case .boin: read(DesignRule.boin)
            case .mtpi2: read(DesignRule.mtpi2)
            case .crm: read(DesignRule.crm)
            }
        guard let rule else { return nil }
        self = rule
    }
}
