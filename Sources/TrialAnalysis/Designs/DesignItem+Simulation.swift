import TrialModel
import TrialStatistics

/// What a rule that compares two arms says of them.
struct ArmComparison {
    /// Subjects of the treatment to those of the control.
    let ratio: PrintedRatio?
    /// The median of the control arm.
    let control: Period?
    /// The hazard ratio under the alternative.
    let hazardRatio: PrintedNumber?
}

extension DesignItem {
    /// The most subjects that the rule itself names, or comes to.
    var maximum: Int? {
        get throws {
            switch rule {
            case .betaBinomial(let rule): rule.maximum
            case .predictiveProbability(let rule): rule.maximum
            case .exponentialMedian(let rule): rule.maximum
            case .piecewiseExponential(let rule): rule.maximum
            case .bayesFactor(let rule): rule.maximum
            case .simon(let rule): try TwoStageDesign(rule, of: self).total
            case .boin, .mtpi2, .crm: doseFinding?.maximum
            case .groupSequential, .closed, .graph: nil
            }
        }
    }

    /// What the rule says of two arms, if it compares them.
    var comparison: ArmComparison? {
        switch rule {
        case .groupSequential(let rule):
            ArmComparison(ratio: rule.ratio, control: rule.control, hazardRatio: rule.hazardRatio)
        case .closed(let rule): ArmComparison(rule.family)
        case .graph(let rule): ArmComparison(rule.family)
        default: nil
        }
    }

    /// The median of the control and the gain, if the rule is on a time in one arm.
    var medianAndGain: (control: Double?, gain: Double)? {
        switch rule {
        case .exponentialMedian(let rule):
            guard case .fixed(let control) = rule.control else { return (nil, 0) }
            return (control.months, rule.gain?.months ?? 0)
        case .piecewiseExponential(let rule): return (rule.control.months, rule.gain?.months ?? 0)
        case .bayesFactor(let rule):
            guard case .median(_, let control, let target) = rule.parameter else { return nil }
            return (control.months, target.months - control.months)
        default: return nil
        }
    }

    /// What the rule says of doses, if it looks for one.
    var doseFinding: DoseFinding? {
        switch rule {
        case .boin(let rule): rule.finding
        case .mtpi2(let rule): rule.finding
        case .crm(let rule): rule.finding
        default: nil
        }
    }

    /// What it counts, if it counts subjects.
    var counted: CountedEndpoint? {
        switch rule {
        case .betaBinomial(let rule): rule.stopAbove == nil ? .response : .toxicity
        case .predictiveProbability, .simon: .response
        case .bayesFactor(let rule):
            if case .rate = rule.parameter { .response } else { nil }
        default: nil
        }
    }
}

extension ArmComparison {
    fileprivate init(_ family: HypothesisFamily) {
        self.init(ratio: family.ratio, control: family.control, hazardRatio: nil)
    }
}

extension TimedEndpoint {
    /// The endpoint that words mean where deaths are simulated on their own: overall survival is death, any other is the first.
    init(_ words: String) {
        self = EndpointSpelling(words) == .overallSurvival ? .death : .first
    }
}
