import TrialAnalysis
import TrialFigures
import TrialStatistics

extension SurvivalResults {
    /// The numbers of what was asked of the tests of the groups.
    static func ofGroupTests(_ analysis: SurvivalAnalysis) -> [ResultRow] {
        let answers = analysis.testAnswers
        return direction(analysis) + (answers?.maxCombo.map(maxCombo) ?? [])
            + (answers?.trend.map { trend($0, analysis) } ?? []) + (answers?.pairwise.map(pairwise) ?? [])
            + (answers?.permutation.map { permutation($0, analysis.plan) } ?? [])
            + (analysis.oneSample.map { oneSample($0, analysis.plan) } ?? [])
            + (analysis.bootstrap.map { bootstrap($0, analysis) } ?? [])
    }

    private static func z(_ value: Double?, _ place: ResultRow.Place, _ reason: String) -> ResultRow {
        ResultRow(.z, place, value, text: NumberText.fixed(value, decimals: 2), notes: [reason])
    }

    private static func p(
        _ value: Double?, _ place: ResultRow.Place, _ reason: String, as statistic: Statistic = .p
    ) -> ResultRow {
        ResultRow(statistic, place, value, text: NumberText.pValue(value), notes: [reason])
    }

    private static func ratio(
        _ estimate: IntervalEstimate?, _ place: ResultRow.Place, _ statistics: (Statistic, Statistic, Statistic),
        _ reason: String, reference: String? = nil
    ) -> [ResultRow] {
        let (lower, upper) = (estimate?.limits.lower, estimate?.limits.upper)
        let texts = RatioText(estimate?.estimate, lower: lower, upper: upper)
        return [
            (statistics.0, estimate?.estimate, texts.estimate), (statistics.1, lower, texts.lower),
            (statistics.2, upper, texts.upper),
        ].map { statistic, value, text in
            // No observed event makes a ratio of 0, not something small.
            ResultRow(
                statistic, place, value, text: value == 0 ? "0" : text, reference: reference, notes: [reason])
        }
    }

    /// Z and the p-value in one direction, and the hazard ratios read off the log-rank test.
    private static func direction(_ analysis: SurvivalAnalysis) -> [ResultRow] {
        guard let logRank = analysis.logRank else { return [] }
        let place = ResultRow.Place(.logRank)
        let reason = "there are not two groups, or there is no test"
        var rows: [ResultRow] = []
        if let alternative = analysis.plan.tests.alternative {
            rows.append(z(logRank.z, place, reason))
            if alternative != .twoSided { rows.append(p(logRank.pValue(alternative), place, reason, as: .oneSidedP)) }
        }
        if analysis.plan.tests.givesHazardRatios {
            let reason = "needs two groups, events in both and the plain log-rank test"
            let (pike, peto) = (
                logRank.hazardRatio(.pike, level: analysis.plan.level),
                logRank.hazardRatio(.peto, level: analysis.plan.level)
            )
            let reference = logRank.groups.first?.name
            rows += ratio(
                pike, place, (.pikeHazardRatio, .pikeHazardRatioLower, .pikeHazardRatioUpper), reason,
                reference: reference)
            rows += ratio(
                peto, place, (.petoHazardRatio, .petoHazardRatioLower, .petoHazardRatioUpper), reason,
                reference: reference)
        }
        return rows
    }

    private static func maxCombo(_ test: MaxComboTest) -> [ResultRow] {
        let place = ResultRow.Place(.maxCombo)
        let reason = "no event that has a weight happened while both groups were at risk"
        let largest = test.test?.statistic
        return test.components.map { component in
            z(component.statistic, ResultRow.Place(.maxCombo, term: component.weighting.name), reason)
        } + [
            ResultRow(.largestZ, place, largest, text: NumberText.fixed(largest, decimals: 2), notes: [reason]),
            p(test.test?.pValue, place, reason),
        ]
    }

    private static func trend(_ trend: LogRankTrendTest, _ analysis: SurvivalAnalysis) -> [ResultRow] {
        let place = ResultRow.Place(.trend)
        let reason = "no event happened while groups of different scores were at risk"
        let scores = zip(analysis.logRank?.groups ?? [], trend.scores).map { group, score in
            ResultRow(.score, ResultRow.Place(.trend, group: group.name), score, text: NumberText.exact(score))
        }
        return scores + [z(trend.z, place, reason), p(trend.test?.pValue, place, reason)]
            + test(
                trend.departure, place, .departureChiSquare, .departureDegreesOfFreedom, .departureP,
                "two groups, or groups of two scores that are alike, cannot depart from a trend")
    }

