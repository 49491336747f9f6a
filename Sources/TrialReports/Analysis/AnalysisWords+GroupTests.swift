import TrialAnalysis
import TrialFigures
import TrialStatistics

/// What terminal and page say of the tests of the groups in sentences; tables are each one's own.
extension AnalysisWords {
    /// ", stratified by iss".
    private var byStrata: String {
        plan.strata.isEmpty ? "" : ", stratified by \(AnalysisWords.list(plan.strata))"
    }

    private func equation(_ symbol: String, _ statistic: Statistic, _ place: ResultRow.Place) -> String {
        NumberText.equation(symbol, results.text(statistic, place))
    }

    /// "lower hazard of B than of A".
    private func direction(_ alternative: HazardAlternative) -> String {
        let names = analysis.logRank?.groups.map(\.name) ?? []
        guard names.count == 2 else { return alternative.rawValue }
        return "\(alternative == .lower ? "lower" : "higher") hazard of \(spoken(names[1])) than of \(spoken(names[0]))"
    }

    /// "Z = 3.11, one-sided p = 0.0009 (lower hazard of B than of A)".
    var directionSentence: String? {
        guard let alternative = plan.tests.alternative, analysis.logRank?.groups.count == 2, plan.tests.maxCombo == nil
        else { return nil }
        let place = ResultRow.Place(.logRank)
        let z = equation("Z", .z, place)
        guard alternative != .twoSided else { return z }
        return "\(z), \(equation("one-sided p", .oneSidedP, place)) (\(direction(alternative)))"
    }

    /// "Hazard ratio from the log-rank sums: 0.52 (0.31–0.87) by Pike, 0.51 (0.31–0.85) by Peto".
    var logRankRatioSentence: String? {
        guard plan.tests.givesHazardRatios, analysis.logRank?.groups.count == 2 else { return nil }
        let place = ResultRow.Place(.logRank)
        let pike = results.estimate(.pikeHazardRatio, .pikeHazardRatioLower, .pikeHazardRatioUpper, place)
        let peto = results.estimate(.petoHazardRatio, .petoHazardRatioLower, .petoHazardRatioUpper, place)
        return "Hazard ratio from the sums of the log-rank test (\(level) CI): \(pike) by Pike, \(peto) by Peto"
    }

    /// "MaxCombo test, stratified by iss: largest |Z| = 3.18, p = 0.0034".
    var maxComboSentence: String? {
        guard let test = analysis.testAnswers?.maxCombo else { return nil }
        let place = ResultRow.Place(.maxCombo)
        let symbol = test.alternative == .twoSided ? "largest |Z|" : "largest Z"
        let side = test.alternative == .twoSided ? "" : " (one-sided: \(direction(test.alternative)))"
        return "MaxCombo test\(byStrata): \(equation(symbol, .largestZ, place)), \(equation("p", .p, place))\(side)"
    }

    /// "Trend along the scores 0 for A, 5 for B: z = 2.10, p = 0.036; departure from it: χ² = 0.40 on 1 df, p = 0.53".
    var trendSentence: String? {
        guard analysis.testAnswers?.trend != nil else { return nil }
        let place = ResultRow.Place(.trend)
        let scores = (analysis.logRank?.groups ?? []).map {
            "\(results.text(.score, .init(.trend, group: $0.name))) for \(spoken($0.name))"
        }
        let trend = "\(equation("z", .z, place)), \(equation("p", .p, place))"
        let departure =
            results[.departureChiSquare, place]?.value == nil
            ? ""
            : "; departure from it: χ² = \(results.text(.departureChiSquare, place)) on \(results.text(.departureDegreesOfFreedom, place)) df, \(equation("p", .departureP, place))"
        return
            "\(plan.weighting.title) trend\(byStrata) along the scores \(AnalysisWords.list(scores)): \(trend)\(departure)"
    }

    /// "Log-rank test by permutations: p = 0.012, exact: 11 of 924 arrangements are at least as far out".
    var permutationSentence: String? {
        guard let test = analysis.testAnswers?.permutation else { return nil }
        let place = ResultRow.Place(.permutation)
        let side = test.alternative == .twoSided ? "" : ", one-sided (\(direction(test.alternative)))"
        let of = "\(results.text(.exceedances, place)) of \(results.text(.arrangements, place)) arrangements"
        let how =
            test.isExact
            ? ", exact: \(of) of the labels are at least as far out"
            : " (Monte Carlo limits \(results.interval(.pLower, .pUpper, place)), \(level)): \(of) drawn are at least as far out"
                + (test.seed.map { ", seed \($0)" } ?? "")
        return
            "\(test.groupTest.title) test\(byStrata) by permutations\(side): \(equation("p", .p, place))\(how)"
    }

