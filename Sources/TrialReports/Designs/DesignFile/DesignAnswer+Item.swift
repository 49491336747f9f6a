import TrialAnalysis
import TrialModel
import TrialStatistics
import TrialValues

extension DesignAnswer {
    /// What the method of an item answers: its boundary, and what it does as far as that is known exactly.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    init(of item: DesignItem) throws(Diagnostics) {
        switch item.rule {
        case .betaBinomial(let rule): try self.init(rule, of: item)
        case .predictiveProbability(let rule): try self.init(rule, of: item)
        case .simon(let rule): try self.init(rule, of: item)
        case .boin(let rule): self.init(try DoseEscalationTrial(rule, of: item), "BOIN", of: item)
        case .mtpi2(let rule): self.init(try DoseEscalationTrial(rule, of: item), "mTPI-2", of: item)
        case .crm(let rule):
            self.init(try DoseEscalationTrial(rule, of: item), "Continual reassessment method", of: item)
        case .groupSequential(let rule): try self.init(rule, of: item)
        case .closed(let rule): self.init(try FamilyBoundaries(rule.family, isGraph: false, of: item))
        case .graph(let rule): self.init(try FamilyBoundaries(rule.family, isGraph: true, of: item))
        case .exponentialMedian(let rule): try self.init(rule, of: item)
        case .piecewiseExponential(let rule): try self.init(rule, of: item)
        case .bayesFactor(let rule): try self.init(rule, of: item)
        }
    }
}
