import TrialFigures

/// Figures of groups and of graphs that ask for trouble, by name.
enum ComparisonSamples {
    static func all() -> [(name: String, svg: String)] {
        [
            ("intervals-shares", shares.svg), ("intervals-means", means.svg),
            ("intervals-nothing", IntervalFigure(rows: []).svg), ("intervals-extremes", extremes.svg),
            ("graph-four", four.svg), ("graph-two", two.svg), ("graph-full", full.svg), ("graph-one", one.svg),
            ("graph-empty", MultiplicityGraphFigure(nodes: [], arrows: []).svg),
        ]
    }

    private static var shares: IntervalFigure {
        var options = IntervalFigure.Options()
        options.title = "Complete remission"
        options.axisTitle = "Complete remission"
        options.effectTitle = "95% CI"
        options.isShare = true
        return IntervalFigure(
            rows: [
                .init("Ixazomib", estimate: 0.325, lower: 0.201, upper: 0.480, text: "32.5% (20.1–48.0%)"),
                .init("Placebo", estimate: 0.125, lower: 0.055, upper: 0.261, text: "12.5% (5.5–26.1%)"),
            ], options: options)
    }

    private static var means: IntervalFigure {
        var options = IntervalFigure.Options()
        options.axisTitle = "Mean"
        options.labelTitle = "Group"
        options.effectTitle = "95% CI"
        options.notes = ["t, Welch, p = 0.289"]
        options.width = .singleColumn
        return IntervalFigure(
            rows: [
                .init("maintenance", estimate: -59.68, lower: -60.68, upper: -58.67, text: "−59.68 (−60.68 to −58.67)"),
                .init(
                    "a group whose name is much longer than any label may be", estimate: -60.5, lower: nil, upper: nil,
                    text: "−60.50 (NE–NE)"),
            ], options: options)
    }

    private static var extremes: IntervalFigure {
        IntervalFigure(
            rows: [
                .init("", estimate: 1e12, lower: -1e12, upper: .infinity, text: "1e12"),
                .init("same", estimate: 3, lower: 3, upper: 3, text: "3"),
                .init("nothing", estimate: nil, lower: nil, upper: nil, text: "NE"),
            ])
    }

    private static var four: MultiplicityGraphFigure {
        var options = MultiplicityGraphFigure.Options()
        options.title = "Two primary and two secondary endpoints"
        options.notes = [
            "w: share of the level 0.05 at the start. Arrows: where it goes on rejection. Thick: rejected."
        ]
        return MultiplicityGraphFigure(
            nodes: [
                .init("PFS", lines: ["w = 0.5", "p̃ = 0.020"], isMarked: true),
                .init("Overall survival of all", lines: ["w = 0.5", "p̃ = 0.030"], isMarked: true),
                .init("ORR", lines: ["w = 0", "p̃ = 0.020"], isMarked: true),
                .init("QoL", lines: ["w = 0", "p̃ = 0.500"], isMarked: false),
            ],
            arrows: [
                .init(from: 0, to: 1, label: "0.5"), .init(from: 1, to: 0, label: "0.5"),
                .init(from: 0, to: 2, label: "0.5"), .init(from: 1, to: 3, label: "0.5"),
                .init(from: 2, to: 1, label: "1"), .init(from: 3, to: 0, label: "1"),
            ], options: options)
    }

    private static var two: MultiplicityGraphFigure {
        MultiplicityGraphFigure(
            nodes: [.init("H1", lines: ["w = 0.5"], isMarked: true), .init("H2", lines: ["w = 0.5"], isMarked: false)],
            arrows: [
                .init(from: 0, to: 1, label: "1"), .init(from: 1, to: 0, label: "1"), .init(from: 0, to: 5, label: "1"),
            ])
    }

    /// Eight hypotheses, each passing to all others.
    private static var full: MultiplicityGraphFigure {
        MultiplicityGraphFigure(
            nodes: (1...8).map { .init("Hypothesis \($0)", lines: ["w = 0.125"], isMarked: $0 < 3) },
            arrows: (0..<8).flatMap { from in (0..<8).map { .init(from: from, to: $0, label: "0.1429") } })
    }

    private static var one: MultiplicityGraphFigure {
        MultiplicityGraphFigure(nodes: [.init("H1", lines: ["w = 1"], isMarked: true)], arrows: [])
    }
}
