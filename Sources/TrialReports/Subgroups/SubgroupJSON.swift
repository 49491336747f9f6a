import TrialAnalysis
import TrialStatistics

/// A subgroup analysis as JSON for programs: the shape that `equipoise subgroups --json` prints.
///
/// Numbers have the fewest digits that read back as the same double; what cannot be estimated is `null`, and every key is
/// always there.
public struct SubgroupJSON: Encodable, Sendable {
    let n: Int
    let events: Int
    let dropped: Int
    let reference: String
    let versus: String
    let overall: Row
    let subgroups: [Variable]
    let slidingWindows: Nullable<WindowJSON>
    let notes: [String]

    /// The JSON view of an analysis.
    public init(_ analysis: SubgroupAnalysis) {
        n = analysis.overall.count
        events = analysis.overall.eventCount
        dropped = analysis.dropped
        reference = analysis.groups[0]
        versus = analysis.groups[1]
        overall = Row(analysis.overall)
        subgroups = analysis.variables.map { Variable($0, shown: analysis.plan.shownInteraction) }
        slidingWindows = Nullable(analysis.slidingWindows.map(WindowJSON.init))
        notes = analysis.notes
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String {
        try JSONText.of(self)
    }
}

extension SubgroupJSON {
    struct Row: Encodable, Sendable {
        let level: String
        let n: Int
        let events: Int
        let groups: [Group]
        let effect: Effect

        init(_ row: SubgroupRow) {
            level = row.level
            n = row.count
            events = row.eventCount
            groups = row.arms.map(Group.init)
            effect = Effect(row.effect)
        }
    }

    struct Group: Encodable, Sendable {
        let group: String
        let n: Int
        let events: Int
        let median: Nullable<Double>
        let medianLower: Nullable<Double>
        let medianUpper: Nullable<Double>

        init(_ arm: SubgroupRow.Arm) {
            group = arm.name
            n = arm.count
            events = arm.eventCount
            median = Nullable(arm.median.estimate)
            medianLower = Nullable(arm.median.limits.lower)
            medianUpper = Nullable(arm.median.limits.upper)
        }
    }

    struct Effect: Encodable, Sendable {
        let method: Nullable<String>
        let coefficient: Nullable<Double>
        let standardError: Nullable<Double>
        let hazardRatio: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let p: Nullable<Double>
        let reason: Nullable<String>

        init(_ effect: SubgroupHazardRatio) {
            method = Nullable(effect.method?.rawValue)
            coefficient = Nullable(effect.coefficient)
            standardError = Nullable(effect.standardError)
            hazardRatio = Nullable(effect.ratio?.estimate)
            lower = Nullable(effect.ratio?.limits.lower)
            upper = Nullable(effect.ratio?.limits.upper)
            p = Nullable(effect.test?.pValue)
            reason = Nullable(effect.absence?.reason)
        }
    }

    struct Variable: Encodable, Sendable {
        let variable: String
        let levels: [Row]
        let interaction: Interaction
        let heterogeneity: Heterogeneity
        let missing: Int
        let unlisted: [Unlisted]

        init(_ result: SubgroupResult, shown: SubgroupPlan.InteractionKind) {
            variable = result.variable.column
            levels = result.rows.map(Row.init)
            interaction = Interaction(result, shown: shown)
            heterogeneity = Heterogeneity(result.heterogeneity)
            missing = result.missing
            unlisted = result.unlisted.map { Unlisted(level: $0.level, n: $0.count) }
        }
    }

    struct Unlisted: Encodable, Sendable {
        let level: String
        let n: Int
    }

    struct Interaction: Encodable, Sendable {
        let shown: String
        let p: Nullable<Double>
        let pHolm: Nullable<Double>
        let likelihoodRatio: Nullable<AnalysisJSON.Test>
        let wald: Nullable<AnalysisJSON.Test>

        init(_ result: SubgroupResult, shown: SubgroupPlan.InteractionKind) {
            self.shown = shown.rawValue
            p = Nullable(result.interactionP)
            pHolm = Nullable(result.adjustedP)
            likelihoodRatio = Nullable(result.interaction.likelihoodRatio.map(AnalysisJSON.Test.init))
            wald = Nullable(result.interaction.wald.map(AnalysisJSON.Test.init))
        }
    }

    struct Heterogeneity: Encodable, Sendable {
        let test: Nullable<AnalysisJSON.Test>
        let share: Nullable<Double>
        let pooledHazardRatio: Nullable<Double>

        init(_ found: HeterogeneityTest) {
            test = Nullable(found.test.map(AnalysisJSON.Test.init))
            share = Nullable(found.share)
            pooledHazardRatio = Nullable(found.pooledRatio)
        }
    }
}
