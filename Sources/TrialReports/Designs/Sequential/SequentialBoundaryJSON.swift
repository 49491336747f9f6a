import TrialStatistics

/// A group sequential design for programs: the shape that `equipoise boundaries --fractions … --json` prints.
struct SequentialBoundaryJSON: Encodable, Sendable {
    /// A look; what it does not have is absent.
    struct Look: Encodable, Sendable {
        let fraction: Double
        let spendingTime: Double
        let upperZ, upperP: Double?
        let lowerZ, lowerP: Double?
        let futilityZ, futilityP: Double?
        let spent: Double
        let betaSpent, harmSpent: Double?
        let upperBValue, futilityBValue: Double?
        let upperConditionalPower, lowerConditionalPower, futilityConditionalPower: Double?
        let upperConditionalPowerAsPlanned, lowerConditionalPowerAsPlanned: Double?
        let futilityConditionalPowerAsPlanned: Double?
        let upperHazardRatio, lowerHazardRatio, futilityHazardRatio: Double?
        let events: Double?
    }

    /// What the boundaries do at an effect.
    struct Crossing: Encodable, Sendable {
        let drift: Double
        let hazardRatio: Double?
        let upper, lower, futility: [Double]
        let upperTotal, lowerTotal, futilityTotal: Double
        let expectedInformation: Double

        init(_ crossing: GroupSequentialDesign.Crossing, _ scale: HazardRatioScale?) {
            drift = crossing.drift
            hazardRatio = scale?.hazardRatio(z: crossing.drift, fraction: 1)
            (upper, lower, futility) = (crossing.upper.byLook, crossing.lower.byLook, crossing.futility.byLook)
            (upperTotal, lowerTotal, futilityTotal) =
                (crossing.upper.total, crossing.lower.total, crossing.futility.total)
            expectedInformation = crossing.expectedInformation
        }
    }

    let alpha: Double
    let sides: Int
    let efficacy: String
    let looks: [Look]
    let power, drift, inflation: Double?
    let null: Crossing
    let alternative: Crossing?

    init(_ answer: SequentialBoundaryAnswer) {
        let (design, scale) = (answer.design, answer.question.scale)
        let hazard = scale.map(BoundaryScale.hazardRatio)
        func values(_ boundary: GroupSequentialDesign.Boundary, _ scale: BoundaryScale?) -> [Double?] {
            scale.map { design.boundary(boundary, on: $0) } ?? design.looks.map { _ in nil }
        }
        let b = (values(.upper, .bValue), values(.futility, .bValue))
        let ratios = (values(.upper, hazard), values(.lower, hazard), values(.futility, hazard))
        let trend = GroupSequentialDesign.Boundary.allCases.map { values($0, .conditionalPower) }
        let planned = GroupSequentialDesign.Boundary.allCases.map { values($0, .conditionalPowerAsPlanned) }
        alpha = design.alpha
        sides = design.sides == .one ? 1 : 2
        efficacy = design.efficacy.shape.name
        looks = design.looks.indices.map { index in
            let look = design.looks[index]
            return Look(
                fraction: look.fraction, spendingTime: look.spendingTime, upperZ: look.upperZ, upperP: look.upperP,
                lowerZ: look.lowerZ, lowerP: look.lowerP, futilityZ: look.futilityZ, futilityP: look.futilityP,
                spent: look.spent, betaSpent: look.betaSpent, harmSpent: look.harmSpent, upperBValue: b.0[index],
                futilityBValue: b.1[index], upperConditionalPower: trend[0][index],
                lowerConditionalPower: trend[1][index],
                futilityConditionalPower: trend[2][index], upperConditionalPowerAsPlanned: planned[0][index],
                lowerConditionalPowerAsPlanned: planned[1][index], futilityConditionalPowerAsPlanned: planned[2][index],
                upperHazardRatio: ratios.0[index], lowerHazardRatio: ratios.1[index],
                futilityHazardRatio: ratios.2[index], events: scale.map { $0.events * look.fraction })
        }
        power = design.power
        drift = design.designDrift
        inflation = design.inflation
        null = Crossing(answer.null, scale)
        alternative = answer.alternative.map { Crossing($0, scale) }
    }
}
