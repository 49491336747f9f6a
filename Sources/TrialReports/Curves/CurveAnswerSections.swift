import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The sections of the page for what was asked of the curves.
struct CurveAnswerSections {
    let words: AnalysisWords

    /// The sections, each only where it has something.
    var markup: [Markup] {
        [
            section("curve-readings", "Further readings of the curves", CurveReadingTables(words: words).all),
            section(
                "milestones", "Survival at given times, compared",
                [MilestoneTables(words: words).table].compactMap(\.self)),
            section("restricted-means", "Restricted mean survival time", RestrictedMeanTables(words: words).all),
        ].compactMap(\.self)
    }

    private func section(_ identifier: String, _ title: String, _ tables: [ReadingTable]) -> Markup? {
        tables.isEmpty ? nil : .section(identifier, title, tables.flatMap(\.capitalized.markup))
    }

    /// What the methods say of it.
    var methods: [String] {
        let questions = words.plan.curves
        var sentences: [String] = []
        if let hazard = questions.hazard {
            sentences.append(
                "Cumulative hazards are \(hazard.ties.phrase)'s with the \(hazard.variance.rawValue) variance and limits on the \(hazard.scale.rawValue) scale; exp(−H) has its limits on that of the curves."
            )
        }
        if let band = questions.band {
            sentences.append(
                "\(band.kind.title) bands hold each whole curve over their range of times with a confidence of \(words.level); critical values are computed, not read off a table."
            )
        }
        if questions.given != nil {
            sentences.append(
                "Conditional survival is that of the curve of those still observed then, with its variance.")
        }
        if let scale = questions.milestone {
            sentences.append(
                "Groups were compared at given times by Wald's limits of the difference and the log ratio of their curves, and by the test of Klein and others on the \(scale.rawValue) scale."
            )
        }
        if let mean = questions.restrictedMean {
            let correction =
                mean.variance == .kaplanMeier ? ", times m/(m − 1) for m events" : ""
            sentences.append(
                "Restricted means are areas under the curves with Greenwood's variance\(correction); ratios have limits on the log scale."
            )
        }
        return sentences
    }
}
