import TrialStatistics

/// How the coefficients of a Cox model run with time: scaled Schoenfeld residuals with a smooth, one panel a covariate.
///
/// The time axis is that of the test, so that events are spread as the test sees them; its ticks are times.
///
/// ```swift
/// let panel = SchoenfeldFigure.Panel("age", test: test, covariate: 0, coefficient: 0.02, note: "p = 0.013")
/// SchoenfeldFigure(panels: [panel]).svg
/// ```
///
/// ## Edge cases
/// With too few events for a smooth only points are drawn; without panels there is only the title.
///
/// ## References
/// Grambsch & Therneau, *Biometrika* 81 (1994) 515–526.
public struct SchoenfeldFigure: Sendable {
    /// One covariate.
    public struct Panel: Sendable {
        /// The name of the covariate.
        public let name: String
        /// What is written beside the name, such as a p-value.
        public let note: String
        /// β of the model, drawn as a dashed line.
        public let coefficient: Double
        /// The time of each event, its place on the axis of the test, and its residual.
        let points: [(time: Double, place: Double, residual: Double)]
        let smooth: [SchoenfeldSmooth.Point]

        /// A covariate of a tested model, counted from 0.
        public init(
            _ name: String, test: ProportionalHazardsTest, covariate: Int, coefficient: Double, note: String = "",
            level: ConfidenceLevel = .ninetyFivePercent
        ) {
            self.name = name
            self.note = note
            self.coefficient = coefficient
            let residuals = test.residuals
            points = residuals.times.indices.map {
                (residuals.times[$0], test.transformedTimes[$0], residuals.scaled[covariate][$0])
            }.sorted { $0.1 < $1.1 }
            smooth = SchoenfeldSmooth(test, covariate: covariate, level: level)?.points ?? []
        }
    }

    /// What the figure shows and how.
    public struct Options: Sendable {
        /// A title above the figure.
        public var title: String?
        /// What time is counted from.
        public var timeTitle = "Time"
        /// The unit of the times.
        public var timeUnit = TimeUnit.unstated
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// What the figure shows, in words, for those who listen; the names of the panels if nil.
        public var summary: String?
        /// The prefix of the ids in the file.
        public var identifier = "schoenfeld"

        /// The defaults: 170 mm, no title.
        public init() {}
    }

    /// The panels.
    public let panels: [Panel]
    /// What is shown and how.
    public let options: Options

    /// A figure of panels.
    public init(panels: [Panel], options: Options = Options()) {
        self.panels = panels
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { SchoenfeldDrawing(panels: panels, options: options).document.text }
}
