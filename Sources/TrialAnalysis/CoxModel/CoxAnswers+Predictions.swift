import TrialStatistics
import TrialTables
import TrialValues

extension CoxAnswers {
    /// The baseline hazard and where its covariates stand.
    public struct Baseline: Sendable {
        /// The hazards.
        public let hazard: CoxBaseline
        /// Where the covariates stand.
        public let reference: CoxBaseline.Reference
        /// The curve of each stratum at the reference.
        public let curves: [CoxPredictedCurve]

        init(_ hazard: CoxBaseline, _ reference: CoxBaseline.Reference) {
            self.hazard = hazard
            self.reference = reference
            let covariates = hazard.covariates(at: reference)
            curves = hazard.strata.compactMap { hazard.curve(of: covariates, stratum: $0.name) }
        }
    }

    /// The predicted curve of one profile, and what is read off it.
    public struct Prediction: Sendable {
        /// The profile as it was given.
        public let profile: CovariateProfile
        /// What was taken for columns that it leaves out.
        public let completed: CovariateProfile
        /// The stratum; absent without strata.
        public let stratum: String?
        /// The curve.
        public let curve: CoxPredictedCurve
        /// Its median.
        public let median: SurvivalQuantile
        /// The curve at the times asked for; absent past the end of follow-up.
        public let landmarks: [(time: Double, estimate: CoxPredictedCurve.Estimate?)]

        /// The name of the curve, such as "arm=A, age=60".
        public var label: String { profile.label.isEmpty ? completed.label : profile.label }
    }

    /// What the model says of each row.
    public struct Scores: Sendable {
        /// The rows of the file, counted from 0.
        public let rows: [Int]
        /// Linear predictors, risks and expected events, in the same order.
        public let predictions: CoxPredictions

        init?(_ context: ModelContext, _ reference: CoxPredictions.Reference) throws(Diagnostics) {
            let predictions = try statistics { () throws(StatisticsError) in
                try CoxPredictions(
                    context.model, context.fit.followUp, covariates: context.fit.matrix, strata: context.fit.strata,
                    offset: context.fit.offset, reference: reference)
            }
            guard let predictions else { return nil }
            rows = context.design.rows
            self.predictions = predictions
        }
    }
}

extension CoxAnswers.Prediction {
    static func all(
        _ context: ModelContext, _ hazard: CoxBaseline, _ notes: inout [String]
    ) throws(Diagnostics) -> [CoxAnswers.Prediction] {
        var faults: [Diagnostic] = []
        var answers: [CoxAnswers.Prediction] = []
        var assumed: [String] = []
        for profile in context.plan.questions.profiles {
            do throws(Diagnostic) {
                let answer = try CoxAnswers.Prediction(context, hazard, profile)
                answers.append(answer)
                for value in answer.completed.values where profile[value.column] == nil {
                    let text = "\(value.column)=\(Self.shown(value.text))"
                    if !assumed.contains(text) { assumed.append(text) }
                }
            } catch { faults.append(error) }
        }
        guard faults.isEmpty else { throw Diagnostics(faults) }
        if !assumed.isEmpty {
            notes.append(
                "Predicted curves take what their profile leaves out at the mean, or the reference level: \(assumed.joined(separator: ", "))."
            )
        }
        if !answers.isEmpty, context.plan.entry != nil, context.plan.cluster != nil {
            notes.append(
                "Predicted curves hold the values of a profile for all of the time, also where rows are intervals in which they change."
            )
        }
        return answers
    }

    /// A mean with four decimals, a level as it is.
    private static func shown(_ text: String) -> String {
        guard let number = Double(text), abs(number) < 1e9 else { return text }
        return DistinctValues.text(of: (number * 1e4).rounded() / 1e4)
    }

    private init(
        _ context: ModelContext, _ hazard: CoxBaseline, _ profile: CovariateProfile
    ) throws(Diagnostic) {
        try Self.check(context, profile)
        var completed = profile
        for value in context.design.base.values where profile[value.column] == nil {
            completed = completed.setting(value.column, value.text)
        }
        let stratum = try Self.stratum(context, hazard, profile)
        guard let covariates = context.design.values(of: completed),
            let curve = hazard.curve(of: covariates, stratum: stratum)
        else {
            throw Diagnostic(.error, "analyze.predict", "nothing can be predicted for '\(profile.label)'")
        }
        let plan = context.plan
        self.profile = profile
        self.completed = completed
        self.stratum = stratum
        self.curve = curve
        median = curve.quantile(0.5, rule: plan.quantileRule, transform: plan.transform, level: plan.level)
        landmarks = plan.landmarks.map {
            ($0, curve.estimate(at: $0, transform: plan.transform, level: plan.level))
        }
    }

