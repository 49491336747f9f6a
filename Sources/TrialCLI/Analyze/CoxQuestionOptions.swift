import ArgumentParser
import TrialAnalysis
import TrialStatistics
import TrialTables

/// The options of what enters the Cox model beyond columns as they are.
struct CoxTermOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The reference levels of covariates that are factors, such as sex=F,stage=I.", valueName: "levels"))
    var referenceOf: ReferenceList?

    @Option(
        help: ArgumentHelp(
            "Covariates that enter as natural cubic splines, with their degrees of freedom, such as age:3.",
            valueName: "columns"))
    var spline: SplineList?

    @Option(
        help: ArgumentHelp(
            "Pairs of columns whose effects may depend on each other, such as arm*age,arm*sex.", valueName: "pairs"))
    var interactions: InteractionList?

    /// The plan with these terms.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = plan
        plan.terms.references = referenceOf?.references ?? []
        plan.terms.splines = spline?.splines ?? []
        plan.terms.interactions = interactions?.interactions ?? []
        if let twice = Self.twice(plan.terms.references.map(\.column)) {
            throw ValidationError("--reference-of names \(twice) twice.")
        }
        if let twice = Self.twice(plan.terms.splines.map(\.column)) {
            throw ValidationError("--spline names \(twice) twice.")
        }
        let pairs = plan.terms.interactions.map { [$0.first, $0.second].sorted().joined(separator: "*") }
        if let twice = Self.twice(pairs) { throw ValidationError("--interactions names \(twice) twice.") }
        return plan
    }

    private static func twice(_ names: [String]) -> String? {
        names.first { name in names.filter { $0 == name }.count > 1 }
    }
}

