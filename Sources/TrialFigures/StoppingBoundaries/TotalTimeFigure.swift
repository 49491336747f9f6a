import TrialStatistics

/// The stopping boundary of a time to an event: total time on test against the number of events, with the times that stop shaded and named.
///
/// ```swift
/// let bounds = monitor.bounds(upTo: 30).map { TotalTimeFigure.Bound(events: $0.events, futility: $0.futility, efficacy: $0.efficacy) }
/// TotalTimeFigure(bounds, path: [.init(events: 5, totalTime: 120)]).svg      // a whole SVG file
/// ```
///
/// ## Edge cases
/// A side that stops for no number of events has no region. What was observed beyond the axes is drawn at their edge.
public struct TotalTimeFigure: Sendable {
    /// The total times that stop after some events.
    public struct Bound: Sendable, Hashable {
        /// The events.
        public let events: Int
        /// The total times that stop for futility.
        public let futility: TotalTimeRegion
        /// The total times that stop for efficacy.
        public let efficacy: TotalTimeRegion

        /// The total times that stop after some events.
        public init(events: Int, futility: TotalTimeRegion, efficacy: TotalTimeRegion) {
            self.events = events
            self.futility = futility
            self.efficacy = efficacy
        }
    }

    /// What was observed at a moment of the trial.
    public struct Observation: Sendable, Hashable {
        /// The events.
        public let events: Int
        /// The follow-up of all subjects, added up.
        public let totalTime: Double

        /// What was observed.
        public init(events: Int, totalTime: Double) {
            self.events = events
            self.totalTime = totalTime
        }
    }

    /// What is shown and how.
    public struct Options: Sendable {
        /// A title above the figure.
        public var title: String?
        /// What is counted.
        public var eventTitle = "Events"
        /// What is added up.
        public var timeTitle = "Total time on test"
        /// What stands in the region of futility.
        public var futilityText = "Stop: futility"
        /// What stands in the region of efficacy.
        public var efficacyText = "Stop: efficacy"
        /// What stands elsewhere.
        public var goOnText = "Go on"
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "total-time"

        /// The defaults: 170 mm.
        public init() {}
    }

    /// The bounds, by increasing numbers of events.
    public let bounds: [Bound]
    /// What was observed, in order.
    public let path: [Observation]
    /// What is shown and how.
    public let options: Options

    /// A figure of bounds.
    public init(_ bounds: [Bound], path: [Observation] = [], options: Options = Options()) {
        self.bounds = bounds
        self.path = path
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { TotalTimeDrawing(self).document.text }
}
