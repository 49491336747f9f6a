import TrialAnalysis
import TrialModel
import TrialStatistics
import TrialValues

extension DesignAnswer {
    /// The most events that a boundary of times is shown for.
    private static let mostEvents = 60

    /// A monitor of an exponential time.
    init(_ rule: ExponentialMedianRule, of item: DesignItem) throws(Diagnostics) {
        self.init(
            try ExponentialMonitor(rule, of: item), events: Self.events(rule.maximum, item),
            isPriorAssumed: item.notPrinted.contains("prior"))
    }

    /// A monitor of a hazard that changes, its boundary for follow-up as under the median of the control.
    init(_ rule: PiecewiseExponentialRule, of item: DesignItem) throws(Diagnostics) {
        let monitor = try PiecewiseExponentialMonitor(rule, of: item)
        do throws(StatisticsError) {
            try self.init(monitor, median: rule.control.months, events: Self.events(rule.maximum, item))
        } catch {
            throw Diagnostics([
                Diagnostic(.error, "study.method", "\(item.id): \(error.description)", at: item.place(of: "rule"))
            ])
        }
    }

    /// A monitor by Bayes factors, of a rate or of a median.
    init(_ rule: BayesFactorRule, of item: DesignItem) throws(Diagnostics) {
        let monitor = try BayesFactorMonitor(rule, of: item)
        switch rule.parameter {
        case .rate:
            let schedule = try LookSchedule(cohort: rule.cohort, first: nil, maximum: rule.maximum, of: item)
            self.init(monitor, looks: schedule.looks)
        case .median: self.init(monitor, events: Self.events(rule.maximum, item))
        }
    }

    private static func events(_ own: Int?, _ item: DesignItem) -> Int {
        min(own ?? item.facts?.sampleSize ?? mostEvents, mostEvents)
    }
}
