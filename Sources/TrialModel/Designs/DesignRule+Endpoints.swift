extension DesignRule {
    /// The endpoints that the rule watches, as it names them.
    public var endpoints: [String] {
        switch self {
        case .exponentialMedian(let rule): [rule.endpoint]
        case .piecewiseExponential(let rule): [rule.endpoint]
        case .groupSequential(let rule): [rule.endpoint]
        case .bayesFactor(let rule): if case .median(let endpoint, _, _) = rule.parameter { [endpoint] } else { [] }
        case .closed(let rule): rule.family.hypotheses.map(\.id)
        case .graph(let rule): rule.family.hypotheses.map(\.id)
        case .betaBinomial, .predictiveProbability, .simon, .boin, .mtpi2, .crm: []
        }
    }
}
