import TrialStatistics

/// How many of a group are at risk, censored and with the event just before each tick.
///
/// All three refer to the moment before the tick, so without late entry they add up to the group.
struct GroupCounts: Sendable {
    private(set) var atRisk: [Int] = []
    private(set) var censored: [Int] = []
    private(set) var events: [Int] = []
    /// The sums of the weights of those at risk; the numbers where there are no weights.
    private(set) var weights: [Double] = []

    init(curve: KaplanMeier, ticks: [Double]) {
        let steps = curve.steps
        var index = 0
        var censoredSoFar = 0
        var eventsSoFar = 0
        for tick in ticks {
            while index < steps.count {
                let step = steps[index]
                guard step.time < tick else { break }
                censoredSoFar += step.censored
                eventsSoFar += step.events
                index += 1
            }
            atRisk.append(Self.atRisk(curve, tick))
            weights.append(Self.weight(curve, tick) ?? Double(Self.atRisk(curve, tick)))
            censored.append(censoredSoFar)
            events.append(eventsSoFar)
        }
    }

    /// Those at risk just before the tick; at 0, before which there is nobody, those who enter then count.
    private static func atRisk(_ curve: KaplanMeier, _ tick: Double) -> Int {
        let before = curve.atRisk(at: tick)
        return tick == 0 ? max(before, curve.atRisk(at: .leastNonzeroMagnitude)) : before
    }

    private static func weight(_ curve: KaplanMeier, _ tick: Double) -> Double? {
        tick == 0 ? curve.weightedAtRisk(at: .leastNonzeroMagnitude) : curve.weightedAtRisk(at: tick)
    }

    /// One decimal, none where the weights are whole or many.
    static func text(ofWeight weight: Double) -> String {
        NumberText.fixed(weight, decimals: weight == weight.rounded() || weight >= 1000 ? 0 : 1)
    }

    func rows(_ table: KaplanMeierFigure.RiskTable) -> [(name: String?, numbers: [String])] {
        switch table {
        case .hidden, .atRisk:
            [(nil, atRisk.map { String($0) })]
        case .atRiskAndCensored:
            [(nil, zip(atRisk, censored).map { "\($0) (\($1))" })]
        case .atRiskAndWeight:
            [(nil, zip(atRisk, weights).map { "\($0) (\(Self.text(ofWeight: $1)))" })]
        case .full:
            [
                ("At risk", atRisk.map { String($0) }), ("Censored", censored.map { String($0) }),
                ("Events", events.map { String($0) }),
            ]
        }
    }
}
