import TrialFigures

/// Love plots, ordinary ones and such as ask for trouble, by name.
enum BalanceSamples {
    static func all() -> [(name: String, svg: String)] {
        [
            ("balance", ordinary(.doubleColumn).svg), ("balance-single", ordinary(.singleColumn).svg),
            ("balance-before", before.svg), ("balance-nothing", BalanceFigure(rows: []).svg),
            ("balance-extremes", extremes.svg),
        ]
    }

    static func ordinary(_ width: FigureWidth) -> BalanceFigure {
        var options = BalanceFigure.Options()
        options.title = "Chosen arms"
        options.afterTitle = "Overlap weights"
        options.notes = ["Dashed: 0.1."]
        options.width = width
        return BalanceFigure(
            rows: [
                .init("age", before: -0.42, beforeText: "−0.42", after: 0, afterText: "0.00"),
                .init("sex[M]", before: 0.08, beforeText: "0.08", after: 0.012, afterText: "0.01"),
                .init("stage", before: 0.31, beforeText: "0.31", after: 0.14, afterText: "0.14"),
                .init("marker", before: nil, beforeText: "NE", after: nil, afterText: "NE"),
            ], options: options)
    }

    private static var before: BalanceFigure {
        var options = BalanceFigure.Options()
        options.threshold = 0.25
        return BalanceFigure(rows: [.init("age", before: 0.02, beforeText: "0.02")], options: options)
    }

    private static var extremes: BalanceFigure {
        var options = BalanceFigure.Options()
        options.afterTitle = "weights of a name that is longer than any heading may be"
        options.threshold = .nan
        options.width = .singleColumn
        return BalanceFigure(
            rows: [
                .init(
                    "a covariate whose name has more than sixty characters <&\"> and goes on for more than one line",
                    before: 1e9, beforeText: "1000000000.00", after: .infinity, afterText: "NE"),
                .init("", before: 0, beforeText: "0.00", after: 0, afterText: "0.00"),
            ], options: options)
    }
}
