import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options that check a Cox model.
struct CheckOptions: ParsableArguments {
    @Option(
        defaultAsFlag: DefaultedChoice(TimeTransform.kaplanMeier, named: "km"), parsing: .next,
        help: ArgumentHelp(
            "Test whether hazard ratios change with time: km (as R), identity (as SAS), rank or log.",
            valueName: "transform"))
    var phTest: DefaultedChoice<TimeTransform>?

    @Option(
        defaultAsFlag: DefaultedChoice(ResidualList.all, named: "all"), parsing: .next,
        help: ArgumentHelp(
            "Write residuals.csv: all, or some of martingale, deviance, cox-snell, score, dfbeta, dfbetas, schoenfeld, scaled-schoenfeld.",
            valueName: "kinds"))
    var residuals: DefaultedChoice<ResidualList>?

    @Option(
        defaultAsFlag: DefaultedChoice(Concordance.TimeWeight.harrell, named: "harrell"), parsing: .next,
        help: ArgumentHelp(
            "How well the model orders events: harrell, uno, peto, schemper or log-rank.", valueName: "weights"))
    var concordance: DefaultedChoice<Concordance.TimeWeight>?

    @Option(help: ArgumentHelp("The last time at which an event opens a pair of --concordance.", valueName: "time"))
    var concordanceTau: Double?

    @Option(
        help: ArgumentHelp(
            "Number columns whose concordance is wanted too; -NAME where low values go with early events.",
            valueName: "columns"))
    var marker: ColumnList?

    /// Refuses what needs a model, or a folder, where there is none.
    func validate(hasModel: Bool, hasFolder: Bool) throws {
        try phTest?.require("km, rank, identity, log", of: "--ph-test")
        try concordance?.require("harrell, uno, peto, schemper, log-rank", of: "--concordance")
        try residuals?.require(
            "all or, with commas between them, \(ResidualKind.allCases.map(\.rawValue).joined(separator: ", "))",
            of: "--residuals")
        if phTest != nil, !hasModel { throw ValidationError("--ph-test needs a Cox model: --by or --covariates.") }
        if residuals != nil, !hasModel {
            throw ValidationError("--residuals needs a Cox model: --by or --covariates.")
        }
        if residuals != nil, !hasFolder {
            throw ValidationError("--residuals writes residuals.csv; say with -o where.")
        }
        if concordance != nil, !hasModel, marker == nil {
            throw ValidationError("--concordance needs a score: --by, --covariates or --marker.")
        }
        if let tau = concordanceTau {
            if !(tau > 0 && tau.isFinite) {
                throw ValidationError("--concordance-tau is \(tau); expected a number > 0.")
            }
            if concordance == nil, marker == nil {
                throw ValidationError("--concordance-tau needs --concordance or --marker.")
            }
        }
    }

    /// The plan with these options; markers alone are compared by Harrell's C.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.proportionalHazards = phTest?.value
        plan.residuals = residuals?.value?.kinds ?? []
        plan.concordance = concordance?.value ?? (marker == nil ? nil : .harrell)
        plan.concordanceEnd = concordanceTau
        plan.markers = marker?.names ?? []
        return plan
    }
}

/// Kinds of residuals with commas between them, each once, or all.
struct ResidualList: ExpressibleByArgument {
    let kinds: [ResidualKind]

    static let all = ResidualList(kinds: ResidualKind.allCases)

    private init(kinds: [ResidualKind]) { self.kinds = kinds }

    init?(argument: String) {
        guard argument != "all" else {
            self = .all
            return
        }
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let known = parts.compactMap { ResidualKind(rawValue: $0.trimmingSpaces) }
        guard known.count == parts.count, Set(known).count == known.count else { return nil }
        kinds = known
    }
}

extension TimeTransform: ExpressibleByArgument {}
extension Concordance.TimeWeight: ExpressibleByArgument {}
