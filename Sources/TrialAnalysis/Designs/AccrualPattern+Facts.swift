import TrialModel
import TrialStatistics

extension AccrualPattern {
    /// The accrual of a design, for so many subjects.
    init(_ accrual: DesignFacts.Accrual, subjects: Int) throws(StatisticsError) {
        switch accrual {
        case .rate(let rate): try self.init(rates: [rate.perMonth])
        case .within(let time): try self.init(rates: [Double(subjects) / time.months], arrivals: .uniform)
        case .steps(let steps):
            try self.init(starts: steps.map(\.from.months), rates: steps.map(\.rate.perMonth))
        }
    }
}
