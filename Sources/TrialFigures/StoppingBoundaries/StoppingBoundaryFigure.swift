import TrialStatistics

/// The stopping boundary of a binary outcome: the number of events against the subjects seen, with the counts that stop shaded and named.
///
/// ```swift
/// var options = StoppingBoundaryFigure.Options()
/// options.eventTitle = "Patients with toxicity"
/// StoppingBoundaryFigure(monitor.boundary, path: [(4, 1), (8, 2)], options: options).svg    // a whole SVG file
/// ```
///
/// ## Edge cases
/// A side without a bound at any look has no region. A look at which no count stops has no mark. What was observed beyond the axes is drawn at
/// their edge.
public struct StoppingBoundaryFigure: Sendable {
    /// What was observed at a moment of the trial.
    public struct Observation: Sendable, Hashable {
        /// The subjects seen.
        public let subjects: Int
        /// The events among them.
        public let events: Int

        /// What was observed.
        public init(subjects: Int, events: Int) {
            self.subjects = subjects
            self.events = events
        }
    }

    /// What is shown and how.
    public struct Options: Sendable {
        /// A title above the figure.
        public var title: String?
        /// What is counted.
        public var eventTitle = "Events"
        /// Who is counted.
        public var subjectTitle = "Subjects"
        /// What stands in the region of many events.
        public var manyText = "Stop: too many"
        /// What stands in the region of few events.
        public var fewText = "Stop: too few"
        /// What stands between.
        public var goOnText = "Go on"
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "boundary"

        /// The defaults: 170 mm.
        public init() {}
    }

    /// The boundary.
    public let boundary: BinaryBoundary
    /// What was observed, by increasing numbers of subjects.
    public let path: [Observation]
    /// What is shown and how.
    public let options: Options

    /// A figure of a boundary.
    public init(_ boundary: BinaryBoundary, path: [Observation] = [], options: Options = Options()) {
        self.boundary = boundary
        self.path = path
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { StoppingBoundaryDrawing(self).document.text }
}
