import TrialFigures
import TrialStatistics

/// Figures of total time on test that ask for trouble, by name.
enum TotalTimeSamples {
    static func all() -> [(name: String, svg: String)] {
        [
            ("total-time", futility(.doubleColumn)), ("total-time-85mm", futility(.singleColumn)),
            ("total-time-both-sides", bothSides), ("total-time-wanted", wanted), ("total-time-none", none),
        ].map { ($0.0, $0.1.svg) }
    }

    /// The rule on progression of the founding trial, with what was seen.
    static func futility(_ width: FigureWidth) -> TotalTimeFigure {
        let bounds = [18.14, 63.79, 111.83, 161.77, 213.25, 266.03, 319.91, 374.74]
        var options = TotalTimeFigure.Options()
        options.title = "Progression-free survival"
        options.timeTitle = "Total time on test (months)"
        options.width = width
        return TotalTimeFigure(
            (0...9).map {
                .init(events: $0, futility: $0 < 2 ? .none : .below(bounds[$0 - 2]), efficacy: .none)
            },
            path: [
                .init(events: 1, totalTime: 18.7), .init(events: 4, totalTime: 136.6),
                .init(events: 9, totalTime: 341.1),
            ],
            options: options)
    }

    private static var bothSides: TotalTimeFigure {
        TotalTimeFigure(
            (0...60).map {
                .init(
                    events: $0, futility: $0 == 0 ? .none : .below(9.5 * Double($0) - 9),
                    efficacy: .above(65 + 17 * Double($0)))
            })
    }

    /// The event is wanted: long times stop for futility, and after many events every time does for efficacy.
    private static var wanted: TotalTimeFigure {
        TotalTimeFigure(
            (0...12).map {
                .init(
                    events: $0, futility: .above(100 + 20 * Double($0)),
                    efficacy: $0 < 3 ? .none : $0 < 10 ? .below(8 * Double($0)) : .every)
            })
    }

    private static var none: TotalTimeFigure {
        TotalTimeFigure((0...3).map { .init(events: $0, futility: .none, efficacy: .none) })
    }
}
