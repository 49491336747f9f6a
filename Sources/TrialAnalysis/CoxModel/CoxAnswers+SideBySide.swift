import TrialStatistics

extension CoxAnswers {
    /// The hazard ratios of the groups from one of several models of the same rows.
    public struct GroupRatios: Sendable {
        /// Which model it is.
        public enum Model: String, Sendable, Hashable, CaseIterable {
            /// The groups alone.
            case unadjusted
            /// The groups, with a baseline for each stratum.
            case stratified
            /// The groups and the covariates.
            case adjusted
            /// The groups and the covariates, with a baseline for each stratum.
            case adjustedStratified = "adjusted-stratified"
        }

        /// One group against the reference.
        public struct Ratio: Sendable {
            /// The group.
            public let group: String
            /// What it is compared with.
            public let reference: String
            /// The hazard ratio; absent where it cannot be estimated.
            public let hazardRatio: CoxRegression.HazardRatio?
            /// Wald's p-value.
            public let pValue: Double?
        }

        /// Which model it is.
        public let model: Model
        /// The rows and the events in it: the same in all of them.
        public let count: Int, eventCount: Int
        /// The groups.
        public let ratios: [Ratio]
    }
}

extension CoxAnswers.GroupRatios {
    /// The models that the plan allows, from the simplest to that of the analysis.
    static func all(_ context: ModelContext, _ notes: inout [String]) -> [CoxAnswers.GroupRatios] {
        guard let group = context.plan.group, case .factor(group, let levels)? = context.design.modelTerms.first else {
            notes.append("There are no groups in the Cox model whose hazard ratios could stand side by side.")
            return []
        }
        let isStratified = !context.plan.strata.isEmpty
        // With an interaction there is no one ratio to stand beside the others.
        let interactions = Set(context.interactions(holding: 0))
        let hasCovariates = context.design.modelTerms.count > 1 + interactions.count
        let alone = context.design.without(Set(context.design.modelTerms.indices.dropFirst()))
        let whole = context.design.without(interactions)
        var models: [(Model, (names: [String], columns: [[Double]]), Bool)] = [(.unadjusted, alone, false)]
        if isStratified { models.append((.stratified, alone, true)) }
        if hasCovariates { models.append((.adjusted, whole, false)) }
        if isStratified, hasCovariates { models.append((.adjustedStratified, whole, true)) }
        if !interactions.isEmpty {
            notes.append("Side by side, the models leave out the interactions of '\(group)'.")
        }
        return models.compactMap { model, covariates, isStratified in
            guard let fit = try? context.refit(covariates, isStratified: isStratified) else {
                notes.append("The \(model.rawValue) hazard ratios of the groups are not estimable.")
                return nil
            }
            return CoxAnswers.GroupRatios(model, fit.model, levels, context.plan.level)
        }
    }

    private init(_ model: Model, _ fit: CoxRegression, _ levels: [String], _ level: ConfidenceLevel) {
        self.model = model
        count = fit.count
        eventCount = fit.eventCount
        ratios = levels.dropFirst().enumerated().map { index, name in
            Ratio(
                group: name, reference: levels[0], hazardRatio: fit.hazardRatio(of: index, level: level),
                pValue: fit.waldTest(of: index)?.pValue)
        }
    }
}