    /// Refuses columns and values that the model does not have.
    private static func check(_ context: ModelContext, _ profile: CovariateProfile) throws(Diagnostic) {
        let terms = context.design.modelTerms.filter { $0.columns.count == 1 }
        let known = terms.map(\.name) + context.plan.strata
        for value in profile.values {
            guard let term = terms.first(where: { $0.name == value.column }) else {
                if context.plan.strata.contains(value.column) { continue }
                throw Diagnostic(
                    .error, "analyze.predict",
                    "'\(value.column)' of the profile '\(profile.label)' is not in the Cox model, which has \(known.map { "'\($0)'" }.joined(separator: ", "))"
                )
            }
            guard term.values(of: profile) == nil else { continue }
            var expected = "a number"
            if case .factor(_, let levels) = term {
                expected = "one of \(levels.map { "'\($0)'" }.joined(separator: ", "))"
            }
            throw Diagnostic(
                .error, "analyze.predict", "'\(value.column)' of the profile '\(profile.label)' must be \(expected)")
        }
    }

    /// The stratum of a profile, which has to name it.
    private static func stratum(
        _ context: ModelContext, _ hazard: CoxBaseline, _ profile: CovariateProfile
    ) throws(Diagnostic) -> String? {
        let columns = context.plan.strata
        guard !columns.isEmpty else { return nil }
        let levels = columns.compactMap { profile[$0] }
        let name = levels.joined(separator: ", ")
        guard levels.count == columns.count, hazard.stratum(name) != nil else {
            let known = hazard.strata.prefix(8).compactMap(\.name).map { "'\($0)'" }.joined(separator: "; ")
            throw Diagnostic(
                .error, "analyze.predict",
                "the profile '\(profile.label)' names no stratum of \(columns.joined(separator: ", ")); there are \(known)",
                advice: "each stratum has a curve of its own: add \(columns.map { "\($0)=…" }.joined(separator: ","))")
        }
        return name
    }
}

extension CoxAnswers {
    /// Curves of the groups standardised to the sample, and their differences at the times asked for.
    public struct Adjusted: Sendable {
        /// One group.
        public struct Group: Sendable {
            /// Its name.
            public let name: String
            /// Its curve.
            public let curve: AdjustedSurvival.Curve
            /// The median of the curve.
            public let median: SurvivalQuantile
            /// The curve at the times asked for; absent past its end.
            public let landmarks: [(time: Double, estimate: CoxPredictedCurve.Estimate?)]
            /// What it has more than the reference at these times; empty for the reference.
            public let differences: [(time: Double, difference: AdjustedSurvival.Difference?)]
        }

        /// The curves.
        public let survival: AdjustedSurvival
        /// The groups, the reference first.
        public let groups: [Group]
        /// The number of rows of the sample, without those of weight 0.
        public let count: Int

        init?(_ context: ModelContext, _ hazard: CoxBaseline, _ notes: inout [String]) throws(Diagnostics) {
            let plan = context.plan
            guard let group = plan.group, case .factor(group, let levels)? = context.design.modelTerms.first else {
                notes.append("There are no groups in the Cox model whose curves could be standardised.")
                return nil
            }
            let times = Self.times(context, hazard, groups: levels.count)
            let survival = try statistics { () throws(StatisticsError) in
                var matrices: [(name: String, covariates: CovariateMatrix)] = []
                for level in levels {
                    let columns = context.design.columns(setting: group, to: level)
                    matrices.append((level, try CovariateMatrix(names: hazard.names, columns: columns)))
                }
                return try AdjustedSurvival(
                    hazard, groups: matrices, strata: context.fit.strata, weights: context.fit.followUp.weights,
                    offset: context.fit.offset, times: times)
            }
            self.survival = survival
            count = context.model.count
            groups = survival.curves.enumerated().map { place, curve in
                Group(
                    name: curve.name, curve: curve,
                    median: curve.quantile(0.5, rule: plan.quantileRule, transform: plan.transform, level: plan.level),
                    landmarks: plan.landmarks.map {
                        ($0, curve.estimate(at: $0, transform: plan.transform, level: plan.level))
                    },
                    differences: place == 0
                        ? []
                        : plan.landmarks.map {
                            ($0, survival.difference(at: $0, of: place, from: 0, level: plan.level))
                        })
            }
            if times != nil {
                notes.append(
                    "The standardised curves are computed at \(survival.times.count) of the event times, spread evenly; at the times of --at they are exact, their medians are the first of these times."
                )
            }
        }

        /// The most steps of work that computing at every event time may take.
        private static let mostSteps = 40_000_000

        /// The event times to compute at, and those asked for; nil where all are few enough.
        private static func times(_ context: ModelContext, _ hazard: CoxBaseline, groups: Int) -> [Double]? {
            let all = Set(hazard.strata.flatMap(\.times)).sorted()
            let most = max(200, mostSteps / max(1, context.design.rows.count * groups))
            guard all.count > most else { return nil }
            let spread = (0..<most).map { all[$0 * (all.count - 1) / (most - 1)] }
            return spread + context.plan.landmarks
        }
    }
}