    private static func pairwise(_ pairwise: PairwiseComparisons) -> [ResultRow] {
        let reason = "no event that has a weight happened while both groups were at risk"
        return pairwise.comparisons.flatMap { pair in
            let place = ResultRow.Place.pair(pair)
            let adjusted =
                pairwise.procedure == nil ? [] : [p(pair.adjustedPValue, place, reason, as: .adjustedP)]
            return [z(pair.z, place, reason), p(pair.pValue, place, reason)] + adjusted
        }
    }

    private static func permutation(_ test: PermutationTest, _ plan: SurvivalPlan) -> [ResultRow] {
        let place = ResultRow.Place(.permutation)
        let limits = test.monteCarloLimits(level: plan.level)
        let exact = "all arrangements were gone through: the p-value is exact"
        return [
            ResultRow(
                .permutationStatistic, place, test.statistic, text: NumberText.fixed(test.statistic, decimals: 2)),
            ResultRow(.arrangements, place, count: test.arrangementCount),
            ResultRow(.exceedances, place, count: test.exceedances), p(test.pValue, place, ""),
            p(limits?.lower, place, exact, as: .pLower), p(limits?.upper, place, exact, as: .pUpper),
        ]
    }

    private static func oneSample(_ oneSample: OneSampleAnalysis, _ plan: SurvivalPlan) -> [ResultRow] {
        let alternative = plan.tests.alternative ?? .twoSided
        return oneSample.groups.flatMap { group in
            let (test, place) = (group.test, ResultRow.Place(.oneSample, group: group.name))
            let (none, uncounted) = ("the reference expects no event", "weights are not whole, or nothing was expected")
            let mean = test.z(.mean)
            return [
                ResultRow(.count, place, count: test.count),
                ResultRow(
                    .observed, place, test.observed,
                    text: NumberText.fixed(test.observed, decimals: test.isCount ? 0 : 2)),
                ResultRow(.expected, place, test.expected, text: NumberText.fixed(test.expected, decimals: 2)),
            ]
                + ratio(
                    test.standardizedRatio(level: plan.level), place,
                    (.observedToExpected, .observedToExpectedLower, .observedToExpectedUpper), uncounted)
                + [
                    z(test.z(), place, none), p(test.pValue(alternative), place, none),
                    ResultRow(.zByMean, place, mean, text: NumberText.fixed(mean, decimals: 2), notes: [none]),
                    p(test.pValue(alternative, variance: .mean), place, none, as: .pByMean),
                    p(test.exactPValue(alternative), place, uncounted, as: .exactP),
                ]
        }
    }

    private static func bootstrap(_ bootstrap: CoxBootstrap, _ analysis: SurvivalAnalysis) -> [ResultRow] {
        let place = ResultRow.Place(.bootstrap)
        let counts = [
            ResultRow(.replicates, place, count: bootstrap.replicateCount),
            ResultRow(.separatedReplicates, place, count: bootstrap.separatedCount),
            ResultRow(
                .failedReplicates, place, count: bootstrap.notEstimableCount + bootstrap.notConvergedCount),
        ]
        return counts
            + (analysis.cox?.terms ?? []).enumerated().flatMap { index, term in
                bootstrapTerm(term, index, bootstrap, analysis.plan)
            }
    }

    private static func bootstrapTerm(
        _ term: CoxAnalysis.Term, _ index: Int, _ bootstrap: CoxBootstrap, _ plan: SurvivalPlan
    ) -> [ResultRow] {
        let place = ResultRow.Place(
            .bootstrap, group: term.column == plan.group ? term.level : nil, term: term.name)
        let reason = "the data have no estimate, or too few or infinite replicates carry no limit"
        let distribution = bootstrap.distributions[index]
        let precision = DisplayPrecision.coefficient(standardError: distribution?.standardError)
        let limits: [(BootstrapDistribution.Method, Statistic, Statistic)] = [
            (.percentile, .percentileLower, .percentileUpper), (.basic, .basicLower, .basicUpper),
            (.biasCorrected, .bcaLower, .bcaUpper),
        ]
        let ratios = limits.flatMap { method, lower, upper in
            ratio(
                bootstrap.hazardRatio(of: index, by: method, level: plan.level), place, (.hazardRatio, lower, upper),
                reason, reference: term.reference
            ).dropFirst(method == .percentile ? 0 : 1)
        }
        return ratios
            + [
                (Statistic.bootstrapStandardError, distribution?.standardError),
                (.bootstrapBias, distribution?.bias),
            ].map { ResultRow($0, place, $1, text: precision.text($1), reference: term.reference, notes: [reason]) }
    }
}

extension ResultRow.Place {
    /// The place of a pair of groups.
    static func pair(_ pair: PairwiseComparisons.Comparison) -> ResultRow.Place {
        ResultRow.Place(.pairwise, group: pair.second, term: "\(pair.second) against \(pair.first)")
    }
}
