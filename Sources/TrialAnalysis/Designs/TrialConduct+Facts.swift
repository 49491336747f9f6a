import Foundation
import TrialModel
import TrialStatistics
import TrialValues

extension TrialConduct {
    /// How the trial around an item is run, as far as its facts say; nil where they say no number of subjects or no accrual.
    ///
    /// Months are the unit of time. Subjects come as a Poisson process where a rate is given, evenly at random where the time
    /// is given in which all come.
    ///
    /// - Throws: what the engine refuses, at the key that says it.
    init?(_ item: DesignItem, subjects: Int?, allocation: [Int]) throws(Diagnostics) {
        guard let facts = item.facts, let subjects = subjects ?? facts.sampleSize, let accrual = facts.accrual else {
            return nil
        }
        let pattern = try item.method(at: "design") { () throws(StatisticsError) in
            try AccrualPattern(accrual, subjects: subjects)
        }
        self.init(subjects: subjects, accrual: pattern)
        self.allocation = allocation
        followUp = facts.followUp?.months
        visitInterval = facts.visits?.months
    }
}

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

extension ArmTruth {
    /// An arm whose times are exponential with a median in months, with the losses of the facts.
    init(median: Double, _ facts: DesignFacts?) throws(StatisticsError) {
        self.init(event: try EventTimeModel(median: median))
        if let dropOut = facts?.dropOut { self.dropOut = try EventTimeModel(hazard: dropOut.monthlyHazard) }
    }
}

extension Rate {
    /// The constant hazard a month at which this part of the subjects is gone after the unit of time.
    var monthlyHazard: Double { -log1p(-number.value) / unit.months }
}
