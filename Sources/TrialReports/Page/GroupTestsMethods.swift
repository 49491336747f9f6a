import TrialAnalysis
import TrialFigures
import TrialStatistics

/// How what was asked of the tests of the groups was done, in sentences.
struct GroupTestsMethods {
    let words: AnalysisWords

    private var analysis: SurvivalAnalysis { words.analysis }
    private var plan: SurvivalPlan { words.plan }

    var sentences: [String] { [maxCombo, trend, pairs, permutations, oneSample, bootstrap].compactMap { $0 } }

    /// Which p-values are two-sided, and which adjusted.
    var pValues: String {
        let isOneSided = plan.tests.alternative.map { $0 != .twoSided } ?? false
        let sides =
            isOneSided ? "P-values are two-sided but where they are called one-sided" : "All p-values are two-sided"
        let isAdjusted = analysis.testAnswers?.pairwise?.procedure != nil
        return
            "\(sides)\(isAdjusted ? "; only those of pairs are adjusted for multiplicity, where they are called adjusted" : " and none is adjusted for multiplicity")."
    }

    private var maxCombo: String? {
        analysis.testAnswers?.maxCombo.map {
            "MaxCombo takes the largest of the statistics of \(AnalysisWords.list($0.components.map(\.weighting.titleInSentence))), with the probability from their joint normal distribution."
        }
    }

    private var trend: String? {
        analysis.testAnswers?.trend.map { _ in
            "The trend is Tarone's: the sum of the groups' scores times observed less expected events, on one degree of freedom; the departure from it is the rest of the χ² of the groups."
        }
    }

    private var pairs: String? {
        analysis.testAnswers?.pairwise.map { _ in "Each pair of groups was tested on its own rows alone." }
    }

    private var permutations: String? {
        analysis.testAnswers?.permutation.map { test in
            let within = plan.strata.isEmpty ? "" : " within strata"
            return test.isExact
                ? "The permutation test went through all arrangements of the labels\(within)."
                : "The permutation test shuffled the labels\(within); its p-value counts the arrangement of the data among those drawn."
        }
    }

    private var oneSample: String? {
        analysis.oneSample.map { _ in
            "The one-sample test compares the events of a group with the reference hazard added up over the follow-up of its rows."
        }
    }

    private var bootstrap: String? {
        analysis.bootstrap.map { _ in
            "Bootstrap limits of the log hazard ratio are percentiles of the resamples, basic limits, and bias-corrected and accelerated (BCa) ones with the acceleration from the score residuals; each resample fits the whole model again."
        }
    }
}
