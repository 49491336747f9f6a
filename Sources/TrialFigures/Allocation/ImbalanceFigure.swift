/// How far the arms are off their shares as subjects come: a line of steps for each stratum, each method, with the bound where there is one.
///
/// ```swift
/// var options = ImbalanceFigure.Options()
/// options.bound = 2.4
/// let figure = ImbalanceFigure(courses: [.init("ISS=I", [0.4, 0.8, 0.2])], options: options)
/// figure.svg  // a whole SVG file
/// ```
///
/// ## Edge cases
/// Beyond eight courses on one plot, or forty strips, only their range is drawn, as a band, with the largest of them as a line. A value
/// that is not finite or below 0 is drawn as 0.
public struct ImbalanceFigure: Sendable {
    /// The imbalance after each subject.
    public struct Course: Sendable, Hashable {
        /// What it is of.
        public let label: String
        /// The imbalance after the first subject, the second, …
        public let values: [Double]

        /// A course.
        public init(_ label: String, _ values: [Double]) {
            self.label = label
            self.values = values.map { $0.isFinite ? max(0, $0) : 0 }
        }
    }

    /// Where the courses stand.
    public enum Arrangement: Sendable, Hashable {
        /// All on one plot, told apart by colour and dash.
        case overlaid
        /// Each on a strip of its own, its name on the left and its largest value on the right, over one axis of subjects.
        case strips
    }

    /// What is shown and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// What stands below the axis of subjects.
        public var subjectTitle = "Subject"
        /// What stands beside the axis of imbalance.
        public var valueTitle = "Off the ratio (subjects)"
        /// What the method allows at most, as a dashed line.
        public var bound: Double?
        /// Where the courses stand.
        public var arrangement = Arrangement.overlaid
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "imbalance"

        /// The defaults: no title, 170 mm.
        public init() {}
    }

    /// The courses, in the order of their colours.
    public let courses: [Course]
    /// What is shown and how.
    public let options: Options

    /// A figure of courses.
    public init(courses: [Course], options: Options = Options()) {
        self.courses = courses
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String {
        let isStrips = options.arrangement == .strips && (2...ImbalanceStrips.most).contains(courses.count)
        return (isStrips ? ImbalanceStrips(figure: self).document : ImbalanceDrawing(figure: self).document).text
    }

    /// The courses in words, for those who listen.
    var summary: String {
        let spoken = courses.prefix(20).map { course in
            let name = course.label.isEmpty ? "The list" : course.label
            let (last, largest) = (course.values.last ?? 0, course.values.max() ?? 0)
            return
                "\(name): \(course.values.count) subjects, at most \(NumberText.fixed(largest, decimals: 1)), at the end \(NumberText.fixed(last, decimals: 1))"
        }
        let bound = options.bound.map { " At most \(NumberText.fixed($0, decimals: 1)) is allowed." } ?? ""
        return "\(options.valueTitle). " + (spoken.isEmpty ? "No list" : spoken.joined(separator: "; ")) + "." + bound
    }
}
