import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The columns and conventions of an analysis as `results.json` states them; with the data they give the same numbers again.
struct AnalysisConventions: Encodable, Sendable {
    let time: String
    let event: Event
    let entry: Nullable<String>
    let startTime: Nullable<Double>
    let group: Nullable<String>
    let reference: Nullable<String>
    let strata: [String]
    let test: Nullable<String>
    let covariates: [String]
    let factors: [String]
    let references: [String]
    let splines: [String]
    let interactions: [String]
    let weights: Nullable<String>
    let cluster: Nullable<String>
    /// Absent unless asked for.
    let subject: String?
    let variance: String
    let ties: String
    /// Absent unless asked for.
    let penalty: String?
    let offset: String?
    let coxLimits: String?
    let limits: String
    let level: Double
    let landmarks: [Double]
    let quantileRule: String
    let timeGrouping: String
    let groupTests: Nullable<GroupTestConventions>
    let proportionalHazards: Nullable<String>
    let concordance: Nullable<String>
    let concordanceEnd: Nullable<Double>
    let markers: [String]
    let curves: CurveConventions

    init(_ analysis: SurvivalAnalysis) {
        let plan = analysis.plan
        time = plan.time
        event = Event(plan.event)
        entry = Nullable(plan.entry)
        startTime = Nullable(plan.startTime)
        group = Nullable(plan.group)
        reference = Nullable(plan.group == nil ? nil : analysis.groups.first?.name)
        strata = plan.strata
        test = Nullable(plan.group == nil ? nil : plan.testName)
        covariates = plan.covariates
        factors = plan.factors
        references = plan.terms.references.map { "\($0.column)=\($0.level)" }
        splines = plan.terms.splines.map { "\($0.column):\($0.degreesOfFreedom)" }
        interactions = plan.terms.interactions.map { "\($0.first)*\($0.second)" }
        weights = Nullable(plan.weights)
        cluster = Nullable(plan.cluster)
        subject = plan.subject
        variance = plan.isRobust || plan.cluster != nil ? "robust" : "model"
        ties = plan.ties.rawValue
        switch plan.fitting.penalty {
        case .none: penalty = nil
        case .firth: penalty = "firth"
        case .ridge(let theta): penalty = "ridge \(NumberText.exact(theta))"
        }
        offset = plan.fitting.offset
        coxLimits = plan.fitting.usesProfile ? "profile" : nil
        limits = plan.transform.rawValue
        level = plan.level.coverage
        landmarks = plan.landmarks
        quantileRule = plan.quantileRule.rawValue
        timeGrouping = Self.name(of: plan.grouping)
        groupTests = Nullable(GroupTestConventions(plan))
        proportionalHazards = Nullable(plan.proportionalHazards?.rawValue)
        concordance = Nullable(plan.concordance?.rawValue)
        concordanceEnd = Nullable(plan.concordanceEnd)
        markers = plan.markers
        curves = CurveConventions(analysis)
    }

    static func name(of grouping: TimeGrouping) -> String {
        switch grouping {
        case .automatic: "automatic"
        case .exact: "exact"
        case .tolerance(let tolerance): "tolerance \(NumberText.exact(tolerance))"
        case .grid(let perUnit): "grid \(NumberText.exact(perUnit))"
        }
    }

    /// How a row says that it has the event.
    struct Event: Encodable, Sendable {
        let column: String
        let rule: String
        let value: Nullable<String>

        init(_ rule: EventRule) {
            column = rule.column
            switch rule {
            case .flag: (self.rule, value) = ("event-flag", Nullable(nil))
            case .value(_, let value): (self.rule, self.value) = ("event-value", Nullable(value))
            case .censoring(_, let value): (self.rule, self.value) = ("censoring-value", Nullable(value))
            case .censoringFlag: (self.rule, value) = ("censoring-flag", Nullable(nil))
            }
        }
    }
}
