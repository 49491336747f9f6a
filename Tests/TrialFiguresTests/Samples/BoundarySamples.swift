import TrialFigures

/// Figures of group sequential boundaries that ask for trouble, by name.
enum BoundarySamples {
    static func all() -> [(name: String, svg: String)] {
        [
            ("boundary", futility(.doubleColumn)), ("boundary-85mm", futility(.singleColumn)),
            ("boundary-two-sided", twoSided), ("boundary-harm", harm), ("boundary-many-looks", manyLooks),
            ("boundary-one-look", BoundaryFigure(looks: [.init(fraction: 1, upper: 1.96)])),
        ].map { ($0.0, $0.1.svg) }
    }

    private static func futility(_ width: FigureWidth) -> BoundaryFigure {
        var options = BoundaryFigure.Options()
        options.title = "Progression-free survival"
        options.observed = [1.2, 1.9]
        options.width = width
        return BoundaryFigure(
            looks: [
                .init(fraction: 0.5, upper: 2.75, futility: 0.4555),
                .init(fraction: 0.75, upper: 2.4318, futility: 1.21),
                .init(fraction: 1, upper: 2.0116),
            ], options: options)
    }

    private static var twoSided: BoundaryFigure {
        var options = BoundaryFigure.Options()
        options.isTwoSided = true
        options.observed = [1.4, -1.9]
        return BoundaryFigure(
            looks: [
                .init(fraction: 0.3, upper: 3.9286, lower: -3.9286, futility: 0.1169),
                .init(fraction: 0.5, upper: 2.9656, lower: -2.9656, futility: 0.3327),
                .init(fraction: 0.75, upper: 2.3592, lower: -2.3592, futility: 1.1474),
                .init(fraction: 1, upper: 2.0141, lower: -2.0141),
            ], options: options)
    }

    private static var harm: BoundaryFigure {
        var options = BoundaryFigure.Options()
        options.lowerMeaning = .harm
        return BoundaryFigure(
            looks: [
                .init(fraction: 0.25, upper: 4.33, lower: -1.8024, futility: -0.5),
                .init(fraction: 0.5, upper: 2.96, lower: -1.7457, futility: 0),
                .init(fraction: 0.75, upper: 2.36, lower: -1.7, futility: 0.5),
                .init(fraction: 1, upper: 2.01, lower: -1.6651),
            ], options: options)
    }

    /// The first values lie beyond the axis.
    static var manyLooks: BoundaryFigure {
        let values = [
            9.9551, 6.9914, 5.6697, 4.8779, 4.3383, 3.9428, 3.6379, 3.394, 3.1933, 3.0244, 2.8797, 2.754, 2.6435,
            2.5452,
            2.4572, 2.3777, 2.3055, 2.2395, 2.1788, 2.1228,
        ]
        return BoundaryFigure(
            looks: values.enumerated().map { .init(fraction: Double($0 + 1) / 20, upper: $1, lower: -$1) })
    }
}
