import TrialAnalysis
import TrialStatistics

/// The tables of what was asked of the Cox model as CSV files, with all digits.
struct CoxAnswerFiles {
    let answers: CoxAnswers
    let transform: ConfidenceTransform
    let level: ConfidenceLevel

    init?(_ analysis: SurvivalAnalysis) {
        guard let answers = analysis.coxAnswers else { return nil }
        self.answers = answers
        transform = analysis.plan.transform
        level = analysis.plan.level
    }

    var all: [(name: String, contents: String)] { [baseline, predicted, adjusted, scores].compactMap(\.self) }

    private var baseline: (name: String, contents: String)? {
        guard let baseline = answers.baseline else { return nil }
        let rows = zip(baseline.hazard.strata, baseline.curves).flatMap { stratum, curve in
            curve.times.indices.map { step in
                [stratum.name ?? "", Self.text(curve.times[step])]
                    + [stratum.atRisk[step], stratum.events[step]].map(String.init)
                    + cells(of: curve, step)
            }
        }
        let header = ["stratum", "time", "atRisk", "events"] + Self.curveHeader
        return ("baseline.csv", Self.text([header] + rows))
    }

    private var predicted: (name: String, contents: String)? {
        guard !answers.predictions.isEmpty else { return nil }
        let rows = answers.predictions.flatMap { prediction in
            prediction.curve.times.indices.map { step in
                [prediction.label, Self.text(prediction.curve.times[step])] + cells(of: prediction.curve, step)
            }
        }
        return ("predicted.csv", Self.text([["profile", "time"] + Self.curveHeader] + rows))
    }

    private static let curveHeader = [
        "logCumulativeHazard", "cumulativeHazard", "survival", "standardErrorOfLog", "lower", "upper",
    ]

    private func cells(of curve: CoxPredictedCurve, _ step: Int) -> [String] {
        let estimate = curve.estimate(atStep: step, transform: transform, level: level)
        let time = curve.times[step]
        return [
            curve.logCumulativeHazard(at: time), curve.cumulativeHazard(at: time), estimate.survival,
            estimate.standardErrorOfLog, estimate.limits.lower, estimate.limits.upper,
        ].map(Self.text)
    }

    private var adjusted: (name: String, contents: String)? {
        guard let adjusted = answers.adjusted else { return nil }
        let rows = adjusted.groups.flatMap { group in
            group.curve.times.map { time in
                let estimate = group.curve.estimate(at: time, transform: transform, level: level)
                return [group.name, Self.text(time)]
                    + [
                        estimate?.survival, estimate?.standardError, estimate?.limits.lower, estimate?.limits.upper,
                    ].map(Self.text)
            }
        }
        return (
            "adjusted.csv", Self.text([["group", "time", "survival", "standardError", "lower", "upper"]] + rows)
        )
    }

    private var scores: (name: String, contents: String)? {
        guard let scores = answers.scores else { return nil }
        let predictions = scores.predictions
        let rows = scores.rows.enumerated().map { index, row in
            [String(row + 1)]
                + [
                    predictions.linearPredictors[index], predictions.standardErrors[index], predictions.risks[index],
                    predictions.expected[index],
                ].map(Self.text)
        }
        return ("scores.csv", Self.text([["row", "linearPredictor", "standardError", "risk", "expected"]] + rows))
    }

    private static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(CSVField.text).joined(separator: ",") }.joined(separator: "\n") + "\n"
    }

    /// The fewest digits that read back as the same number; empty where there is none.
    private static func text(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
