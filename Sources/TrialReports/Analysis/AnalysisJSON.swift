import TrialAnalysis
import TrialStatistics

/// A survival analysis as JSON for programs: the shape that `equipoise analyze --json` prints.
///
/// Numbers are written with the fewest digits that read back as the same double, 17 at most; what cannot be
/// estimated is `null`, and every key is always there.
public struct AnalysisJSON: Encodable, Sendable {
    let n: Int
    let events: Int
    let dropped: Int
    let groups: [Group]
    let milestones: [Milestone]?
    let restrictedMeans: Nullable<RestrictedMeans>?
    let singleArms: [SingleArm]?
    let logRank: Nullable<GroupTest>
    let maxCombo: MaxCombo?
    let trend: Trend?
    let pairwise: Pairwise?
    let permutation: Permutation?
    let oneSample: OneSample?
    let cox: Nullable<Cox>
    let proportionalHazards: ProportionalHazards?
    let concordance: [ScoreConcordance]?
    let bootstrap: Bootstrap?
    let coxAnswers: CoxAnswersJSON?
    let notes: [String]

    /// The JSON view of an analysis.
    public init(_ analysis: SurvivalAnalysis) {
        n = analysis.count
        events = analysis.eventCount
        dropped = analysis.dropped
        let answers = analysis.curveAnswers
        groups = analysis.groups.enumerated().map { Group($1, answers?.groups[$0], analysis.plan) }
        milestones = analysis.plan.curves.milestone.map { _ in
            answers?.milestones.map { Milestone($0, reference: analysis.groups[0].name) } ?? []
        }
        restrictedMeans = analysis.plan.curves.restrictedMean.map { _ in
            Nullable(answers?.restrictedMeans.map(RestrictedMeans.init))
        }
        singleArms = SingleArm.all(analysis)
        let tests = GroupTests(analysis)
        logRank = Nullable(analysis.logRank.flatMap { GroupTest($0, analysis.plan) })
        maxCombo = tests.maxCombo
        trend = tests.trend
        pairwise = tests.pairwise
        permutation = tests.permutation
        oneSample = tests.oneSample
        bootstrap = tests.bootstrap
        cox = Nullable(analysis.cox.map(Cox.init))
        proportionalHazards = ProportionalHazards(analysis)
        concordance = ScoreConcordance.all(analysis)
        coxAnswers = analysis.coxAnswers.map { CoxAnswersJSON($0, analysis.plan) }
        notes = analysis.notes
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String {
        try JSONText.of(self)
    }
}
