import TrialStatistics

/// The view of an interim look for programs.
struct InterimJSON: Encodable, Sendable {
    struct Look: Encodable, Sendable {
        let information: Double
        let spendingFraction: Double
        let z: Double
        let criticalZ: Nullable<Double>
        let futilityZ: Nullable<Double>
        let harmZ: Nullable<Double>
        let spent: Double
        let estimate: Double
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let repeatedP: Nullable<Double>
    }

    struct Ahead: Encodable, Sendable {
        let information: Double
        let criticalZ: Nullable<Double>
    }

    struct Power: Encodable, Sendable {
        let truth: String
        let drift: Nullable<Double>
        let power: Double
    }

    struct Final: Encodable, Sendable {
        let ordering: String
        let look: Int
        let p: Double
        let twoSidedP: Double
        let medianUnbiased: Double
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let confidence: Double
        let biasAdjusted: Nullable<Double>
        let maximumLikelihood: Double
    }

    let alpha: Double
    let sides: Int
    let spending: String
    let scale: String
    let confidence: Double
    let decision: String
    let stop: Bool
    let looks: [Look]
    let toCome: [Ahead]
    let conditionalPower: [Power]
    let futilityIndex: Nullable<Double>
    let final: Nullable<Final>

    init(_ answer: InterimAnswer) {
        let (trial, unit) = (answer.trial, answer.unit)
        alpha = trial.plan.alpha
        sides = trial.plan.sides.rawValue
        spending = answer.shape?.name ?? trial.plan.spending.name
        scale = unit.scale == .hazardRatio ? "hazard ratio" : "difference"
        confidence = trial.confidence
        decision =
            answer.decision == trial.decision.monitoring ? trial.decision.word : answer.decision.words
        stop = answer.decision.stops
        looks = trial.looks.enumerated().map { index, look in
            let limits = unit.scale.limits(look.repeatedInterval)
            return Look(
                information: unit.amount(look.information), spendingFraction: look.spendingFraction, z: look.z,
                criticalZ: Nullable(look.criticalZ), futilityZ: Nullable(look.futilityZ),
                harmZ: Nullable(answer.harmZ.indices.contains(index) ? answer.harmZ[index] : nil),
                spent: look.spent * Double(trial.plan.sides.rawValue), estimate: unit.scale.effect(look.estimate),
                lower: Nullable(limits.lower), upper: Nullable(limits.upper),
                repeatedP: Nullable(trial.repeatedPValue(at: index)))
        }
        toCome = answer.outlook.map {
            Ahead(
                information: unit.amount($0.fraction * trial.plan.maximumInformation), criticalZ: Nullable($0.criticalZ)
            )
        }
        conditionalPower = answer.powers.map { Power(truth: $0.name, drift: Nullable($0.drift), power: $0.power) }
        futilityIndex = Nullable(answer.futilityIndex)
        final = Nullable(
            answer.final.map { final in
                let limits = unit.scale.limits(final.interval)
                return Final(
                    ordering: final.ordering.rawValue, look: final.look + 1, p: final.pValue,
                    twoSidedP: final.twoSidedPValue, medianUnbiased: unit.scale.effect(final.medianUnbiased),
                    lower: Nullable(limits.lower), upper: Nullable(limits.upper), confidence: final.confidence,
                    biasAdjusted: Nullable(final.biasAdjusted.map(unit.scale.effect)),
                    maximumLikelihood: unit.scale.effect(final.estimate))
            })
    }
}

extension SequentialAnalysis.Decision {
    /// The decision as a word for programs.
    var word: String {
        switch self {
        case .goOn: "continue"
        case .reject: "stop for efficacy"
        case .rejectOpposite: "stop against the treatment"
        case .stopForFutility: "stop for futility"
        case .notRejected: "ended without rejection"
        }
    }
}