/// The options of what is asked of the Cox model.
struct CoxQuestionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Predict the curves of these, such as 'arm=A,age=60;arm=B,age=60'.", valueName: "profiles"))
    var predict: String?

    @Option(help: ArgumentHelp("The same from a CSV file, one a row.", valueName: "file"))
    var predictFrom: String?

    @Flag(help: "Curves of the groups standardised to the covariates of all rows (g-formula).")
    var adjustedCurves = false

    @Option(
        help: ArgumentHelp(
            "The baseline hazard, with covariates at zero or at the sample's means.", valueName: "place"))
    var baseline: CoxBaseline.Reference?

    @Option(
        help: ArgumentHelp(
            "Linear predictor, risk and expected events of each row, from zero, sample or strata.",
            valueName: "reference"))
    var scores: CoxPredictions.Reference?

    @Option(
        help: ArgumentHelp(
            "Linear combinations of coefficients, such as 'arm[B] - arm[C]; 10*age'.", valueName: "combinations"))
    var contrast: String?

    @Option(help: ArgumentHelp("Compare with the model that lacks these terms.", valueName: "terms"))
    var without: ColumnList?

    @Flag(help: "Test each term by leaving it out.")
    var drop = false

    @Flag(help: "Hazard ratios of the groups: unadjusted, stratified, adjusted, on the same rows.")
    var sideBySide = false

    /// Refuses what cannot be asked.
    func validate(_ plan: SurvivalPlan, hasOutput: Bool) throws {
        let asked = [
            ("--predict", predict != nil), ("--predict-from", predictFrom != nil), ("--baseline", baseline != nil),
            ("--scores", scores != nil), ("--contrast", contrast != nil), ("--without", without != nil),
            ("--drop", drop),
        ]
        if plan.group == nil, plan.covariates.isEmpty, let first = asked.first(where: \.1) {
            throw ValidationError("\(first.0) asks the Cox model: give it --by or --covariates.")
        }
        for (name, isGiven) in [("--adjusted-curves", adjustedCurves), ("--side-by-side", sideBySide)]
        where isGiven && plan.group == nil {
            throw ValidationError("\(name) needs --by.")
        }
        for (name, isGiven) in [("--baseline", baseline != nil), ("--scores", scores != nil)]
        where isGiven && !hasOutput {
            throw ValidationError("\(name) gives many rows: ask for --json, or say with -o where to write them.")
        }
    }

    /// The plan with these questions; reads the file of profiles where there is one.
    func apply(to plan: SurvivalPlan, on console: Console) throws -> SurvivalPlan {
        var plan = try apply(to: plan)
        guard let predictFrom else { return plan }
        let table = try InputFile(predictFrom, isHashed: false, on: console).table
        for row in 0..<table.rowCount {
            plan.questions.profiles.append(
                CovariateProfile(
                    table.columns.compactMap { column in column.text(row).map { (column.name, $0) } }))
        }
        try Self.requireDistinct(plan.questions.profiles)
        return plan
    }

    /// The plan with the questions that no file answers.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = plan
        plan.questions.profiles = try profiles
        plan.questions.wantsAdjustedCurves = adjustedCurves
        plan.questions.baseline = baseline
        plan.questions.scores = scores
        plan.questions.contrasts = try combinations
        plan.questions.without = without?.names ?? []
        plan.questions.wantsDrop = drop
        plan.questions.wantsSideBySide = sideBySide
        return plan
    }

    private var profiles: [CovariateProfile] {
        get throws {
            guard let predict else { return [] }
            guard let parts = QuotedWords.parts(predict, separator: ";") else { throw Self.badProfile(predict) }
            let texts = parts.filter { !$0.allSatisfy(\.isWhitespace) }
            let profiles = try texts.map { text in
                guard let profile = CovariateProfile(text: String(text)) else { throw Self.badProfile(String(text)) }
                return profile
            }
            guard !profiles.isEmpty else { throw Self.badProfile(predict) }
            try Self.requireDistinct(profiles)
            return profiles
        }
    }

    private static func badProfile(_ text: String) -> ValidationError {
        ValidationError(
            "--predict: '\(text)' is no list of COLUMN=VALUE, such as arm=A,age=60; profiles are parted by semicolons, names with , ; or = stand in quotes."
        )
    }

    private static func requireDistinct(_ profiles: [CovariateProfile]) throws {
        if let twice = profiles.first(where: { one in profiles.filter { $0 == one }.count > 1 }) {
            throw ValidationError("The profile '\(twice.label)' is given twice.")
        }
    }

    private var combinations: [String] {
        get throws {
            guard let contrast else { return [] }
            let parts = QuotedWords.parts(contrast, separator: ";") ?? [Substring(contrast)]
            let texts = parts.map { $0.trimmingSpaces }.filter { !$0.isEmpty }
            guard !texts.isEmpty else {
                throw ValidationError("--contrast is empty; expected such as 'arm[B] - arm[C]'.")
            }
            if let twice = texts.first(where: { one in texts.filter { $0 == one }.count > 1 }) {
                throw ValidationError("--contrast names '\(twice)' twice.")
            }
            return texts
        }
    }
}

extension CoxBaseline.Reference: ExpressibleByArgument {}
extension CoxPredictions.Reference: ExpressibleByArgument {}

/// Levels of columns with commas between them.
struct ReferenceList: ExpressibleByArgument {
    let references: [TermOptions.Reference]

    init?(argument: String) {
        let parsed = QuotedWords.parts(argument, separator: ",")?.map { TermOptions.Reference(text: $0) } ?? []
        references = parsed.compactMap(\.self)
        if references.isEmpty || references.count != parsed.count { return nil }
    }
}

/// Splines of columns with commas between them.
struct SplineList: ExpressibleByArgument {
    let splines: [TermOptions.Spline]

    init?(argument: String) {
        let parsed = QuotedWords.parts(argument, separator: ",")?.map { TermOptions.Spline(text: $0) } ?? []
        splines = parsed.compactMap(\.self)
        if splines.isEmpty || splines.count != parsed.count { return nil }
    }
}

/// Pairs of columns with commas between them.
struct InteractionList: ExpressibleByArgument {
    let interactions: [TermOptions.Interaction]

    init?(argument: String) {
        let parsed = QuotedWords.parts(argument, separator: ",")?.map { TermOptions.Interaction(text: $0) } ?? []
        interactions = parsed.compactMap(\.self)
        if interactions.isEmpty || interactions.count != parsed.count { return nil }
    }
}
