import TrialFigures
import TrialStatistics

/// Figures of stopping boundaries that ask for trouble, by name.
enum StoppingBoundarySamples {
    static func all() throws -> [(name: String, svg: String)] {
        [
            ("stopping-boundary", try toxicity(.doubleColumn)), ("stopping-boundary-85mm", try toxicity(.singleColumn)),
            ("stopping-boundary-both-sides", try bothSides()), ("stopping-boundary-none", try none()),
            ("stopping-boundary-many-looks", try manyLooks()),
        ].map { ($0.0, $0.1.svg) }
    }

    /// The toxicity rule of the founding trial with what was seen.
    static func toxicity(_ width: FigureWidth) throws -> StoppingBoundaryFigure {
        let bounds = [3, 5, 7, 9, 10, 12, 13, 15, 16, 18, 19, 20, 22, 23, 25]
        let looks = bounds.enumerated().map { BinaryBoundary.Look(subjects: 4 * ($0 + 1), stopAt: $1) }
        var options = StoppingBoundaryFigure.Options()
        options.title = "Dose-limiting toxicity"
        options.eventTitle = "Patients with toxicity"
        options.width = width
        return StoppingBoundaryFigure(
            try BinaryBoundary(looks: looks, maximum: 64),
            path: [.init(subjects: 4, events: 1), .init(subjects: 8, events: 2), .init(subjects: 12, events: 4)],
            options: options)
    }

    private static func bothSides() throws -> StoppingBoundaryFigure {
        let looks: [BinaryBoundary.Look] = [
            .init(subjects: 10, stopAtMost: 0), .init(subjects: 20, stopAt: 11, stopAtMost: 3),
            .init(subjects: 30, stopAt: 14, stopAtMost: 6), .init(subjects: 40, stopAt: 13, stopAtMost: 12),
        ]
        return StoppingBoundaryFigure(try BinaryBoundary(looks: looks, maximum: 40))
    }

    private static func none() throws -> StoppingBoundaryFigure {
        StoppingBoundaryFigure(try BinaryBoundary(looks: [.init(subjects: 1)], maximum: 2))
    }

    private static func manyLooks() throws -> StoppingBoundaryFigure {
        let looks = (1...900).map { BinaryBoundary.Look(subjects: $0, stopAt: min($0, $0 * 35 / 100 + 8)) }
        return StoppingBoundaryFigure(try BinaryBoundary(looks: looks, maximum: 1000))
    }
}
