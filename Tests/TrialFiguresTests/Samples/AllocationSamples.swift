import TrialFigures

/// Figures about allocations that ask for trouble, by name.
enum AllocationSamples {
    static func all() -> [(name: String, svg: String)] {
        [
            ("imbalance-strata", strata(3).svg), ("imbalance-many", strata(20).svg), ("imbalance-85mm", narrow.svg),
            ("imbalance-strips", strata(6, .strips).svg),
            ("imbalance-strips-85mm", strata(3, .strips, .singleColumn).svg),
            ("imbalance-too-many-strips", strata(50, .strips).svg),
            ("imbalance-nothing", ImbalanceFigure(courses: []).svg),
            ("imbalance-odd", ImbalanceFigure(courses: [.init("", [.nan, .infinity, -3, 0])]).svg),
            ("distribution", bars(.doubleColumn).svg), ("distribution-85mm", bars(.singleColumn).svg),
            ("distribution-nothing", ImbalanceDistributionFigure(final: [], largest: []).svg),
            (
                "distribution-one",
                ImbalanceDistributionFigure(final: [(0, 1)], largest: [(0.5, 1)], identifier: "one").svg
            ),
        ]
    }

    /// A walk that goes up to 2.4 and back.
    private static func walk(_ seed: Int) -> [Double] {
        (1...40).map { Double(($0 * (seed + 3) + seed * seed) % 7) * 0.4 }
    }

    private static func strata(
        _ count: Int, _ arrangement: ImbalanceFigure.Arrangement = .overlaid, _ width: FigureWidth = .doubleColumn
    ) -> ImbalanceFigure {
        var options = ImbalanceFigure.Options()
        options.arrangement = arrangement
        options.width = width
        options.title = "Imbalance within strata"
        options.bound = 2.4
        return ImbalanceFigure(
            courses: (0..<count).map {
                .init("induction=PI; ISS=<&\(String(repeating: "I", count: $0 % 5 + 1))", walk($0))
            },
            options: options)
    }

    private static var narrow: ImbalanceFigure {
        var options = ImbalanceFigure.Options()
        options.width = .singleColumn
        options.title = "A title that is far too long for a single column and must go on in a second line"
        return ImbalanceFigure(courses: [.init("permuted blocks of 5, 10 at random", walk(1))], options: options)
    }

    private static func bars(_ width: FigureWidth) -> ImbalanceDistributionFigure {
        ImbalanceDistributionFigure(
            final: (0..<30).map { (0.2 * Double($0), 0.1 / Double(1 + $0)) },
            largest: (0..<30).map { (0.2 * Double($0), 0.004 * Double($0)) }, title: "Distribution of the imbalance",
            width: width)
    }
}
