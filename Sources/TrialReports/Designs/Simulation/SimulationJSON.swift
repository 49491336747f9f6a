import TrialStatistics

/// The operating characteristics as programs read them.
struct SimulationJSON: Encodable, Sendable {
    struct Probability: Encodable, Sendable {
        let count: Int
        let probability, standardError: Double
        let lower, upper: Double?

        init(_ simulated: SimulatedProbability) {
            count = simulated.count
            probability = simulated.estimate
            standardError = simulated.standardError
            let limits = simulated.limits()
            (lower, upper) = (limits.lower, limits.upper)
        }
    }

    struct Mean: Encodable, Sendable {
        let mean: Double
        let standardError, standardDeviation: Double?
        let quantile10, median, quantile90: Double?

        init(_ simulated: SimulatedMean) {
            mean = simulated.mean
            standardError = simulated.standardError
            standardDeviation = simulated.standardDeviation
            (quantile10, median, quantile90) = (
                simulated.quantile(0.1), simulated.quantile(0.5), simulated.quantile(0.9)
            )
        }
    }

    struct Estimate: Encodable, Sendable {
        let of: String
        let mean: Double
        let standardError, truth, bias: Double?
    }

    struct Rejection: Encodable, Sendable {
        let rule, hypothesis: String
        let simulated: Probability
    }

    struct Look: Encodable, Sendable {
        let look: String
        let isFinal: Bool
        let reached: Probability
        let stops: [String: Probability]
        let rejections: [Probability]
        let time, subjects, events: Double
    }

    struct Rule: Encodable, Sendable {
        let rule: String
        let stop: Probability
        let anyRejection, allRejections: Probability?
        let looks: [Look]
    }

    struct Reference: Encodable, Sendable {
        let kind: String
        let stop: [String: Double]
        let looks: [[String: Double]]
        let expectedSubjects: Double?
        let rejections: [Double]
    }

    struct Dose: Encodable, Sendable {
        let dose: Int
        let rate: Double
        let found: Probability
        let patients, toxicities: Mean
    }

    struct Truth: Encodable, Sendable {
        let truth: String
        let value: Double
        let stop: Probability
        let ends: [String: Probability]
        let rejections: [Rejection]
        let familyWiseError: Probability?
        let doses: [Dose]?
        let subjects, events, duration: Mean
        let estimate: Estimate?
        let rules: [Rule]
        let known: Reference?
    }

    let replicates: Int
    let seed: UInt64
    let subjects: Int
    let fingerprint: String
    let truths: [Truth]

    init(_ shard: SimulationShard) {
        replicates = shard.replicates
        seed = shard.seed
        subjects = shard.design.subjects
        fingerprint = shard.fingerprint
        truths = shard.characteristics.map(Truth.init)
    }
}

extension SimulationJSON.Truth {
    fileprivate init(_ one: OperatingCharacteristics) {
        let monitors = one.design.monitors
        self.init(
            truth: one.truth.name, value: one.truth.value, stop: .init(one.stop),
            ends: Dictionary(
                uniqueKeysWithValues: StopReason.allCases.map { ($0.rawValue, .init(one.ending(for: $0))) }),
            rejections: monitors.enumerated().flatMap { index, monitor in
                monitor.hypotheses.enumerated().map { hypothesis, name in
                    .init(
                        rule: monitor.name, hypothesis: name,
                        simulated: .init(one.rejection(of: hypothesis, by: index)))
                }
            }, familyWiseError: one.falseRejection.map { .init($0) }, doses: Self.doses(one),
            subjects: .init(one.subjects), events: .init(one.events), duration: .init(one.duration),
            estimate: one.estimate.flatMap { estimate in
                one.design.estimand.map {
                    .init(
                        of: $0.rawValue, mean: estimate.mean, standardError: estimate.standardError,
                        truth: one.truth.estimand, bias: one.bias)
                }
            },
            rules: monitors.indices.map { index in
                .init(
                    rule: monitors[index].name, stop: .init(one.stop(by: index)),
                    anyRejection: monitors[index].hypotheses.count > 1 ? .init(one.anyRejection(by: index)) : nil,
                    allRejections: monitors[index].hypotheses.count > 1 && !monitors[index].findsDose
                        ? .init(one.allRejections(by: index)) : nil,
                    looks: one.looks(of: index).map(SimulationJSON.Look.init))
            }, known: one.truth.reference.map(SimulationJSON.Reference.init))
    }

    private static func doses(_ one: OperatingCharacteristics) -> [SimulationJSON.Dose]? {
        guard let monitor = one.design.monitors.firstIndex(where: \.findsDose) else { return nil }
        return one.truth.doseToxicity.indices.map { dose in
            .init(
                dose: dose + 1, rate: one.truth.doseToxicity[dose],
                found: .init(one.rejection(of: dose, by: monitor)), patients: .init(one.dosePatients[dose]),
                toxicities: .init(one.doseToxicities[dose]))
        }
    }
}

extension SimulationJSON.Look {
    fileprivate init(_ look: OperatingCharacteristics.Look) {
        self.init(
            look: look.label, isFinal: look.isFinal, reached: .init(look.reached),
            stops: Dictionary(uniqueKeysWithValues: look.stops.map { ($0.reason.rawValue, .init($0.probability)) }),
            rejections: look.rejections.map(SimulationJSON.Probability.init), time: look.time,
            subjects: look.subjects, events: look.events)
    }
}

extension SimulationJSON.Reference {
    fileprivate init(_ reference: DesignReference) {
        func named(_ stops: [StopReason: Double]) -> [String: Double] {
            Dictionary(uniqueKeysWithValues: stops.map { ($0.key.rawValue, $0.value) })
        }
        self.init(
            kind: reference.kind.rawValue,
            stop: named(
                Dictionary(uniqueKeysWithValues: StopReason.allCases.map { ($0, reference.probability(of: $0)) })
                    .filter { $0.value > 0 }), looks: reference.stops.map(named),
            expectedSubjects: reference.expectedSubjects, rejections: reference.rejections)
    }
}
