import TrialFigures

/// Figures of sliding windows that ask for trouble, by name.
enum SlidingWindowSamples {
    static func all() throws -> [(name: String, figure: SlidingWindowFigure)] {
        [
            ("windows", try ordinary(.doubleColumn)), ("windows-85mm", try ordinary(.singleColumn)),
            ("windows-difference", try difference()), ("windows-extremes", try extremes()),
            ("windows-empty", try SlidingWindowFigure(windows: [], scale: .ratio)),
            ("windows-one-value", try oneValue()),
        ]
    }

    static func ordinary(_ width: FigureWidth) throws -> SlidingWindowFigure {
        var options = SlidingWindowFigure.Options()
        options.title = "Progression-free survival by age"
        options.markerTitle = "age, median of the window"
        options.overall = 0.61
        options.overallText = "Overall 0.61"
        options.favoursLower = "maintenance better"
        options.favoursUpper = "placebo better"
        options.notes = ["Permutation test of equal effects in all windows: p = 0.96."]
        options.width = width
        return try SlidingWindowFigure(
            windows: [
                .init(range: 36...54, position: 50, estimate: 0.57, lower: 0.35, upper: 0.94),
                .init(range: 51...58, position: 55.5, estimate: 0.53, lower: 0.33, upper: 0.84),
                .init(range: 57...61, position: 59, estimate: 0.60, lower: 0.38, upper: 0.95, isOpen: true),
                .init(range: 60...64, position: 62, estimate: 0.64, lower: 0.40, upper: 1.02),
                .init(range: 63...75, position: 65, estimate: 0.61, lower: 0.37, upper: 1.01),
            ], scale: .ratio, options: options)
    }

    static func difference() throws -> SlidingWindowFigure {
        var options = SlidingWindowFigure.Options()
        options.markerTitle = "<marker> & \"more\", whose name is long enough to be broken into several lines of text"
        options.effectTitle = "Event-free at 24, difference"
        options.overall = 0.16
        options.overallText = "Overall 16.0%"
        return try SlidingWindowFigure(
            windows: [
                .init(range: -1.5...0.2, position: -0.4, estimate: 0.14, lower: -0.06, upper: 0.35),
                .init(range: 0.1...2.4, position: 1.1, estimate: 0.19, lower: 0, upper: 0.38),
            ], scale: .difference, options: options)
    }

    static func extremes() throws -> SlidingWindowFigure {
        try SlidingWindowFigure(
            windows: [
                .init(range: 0...1, position: 0.5, estimate: 2, lower: 0.0001, upper: 4000),
                .init(range: 0.5...2, position: 1.5, estimate: nil),
                .init(range: 1...3, position: 2, estimate: 1e-9, lower: 1e-12, upper: 1e-6),
                .init(range: 2...4, position: 3, estimate: 1.5),
            ], scale: .ratio)
    }

    static func oneValue() throws -> SlidingWindowFigure {
        try SlidingWindowFigure(
            windows: [.init(range: 5...5, position: 5, estimate: 1.2, lower: 0.8, upper: 1.8)], scale: .ratio)
    }
}
