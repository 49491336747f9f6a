import TrialFigures

/// Figures of operating characteristics: a grid of truths, a single truth, extremes.
enum OperatingCharacteristicsSamples {
    typealias Figure = OperatingCharacteristicsFigure

    static func all() throws -> [(name: String, figure: Figure)] {
        [
            ("characteristics", try ordinary(.doubleColumn)),
            ("characteristics-narrow", try ordinary(.singleColumn)),
            (
                "characteristics-single",
                try Figure(panels: [panel([.init(truth: 40, value: 0, lower: 0, upper: 0.03)])])
            ),
            ("characteristics-empty", try Figure(panels: [panel([])])),
        ]
    }

    static func ordinary(_ width: FigureWidth) throws -> Figure {
        var options = Figure.Options()
        options.title = "NCT01718743"
        options.truthTitle = "True median (months)"
        options.width = width
        func points(_ values: [Double], _ half: Double) -> [Figure.Point] {
            zip([20.0, 30, 40, 52, 64], values).map {
                .init(truth: $0, value: $1, lower: max(0, $1 - half), upper: min(1, $1 + half))
            }
        }
        func sizes(_ values: [Double]) -> [Figure.Point] {
            zip([20.0, 30, 40, 52, 64], values).map { .init(truth: $0, value: $1, lower: $1 - 1, upper: $1 + 1) }
        }
        return try Figure(
            panels: [
                .init(
                    "Probability", isProbability: true,
                    series: [
                        .init("stop early", points: points([0.97, 0.71, 0.32, 0.09, 0.02], 0.02)),
                        .init("futility", points: points([0.9, 0.6, 0.2, 0.04, 0.01], 0.02)),
                    ]),
                .init("Subjects, mean", series: [.init("", points: sizes([31, 45, 58, 62.5, 63.7]))]),
                .init("Duration, mean (months)", series: [.init("", points: sizes([18, 29, 44, 52, 55]))]),
            ], options: options)
    }

    private static func panel(_ points: [Figure.Point]) -> Figure.Panel {
        .init("Probability", isProbability: true, series: [.init("stop early", points: points)])
    }
}
