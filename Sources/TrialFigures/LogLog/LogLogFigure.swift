import TrialStatistics

/// log(−log S) of Kaplan-Meier curves against time on a logarithmic scale: parallel where hazards are proportional.
///
/// ```swift
/// LogLogFigure(groups: [.init("A", curve: a), .init("B", curve: b)]).svg
/// ```
///
/// ## Edge cases
/// A curve is drawn where it is between 0 and 1 at times above 0; a group whose curve never is has only its name.
///
/// ## References
/// Kalbfleisch & Prentice, *The Statistical Analysis of Failure Time Data*, 2nd ed. 2002, §4.5. SAS `PROC LIFETEST` PLOTS=(LLS).
public struct LogLogFigure: Sendable {
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
        /// What the figure shows, in words, for those who listen; the names of the groups if nil.
        public var summary: String?
        /// The prefix of the ids in the file.
        public var identifier = "log-log"

        /// The defaults: 170 mm, no title.
        public init() {}
    }

    /// The curves, in the order of their colours.
    public let groups: [KaplanMeierFigure.Group]
    /// What is shown and how.
    public let options: Options

    /// A figure of the groups.
    public init(groups: [KaplanMeierFigure.Group], options: Options = Options()) {
        self.groups = groups
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { LogLogDrawing(groups: groups, options: options).document.text }
}
