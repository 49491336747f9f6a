import TrialAnalysis
import TrialFigures
import TrialModel
import TrialStatistics

extension DesignAnswer {
    /// The boundaries of a family of hypotheses at every level that each can come to have.
    public init(_ boundaries: FamilyBoundaries) {
        self.init(
            title: "Hypotheses that share a level",
            summary: "\(boundaries.hypotheses.count) hypotheses at the one-sided level"
                + " \(NumberText.exact(boundaries.alpha)) for all.",
            sections: [
                Section(
                    "Boundaries",
                    boundaries.hypotheses.map(Block.boundaries) + [Block.figure(boundaries.figure)])
            ],
            notes: boundaries.hypotheses.compactMap { hypothesis in
                if hypothesis.boundaries.isEmpty {
                    return "\(hypothesis.name) never has a level and is never rejected."
                }
                guard hypothesis.waits, let first = hypothesis.boundaries.first else { return nil }
                return "\(hypothesis.name) is tested only once \(first.after.joined(separator: " and "))"
                    + " \(first.after.count == 1 ? "is" : "are") rejected; until then its p-value is never called significant."
            },
            json: FamilyBoundariesJSON(boundaries))
    }
}

extension DesignAnswer.Block {
    /// The critical values of a hypothesis: a row for each level and look.
    fileprivate static func boundaries(_ hypothesis: FamilyBoundaries.Hypothesis) -> Self {
        let rows = hypothesis.boundaries.flatMap { boundary in
            boundary.design.looks.enumerated().map { index, look in
                [
                    boundary.after.isEmpty ? "at the start" : "after " + boundary.after.joined(separator: ", "),
                    NumberText.measured(boundary.level), "\(index + 1)", NumberText.measured(look.fraction),
                    look.upperZ.map { NumberText.fixed($0, decimals: 4) } ?? "–",
                    look.upperP.map(NumberText.measured) ?? "–",
                    NumberText.measured(look.spent),
                ]
            }
        }
        return .table(
            hypothesis.name, ["level", "size", "look", "information", "reject at z", "p", "spent"], rows,
            wordColumns: [0],
            remarks: ["size, p, spent: one-sided."])
    }
}

extension FamilyBoundaries {
    /// The boundaries at the largest levels, one curve a hypothesis.
    fileprivate var figure: DesignAnswer.Figure {
        let series = hypotheses.compactMap { hypothesis -> CurveFigure.Series? in
            guard let boundary = hypothesis.boundaries.last else { return nil }
            let points = boundary.design.looks.compactMap { look in
                look.upperZ.map { CurveFigure.Point(look.fraction, $0) }
            }
            return CurveFigure.Series(hypothesis.name, shape: .smooth, points: points)
        }
        var options = CurveFigure.Options()
        options.valueTitle = "Critical z"
        options.axisTitle = "Information fraction of the hypothesis"
        options.identifier = "family"
        return DesignAnswer.Figure(
            name: "family.svg", svg: CurveFigure(series: series, options: options).svg,
            title: "Critical values at the largest levels",
            caption:
                "Each hypothesis at the largest level that it can come to have, over the information of its own looks.")
    }
}

/// The JSON of the boundaries of a family.
struct FamilyBoundariesJSON: Encodable, Sendable {
    struct Hypothesis: Encodable, Sendable {
        let name: String
        let waits: Bool
        let boundaries: [Boundary]
    }

    struct Boundary: Encodable, Sendable {
        let after: [String]
        let level: Double
        let looks: [Look]
    }

    struct Look: Encodable, Sendable {
        let fraction: Double
        let upperZ, upperP: Double?
        let spent: Double

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(fraction, forKey: .fraction)
            try container.encode(upperZ, forKey: .upperZ)
            try container.encode(upperP, forKey: .upperP)
            try container.encode(spent, forKey: .spent)
        }

        private enum CodingKeys: String, CodingKey { case fraction, upperZ, upperP, spent }
    }

    let alpha: Double
    let weights: [Double]
    let transitions: [[Double]]
    let hypotheses: [Hypothesis]

    init(_ boundaries: FamilyBoundaries) {
        alpha = boundaries.alpha
        weights = boundaries.graph.weights
        transitions = boundaries.graph.transitions
        hypotheses = boundaries.hypotheses.map { hypothesis in
            Hypothesis(
                name: hypothesis.name, waits: hypothesis.waits,
                boundaries: hypothesis.boundaries.map { boundary in
                    Boundary(
                        after: boundary.after, level: boundary.level,
                        looks: boundary.design.looks.map {
                            Look(fraction: $0.fraction, upperZ: $0.upperZ, upperP: $0.upperP, spent: $0.spent)
                        })
                })
        }
    }
}
