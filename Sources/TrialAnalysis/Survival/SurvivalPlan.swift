import TrialStatistics

/// What to analyse in a flat file of follow-up: which columns play which part, and by which conventions.
///
/// ```swift
/// var plan = SurvivalPlan(time: "futime", event: .value(column: "status", value: "dead"))
/// plan.group = "arm"
/// plan.covariates = ["age"]
/// let analysis = try SurvivalAnalysis(table, plan)
/// ```
public struct SurvivalPlan: Sendable, Hashable {
    /// The column of follow-up times.
    public var time: String
    /// How a row says whether its time is that of the event.
    public var event: EventRule
    /// The column of delayed entry times.
    public var entry: String?
    /// The column whose levels get a curve each, are compared by a log-rank test and enter the Cox model first.
    public var group: String?
    /// The level of `group` that the others are compared with; the first by default.
    public var reference: String?
    /// The columns whose levels, taken together, stratify the log-rank test and the Cox model.
    public var strata: [String] = []
    /// The weights of event times in the test of the groups, all 1 in the log-rank test.
    public var weighting = LogRankTest.Weighting.logRank
    /// What is asked of the comparison of the groups beyond its test.
    public var tests = TestQuestions()
    /// The further columns of the Cox model, in order.
    public var covariates: [String] = []
    /// Number columns among the covariates that stand for categories.
    public var factors: [String] = []
    /// How columns enter the Cox model beyond that: references, splines, interactions.
    public var terms = TermOptions()
    /// What is asked of the Cox model beyond its terms.
    public var questions = CoxQuestions()
    /// The column of case weights.
    public var weights: String?
    /// The column that names the subject of each row, where rows are intervals of subjects.
    public var subject: String?
    /// The column whose levels name rows that belong together; asks for a robust variance.
    public var cluster: String?
    /// Whether the Cox model reports the robust variance.
    public var isRobust = false
    /// What the Cox model does with tied events.
    public var ties = CoxRegression.Ties.efron
    /// What the Cox model maximises besides its likelihood, and where its limits come from.
    public var fitting = CoxFitting()
    /// The scale of the limits of the curves.
    public var transform = ConfidenceTransform.log
    /// The coverage of all limits.
    public var level = ConfidenceLevel.ninetyFivePercent
    /// The times at which the curves are read.
    public var landmarks: [Double] = []
    /// What a median is where the curve is flat at one half.
    public var quantileRule = QuantileRule.rPrint
    /// What is asked of the curves beyond that.
    public var curves = CurveQuestions()
    /// Which times count as one.
    public var grouping = TimeGrouping.automatic
    /// The time from which follow-up counts, for those still under observation then.
    public var startTime: Double?
    /// Medians of earlier trials that each group's is compared with.
    public var historicalMedians: [Double] = []
    /// Whether the times of those who had the event are described.
    public var describesEventTimes = false
    /// The function of time against which proportional hazards are tested.
    public var proportionalHazards: TimeTransform?
    /// The residuals of the Cox model that are written out.
    public var residuals: [ResidualKind] = []
    /// The weights of pairs in the concordance, where it is asked for.
    public var concordance: Concordance.TimeWeight?
    /// The last time at which an event opens a pair.
    public var concordanceEnd: Double?
    /// Number columns whose concordance is wanted besides that of the model.
    public var markers: [String] = []

    /// What the report is called, such as "Progression-free survival"; named after the column of times if nil.
    public var title: String?
    /// The unit of the times, such as "months"; that of a header like `pfs [months]` if nil. No number depends on it.
    public var unit: String?

    /// A plan with the conventions that R has by default.
    public init(time: String, event: EventRule) {
        self.time = time
        self.event = event
    }
}

/// How a row says whether its time is that of the event.
public enum EventRule: Sendable, Hashable {
    /// A column of 1 and 0, or of true and false.
    case flag(column: String)
    /// The event is a certain value of a column; all other values are censoring.
    case value(column: String, value: String)
    /// Censoring is a certain value of a column, which has one other value.
    case censoring(column: String, value: String)
    /// ADaM's CNSR: 0 is the event, any greater number censoring.
    case censoringFlag(column: String)

    /// The column that the rule reads.
    public var column: String {
        switch self {
        case .flag(let column), .value(let column, _), .censoring(let column, _), .censoringFlag(let column): column
        }
    }
}
