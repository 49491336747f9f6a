import TrialAnalysis

/// The results of an analysis as `results.json`: every number in one long form, with the hashes that say what it came from.
///
/// `Documentation/Guides/results-json.md` describes the schema.
public struct ResultsDocument: Sendable {
    /// The name and version of the schema.
    public static let schema = "equipoise-results/1"

    /// The numbers.
    public let results: SurvivalResults
    /// Where they come from.
    public let provenance: Provenance
    private let conventions: AnalysisConventions
    private let notes: [String]
    private let title: String?

    /// The results of an analysis and where they come from.
    public init(_ analysis: SurvivalAnalysis, provenance: Provenance) {
        self.init(analysis, SurvivalResults(analysis), provenance)
    }

    init(_ analysis: SurvivalAnalysis, _ results: SurvivalResults, _ provenance: Provenance) {
        self.results = results
        self.provenance = provenance
        conventions = AnalysisConventions(analysis)
        notes = analysis.notes
        title = analysis.plan.title
    }

    /// The text of the file: indented, keys sorted, numbers with the fewest digits that read back as the same double.
    public func text() throws -> String {
        try ResultsFile(
            results.rows, endpoint: results.endpoint.name, conventions: conventions, notes: notes, title: title,
            provenance: provenance
        ).text()
    }
}

extension AnalysisPart {
    /// The set of rows that an analysis uses.
    var setName: String {
        switch self {
        case .file: "all-rows"
        case .curves, .singleArms, .oneSample, .milestones: "complete-follow-up"
        case .logRank, .maxCombo, .trend, .pairwise, .permutation, .restrictedMeans: "complete-strata"
        case .cox, .coxSideBySide, .coxInteraction, .coxSpline, .coxContrast, .coxComparison, .coxDrop, .coxPrediction,
            .coxAdjusted, .bootstrap, .proportionalHazards:
            "complete-covariates"
        case .subgroups: "subgroup-subjects"
        case .slidingWindows: "subgroup-subjects-with-marker"
        case .concordance: "complete-score"
        case .groups, .tests, .estimates, .margin: "complete-rows"
        case .multiplicity: "p-values"
        case .baseline: "rows-with-group"
        case .baselineWeighted, .propensity: "complete-baseline"
        }
    }
}
