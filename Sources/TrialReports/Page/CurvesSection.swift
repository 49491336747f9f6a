import TrialAnalysis
import TrialFigures

/// The Kaplan-Meier figure and the tables of what is read off it.
struct CurvesSection {
    let words: AnalysisWords
    let figures: AnalysisFigures

    private var analysis: SurvivalAnalysis { words.analysis }
    private var results: SurvivalResults { words.results }

    var markup: Markup {
        .section(
            "curves", "Survival curves",
            [
                .figure(
                    figures.kaplanMeier, title: "survival curves",
                    caption: caption
                ), groupTable.markup,
            ] + (words.plan.landmarks.isEmpty ? [] : [landmarkTable.markup]))
    }

    private var caption: String {
        let shading = figures.showsBands ? " Shaded are the pointwise \(words.level) limits." : ""
        let beside = words.hasSumsOfWeights ? "the sums of their weights" : "censored before"
        return
            "Kaplan-Meier \(words.curves) of \(words.subject). Ticks are censored rows; the numbers beneath are those at risk and, in parentheses, \(beside).\(band)\(shading)"
    }

    /// What the simultaneous bands of the figure are.
    private var band: String {
        guard let question = words.plan.curves.band,
            analysis.curveAnswers?.groups.contains(where: { $0.band != nil }) == true
        else { return "" }
        let each = analysis.groups.count == 1 ? "the whole curve" : "each whole curve"
        let name = question.kind == .hallWellner ? "Hall-Wellner" : "equal-precision"
        return " The \(name) band holds \(each) over the times it spans with a confidence of \(words.level)."
    }

    private var groupTable: PageTable {
        let sum = words.hasSumsOfWeights ? ["Sum of weights"] : []
        return PageTable(
            caption: "Events, median and follow-up" + (words.plan.group.map { " by " + $0 } ?? ""),
            columns: [words.plan.group ?? "Group", "n"] + sum + [
                "Events", "Median\(words.inUnit) (\(words.level)\u{A0}CI)",
                "Median follow-up\(words.inUnit) (\(words.level)\u{A0}CI)",
            ],
            rows: analysis.groups.map { group in
                let place = words.place(of: group)
                return PageTable.Row(
                    heading: words.name(of: group),
                    cells: [results.text(.count, place)]
                        + (sum.isEmpty ? [] : [results.text(.sumOfWeights, place)]) + [
                            results.text(.events, place), results.estimate(.median, .medianLower, .medianUpper, place),
                            results.estimate(.followUpMedian, .followUpMedianLower, .followUpMedianUpper, place),
                        ])
            })
    }

    private var landmarkTable: PageTable {
        PageTable(
            caption: "Event-free at given times" + (words.plan.group.map { " by " + $0 } ?? ""),
            columns: [
                words.plan.group ?? "Group", "Time\(words.inUnit)", "At risk",
            ] + (words.hasSumsOfWeights ? ["Weight at risk"] : []) + ["Event-free (\(words.level)\u{A0}CI)"],
            rows: analysis.groups.flatMap(landmarks))
    }

    private func landmarks(of group: GroupSurvival) -> [PageTable.Row] {
        words.landmarks(of: group).enumerated().map { index, landmark in
            let (time, place) = landmark
            return PageTable.Row(
                heading: index == 0 ? words.name(of: group) : nil,
                cells: [
                    NumberText.exact(time), results.text(.atRisk, place),
                ] + (words.hasSumsOfWeights ? [results.text(.weightedAtRisk, place)] : []) + [
                    results.estimate(.survival, .survivalLower, .survivalUpper, place)
                ])
        }
    }
}

extension Markup {
    /// A figure with its caption. The figure says itself what it shows to those who do not see it.
    static func figure(_ svg: String, title: String, caption: String) -> Markup {
        Markup(
            "figure", [:], .scrolling(label: "Figure: \(title)", .ready(svg)),
            Markup("figcaption", [:], .text(caption)))
    }
}
