import TrialStatistics

/// The view of a promising zone for programs.
struct PromisingZoneJSON: Encodable, Sendable {
    struct Decision: Encodable, Sendable {
        let z: Double
        let zone: String
        let conditionalPower: Double
        let information: Double
        let criticalZ: Nullable<Double>
        let conditionalPowerAfter: Nullable<Double>

        init(_ decision: PromisingZone.Decision, _ answer: PromisingZoneAnswer) {
            z = decision.z
            zone = decision.zone.rawValue
            conditionalPower = decision.conditionalPower
            information = answer.unit.amount(decision.information * answer.planned)
            criticalZ = Nullable(decision.criticalZ)
            conditionalPowerAfter = Nullable(decision.conditionalPowerAfter)
        }
    }

    struct Run: Encodable, Sendable {
        let drift: Double
        let power: Double
        let plannedPower: Double
        let expectedInformation: Double
        let plannedExpectedInformation: Double
        let zones: [String: Double]
    }

    let fraction: Double
    let finalZ: Double
    let efficacyZ: Nullable<Double>
    let futilityZ: Nullable<Double>
    let cap: Double
    let target: Double
    let test: String
    let leastConditionalPower: Double
    let leastValidConditionalPower: Double
    let holdsLevel: Bool
    let lowerZ: Double
    let upperZ: Double
    let decision: Nullable<Decision>
    let table: [Decision]
    let operatingCharacteristics: [Run]

    init(_ answer: PromisingZoneAnswer) {
        let rule = answer.rule
        fraction = rule.fraction
        finalZ = rule.finalZ
        efficacyZ = Nullable(rule.efficacyZ)
        futilityZ = Nullable(rule.futilityZ)
        cap = rule.cap
        target = rule.target
        test = rule.test == .conventional ? "conventional" : "inverse-normal"
        leastConditionalPower = rule.leastConditionalPower
        leastValidConditionalPower = rule.leastValidConditionalPower
        holdsLevel = rule.holdsLevel
        lowerZ = rule.zone.lowerBound
        upperZ = rule.zone.upperBound
        decision = Nullable(answer.decision.map { Decision($0, answer) })
        table = rule.table().map { Decision($0, answer) }
        operatingCharacteristics = answer.runs.map { run in
            Run(
                drift: run.drift, power: run.power, plannedPower: run.plannedPower,
                expectedInformation: answer.unit.amount(run.expectedInformation * answer.planned),
                plannedExpectedInformation: answer.unit.amount(run.plannedExpectedInformation * answer.planned),
                zones: Dictionary(
                    uniqueKeysWithValues: zip(PromisingZone.Zone.allCases.map(\.rawValue), run.zones)))
        }
    }
}
