/// O, E and V of a weighted log-rank test, summed over times and strata.
struct LogRankSums {
    private(set) var observed: [Double]
    private(set) var expected: [Double]
    private(set) var covariance: [Double]
    private let groupCount: Int

    init(groupCount: Int) {
        self.groupCount = groupCount
        observed = [Double](repeating: 0, count: groupCount)
        expected = observed
        covariance = [Double](repeating: 0, count: groupCount * groupCount)
    }

    /// Adds every event time with its weight; weights that need the pooled curve take a first walk without groups.
    mutating func walk(
        _ order: RiskOrder, _ followUp: SurvivalTimes, _ codes: [Int32], _ weighting: LogRankTest.Weighting = .logRank
    ) {
        let weights = weighting.followsCurve ? PooledEventTimes(order, followUp).weights(weighting) : []
        let hasWholeWeights = followUp.hasWholeWeights
        var index = 0
        order.walkEventTimes(followUp, groups: codes, groupCount: groupCount) { _, _, riskSet in
            let weight =
                switch weighting {
                case .logRank: 1.0
                case .gehan: riskSet.total
                case .taroneWare: riskSet.total.squareRoot()
                default: weights[index]
                }
            accumulate(riskSet, weight: weight, persons: riskSet.persons(ifWhole: hasWholeWeights))
            index += 1
        }
    }

    /// Adds one event time: w·d·nₖ/n to E and w²·d·(n − d)/(n − 1)·(nₖ/n)(δₖₗ − nₗ/n) to V; (n − 1)/n by persons.
    private mutating func accumulate(_ riskSet: RiskSet, weight: Double, persons: Double) {
        let died = riskSet.events
        let atRisk = riskSet.total
        let perHead = weight * (died / atRisk)
        let factor = persons > 1 ? weight * perHead * ((atRisk - died) / atRisk) * (persons / (persons - 1)) : 0
        for group in 0..<groupCount {
            let inGroup = riskSet.atRisk[group]
            observed[group] += weight * riskSet.eventsIn[group]
            expected[group] += perHead * inGroup
            guard factor > 0, inGroup > 0 else { continue }
            covariance[group * groupCount + group] += factor * inGroup
            for other in 0..<groupCount {
                covariance[group * groupCount + other] -= factor * inGroup * riskSet.atRisk[other] / atRisk
            }
        }
    }
}
