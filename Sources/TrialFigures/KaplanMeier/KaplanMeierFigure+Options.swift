import TrialStatistics

extension KaplanMeierFigure {
    /// How survival is written on its axis.
    public enum SurvivalUnit: Sendable, Hashable {
        /// From 0 to 100 %.
        case percent
        /// From 0 to 1.
        case proportion
    }

    /// The numbers beneath the axis.
    public enum RiskTable: Sendable, Hashable {
        /// None.
        case hidden
        /// The number at risk just before each tick.
        case atRisk
        /// The number at risk and, in parentheses, those censored before each tick.
        case atRiskAndCensored
        /// The number at risk and, in parentheses, the sum of their weights.
        case atRiskAndWeight
        /// Rows for those at risk, censored and with the event before each tick, which add up to the group (KMunicate).
        case full
    }

    /// Where the names of the groups stand.
    public enum Labels: Sendable, Hashable {
        /// At the curves where all find room, else in a legend.
        case automatic
        /// In a legend.
        case legend
        /// Only beside the numbers at risk.
        case hidden
    }

    /// Which limits a confidence band follows and the limits of medians are read off.
    public struct Limits: Sendable, Hashable {
        /// The scale on which the limits are computed.
        public let transform: ConfidenceTransform
        /// The coverage at each time.
        public let level: ConfidenceLevel

        /// Pointwise limits.
        public init(transform: ConfidenceTransform = .log, level: ConfidenceLevel = .ninetyFivePercent) {
            self.transform = transform
            self.level = level
        }
    }

    /// What a Kaplan-Meier figure shows and how.
    public struct Options: Sendable {
        /// A title above the figure.
        public var title: String?
        /// What the curves show, such as "Progression-free survival".
        public var survivalTitle = "Survival"
        /// Percent or proportion.
        public var survivalUnit = SurvivalUnit.percent
        /// What time is counted from, such as "Time since randomisation".
        public var timeTitle = "Time"
        /// The unit of the times.
        public var timeUnit = TimeUnit.unstated
        /// The times shown; from 0 to the longest follow-up if nil.
        public var timeRange: ClosedRange<Double>?
        /// The distance of ticks on the time axis; chosen by unit and room if nil.
        public var timeTickStep: Double?
        /// The limits of bands and medians.
        public var limits = Limits()
        /// What a median is where a curve is flat at one half.
        public var quantileRule = QuantileRule.rPrint
        /// Whether the limits of the curves are shaded.
        public var showsBands = false
        /// Whether censored observations have ticks. Among tens of thousands the ticks merge and hide the line's style.
        public var showsCensoring = true
        /// Whether lines drop from the curves at 50 %.
        public var showsMedians = false
        /// The numbers beneath the axis.
        public var riskTable = RiskTable.atRisk
        /// Where the names of the groups stand.
        public var labels = Labels.automatic
        /// Effects written into the figure.
        public var effects: [Effect] = []
        /// The p-value of the log-rank test, written into the figure.
        public var logRankP: Double?
        /// More lines written into the figure.
        public var notes: [String] = []
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// The height of the plot itself in points; in proportion to its width if nil.
        public var plotHeight: Double?
        /// What the figure shows, in words, for those who listen; made from the curves if nil.
        public var summary: String?
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "km"

        /// The defaults: percent, numbers at risk, censoring ticks, 170 mm.
        public init() {}
    }
}