    /// "Pairs of groups by the log-rank test, p-values adjusted by Holm".
    var pairwiseCaption: String? {
        guard let pairwise = analysis.testAnswers?.pairwise else { return nil }
        let adjusted =
            pairwise.procedure.map {
                ", p-values adjusted by \($0 == .fixedSequence ? "the fixed sequence" : $0.title)"
            }
            ?? ", p-values not adjusted"
        return "Pairs of groups, each by its own \(plan.testTitleInSentence) test\(byStrata)\(adjusted)"
    }

    /// The header and rows of the table of pairs.
    var pairwiseTable: (header: [String], rows: [[String]])? {
        guard let pairwise = analysis.testAnswers?.pairwise else { return nil }
        let isAdjusted = pairwise.procedure != nil
        let rows = pairwise.comparisons.map { pair in
            let place = ResultRow.Place.pair(pair)
            return ["\(pair.second) against \(pair.first)", results.text(.z, place), results.text(.p, place)]
                + (isAdjusted ? [results.text(.adjustedP, place)] : [])
        }
        return ([plan.group ?? "Groups", "Z", "p"] + (isAdjusted ? ["adjusted p"] : []), rows)
    }

    /// The header and rows of MaxCombo's table.
    var maxComboTable: (header: [String], rows: [[String]])? {
        guard let test = analysis.testAnswers?.maxCombo, !test.components.isEmpty else { return nil }
        return (
            ["Component of MaxCombo", "Z"],
            test.components.map {
                [$0.weighting.title, results.text(.z, .init(.maxCombo, term: $0.weighting.name))]
            }
        )
    }

    /// "One-sample log-rank test against median=40".
    var oneSampleCaption: String? {
        guard analysis.oneSample != nil, let reference = plan.tests.oneSample else { return nil }
        let alternative = plan.tests.alternative ?? .twoSided
        let side =
            alternative == .twoSided ? "" : ", one-sided p-values (\(alternative.rawValue) hazard than the reference)"
        return "One-sample log-rank test against \(reference.text)\(side)"
    }

    /// The header and rows of the table of one-sample tests.
    var oneSampleTable: (header: [String], rows: [[String]])? {
        guard let oneSample = analysis.oneSample else { return nil }
        let rows = oneSample.groups.map { group in
            let place = ResultRow.Place(.oneSample, group: group.name)
            return [
                plan.group == nil ? "all rows" : group.name, results.text(.observed, place),
                results.text(.expected, place),
                results.estimate(.observedToExpected, .observedToExpectedLower, .observedToExpectedUpper, place),
                "\(results.text(.z, place)), \(results.text(.p, place))",
                "\(results.text(.zByMean, place)), \(results.text(.pByMean, place))", results.text(.exactP, place),
            ]
        }
        return (
            [
                plan.group ?? "", "observed", "expected", "O/E (\(level) CI)", "z, p", "z, p by (O + E)/2", "exact p",
            ], rows
        )
    }

    /// "Bootstrap of the Cox model, 2000 resamples of rows, seed 1".
    var bootstrapCaption: String? {
        guard let bootstrap = analysis.bootstrap, let asked = plan.tests.bootstrap else { return nil }
        let resampling = asked.resampling ?? (plan.cluster == nil ? .rows : .clusters)
        let drawn =
            switch resampling {
            case .rows: "rows"
            case .strata: "rows within strata"
            case .clusters: "clusters"
            }
        return
            "Bootstrap of the Cox model: \(AnalysisWords.count(bootstrap.replicateCount, "resample")) of \(drawn), seed \(bootstrap.seed)"
    }

    /// The header and rows of the table of bootstrap limits.
    var bootstrapTable: (header: [String], rows: [[String]])? {
        guard analysis.bootstrap != nil else { return nil }
        let rows = (analysis.cox?.terms ?? []).map { term in
            let place = ResultRow.Place(
                .bootstrap, group: term.column == plan.group ? term.level : nil, term: term.name)
            func limits(_ lower: Statistic, _ upper: Statistic) -> String {
                let isEmpty = results[lower, place]?.value == nil && results[upper, place]?.value == nil
                return isEmpty ? NumberText.notEstimable : results.interval(lower, upper, place)
            }
            return [
                term.name + (term.reference.map { " against \($0)" } ?? ""), results.text(.hazardRatio, place),
                limits(.bcaLower, .bcaUpper), limits(.percentileLower, .percentileUpper),
                limits(.basicLower, .basicUpper), results.text(.bootstrapStandardError, place),
            ]
        }
        return (["", "hazard ratio", "BCa \(level) CI", "percentile", "basic", "standard error of its log"], rows)
    }
}
