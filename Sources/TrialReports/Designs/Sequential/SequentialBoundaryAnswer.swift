import TrialFigures
import TrialStatistics

/// A group sequential design as an answer: its boundaries, what they do, figures, JSON.
///
/// ```swift
/// let answer = SequentialBoundaryAnswer(design).answer
/// answer.lines      // for a terminal
/// ```
public struct SequentialBoundaryAnswer: Sendable {
    /// What is asked beside the design.
    public struct Question: Sendable {
        /// Shows hazard ratios.
        public var scale: HazardRatioScale?
        /// The design as planned, where this one is brought up to date.
        public var plan: GroupSequentialDesign?
        /// Z at the looks so far.
        public var observed: [Double]

        /// What is asked beside the design; nothing by default.
        public init(scale: HazardRatioScale? = nil, plan: GroupSequentialDesign? = nil, observed: [Double] = []) {
            self.scale = scale
            self.plan = plan
            self.observed = observed
        }
    }

    let design: GroupSequentialDesign
    let question: Question
    /// θ shown beside 0: that of the design, or with power 0.9.
    let drift: Double?
    let null: GroupSequentialDesign.Crossing
    let alternative: GroupSequentialDesign.Crossing?

    /// The answer about a design.
    public init(_ design: GroupSequentialDesign, _ question: Question = Question()) {
        self.design = design
        self.question = question
        drift = design.designDrift ?? (try? design.drift(power: 0.9))
        null = design.crossing(drift: 0)
        alternative = drift.map { design.crossing(drift: $0) }
    }

    /// The answer.
    public var answer: DesignAnswer {
        DesignAnswer(
            title: "Group sequential design", summary: SequentialBoundaryWords(self).summary,
            sections: [
                .init("Boundaries", SequentialBoundaryTables(self).boundaries + [boundaryFigure]),
                .init("What they do", SequentialBoundaryTables(self).probabilities),
                .init("Spending", [spendingFigure]),
            ], notes: SequentialBoundaryWords(self).notes, json: SequentialBoundaryJSON(self))
    }

    /// Power of the effect that is shown.
    var shownPower: Double { alternative?.upper.total ?? 0 }

    /// Whether the lower boundary is one of harm.
    var hasHarm: Bool { design.harm != nil }

    var boundaryFigure: DesignAnswer.Block {
        let words = SequentialBoundaryWords(self)
        var options = BoundaryFigure.Options()
        options.observed = question.observed
        options.lowerMeaning = hasHarm ? .harm : .rejection
        options.isTwoSided = design.sides == .two
        let figure = BoundaryFigure(
            looks: design.looks.map {
                .init(fraction: $0.fraction, upper: $0.upperZ, lower: $0.lowerZ, futility: $0.futilityZ)
            }, options: options)
        return .figure(
            .init(
                name: "boundary.svg", svg: figure.svg, title: "Boundaries on the scale of Z",
                caption: words.figureCaption))
    }

    var spendingFigure: DesignAnswer.Block {
        let names = ["Level", "β", "Level of harm"]
        let values: [[Double?]] = [
            design.looks.map { $0.spent / max(design.looks.last?.spent ?? 1, 1e-300) },
            design.looks.map { look in look.betaSpent.map { $0 / max(1 - (design.power ?? 0), 1e-300) } },
            design.looks.map { look in look.harmSpent.map { $0 / (design.harm?.alpha ?? 1) } },
        ]
        let series = zip(names, values).compactMap { name, shares -> CurveFigure.Series? in
            guard !shares.contains(nil) else { return nil }
            let points = zip(design.looks, shares.compactMap(\.self)).map {
                CurveFigure.Point($0.fraction, min(1, max(0, $1)))
            }
            return CurveFigure.Series(name, shape: .smooth, points: [CurveFigure.Point(0, 0)] + points)
        }
        var options = CurveFigure.Options()
        options.valueTitle = "Spent, in percent of the whole"
        options.axisTitle = "Information fraction"
        options.identifier = "spending"
        return .figure(
            .init(
                name: "spending.svg", svg: CurveFigure(series: series, options: options).svg,
                title: "What is spent by each look",
                caption: "Shares of the error rates that have been spent at the looks, joined by lines."))
    }
}
