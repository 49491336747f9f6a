import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The columns and conventions of a subgroup analysis as `results.json` states them.
struct SubgroupConventions: Encodable, Sendable {
    let time: String
    let event: AnalysisConventions.Event
    let entry: Nullable<String>
    let startTime: Nullable<Double>
    let group: Nullable<String>
    let reference: String
    let versus: String
    let strata: [String]
    let strataIn: String
    let weights: Nullable<String>
    let cluster: Nullable<String>
    let variance: String
    let ties: String
    let limits: String
    let level: Double
    let quantileRule: String
    let timeGrouping: String
    let interaction: String
    let firthBelow: Int
    let subgroups: [Variable]
    let slidingWindows: Nullable<Windows>

    struct Variable: Encodable, Sendable {
        let column: String
        let cuts: [Double]
        let levels: [String]
    }

    struct Windows: Encodable, Sendable {
        let marker: String
        let size: Int
        let overlap: Int
        let measure: String
        let permutations: Int
        let seed: UInt64

        init(_ plan: SlidingWindowPlan) {
            marker = plan.marker
            size = plan.size
            overlap = plan.overlap
            measure = plan.measure.name
            permutations = plan.permutations
            seed = plan.seed
        }
    }

    init(_ analysis: SubgroupAnalysis) {
        let plan = analysis.plan
        let survival = plan.survival
        time = survival.time
        event = AnalysisConventions.Event(survival.event)
        entry = Nullable(survival.entry)
        startTime = Nullable(survival.startTime)
        group = Nullable(survival.group)
        reference = analysis.groups[0]
        versus = analysis.groups[1]
        strata = survival.strata
        strataIn = plan.strataScope.rawValue
        weights = Nullable(survival.weights)
        cluster = Nullable(survival.cluster)
        variance = survival.isRobust || survival.cluster != nil ? "robust" : "model"
        ties = survival.ties.rawValue
        limits = survival.transform.rawValue
        level = survival.level.coverage
        quantileRule = survival.quantileRule.rawValue
        timeGrouping = AnalysisConventions.name(of: survival.grouping)
        interaction = plan.shownInteraction.rawValue
        firthBelow = plan.thinCells.leastEvents
        subgroups = plan.variables.map { Variable(column: $0.column, cuts: $0.cuts, levels: $0.levels) }
        slidingWindows = Nullable(plan.slidingWindows.map(Windows.init))
    }
}

extension SlidingWindowEffects.Measure {
    /// The name that the command line knows it by.
    var name: String {
        switch self {
        case .hazardRatio: "hr"
        case .survivalDifference(let time): "survival:\(NumberText.exact(time))"
        }
    }
}
