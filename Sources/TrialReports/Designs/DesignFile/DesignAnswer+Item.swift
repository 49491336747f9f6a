import TrialAnalysis
import TrialModel
import TrialStatistics
import TrialValues

extension DesignAnswer {
    /// What the method of an item answers: its boundary, and what it does as far as that is known exactly.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(of item: DesignItem) throws(Diagnostics) {
        switch item.rule {
        case .groupSequential(let rule): try self.init(rule, of: item)
        case .closed(let rule): self.init(try FamilyBoundaries(rule.family, isGraph: false, of: item))
        case .graph(let rule): self.init(try FamilyBoundaries(rule.family, isGraph: true, of: item))
        default: self.init(title: item.id, summary: RuleWords(item).text, sections: [], json: item.id)
        }
    }

    private init(_ rule: GroupSequentialRule, of item: DesignItem) throws(Diagnostics) {
        self = SequentialBoundaryAnswer(try GroupSequentialDesign(rule, of: item)).answer
    }
}
