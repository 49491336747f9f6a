/// How subjects went through a trial, as the flow diagram of CONSORT: a trunk of boxes, then a column of boxes for each arm.
///
/// ```swift
/// let figure = DispositionFigure(
///     trunk: [.init("Assessed", ["n = 700"], aside: ["No consent: 44"]), .init("Randomised", ["n = 656"])],
///     arms: [[.init("Ixazomib", ["n = 395"])], [.init("Placebo", ["n = 261"])]])
/// figure.svg  // a whole SVG file
/// ```
///
/// ## Edge cases
/// Boxes of the same place in their columns stand level. Where the arms need more room than the width has, the figure is
/// wider. A trunk or arms of no box are left out.
///
/// ## References
/// S. Hopewell and others, CONSORT 2025 statement, *BMJ* 389 (2025) e081123, figure 1.
public struct DispositionFigure: Sendable {
    /// A box of the flow.
    public struct Stage: Sendable, Hashable {
        /// What it is, in bold.
        public let heading: String
        /// Its numbers, a line each; two spaces in front move a line in.
        public let lines: [String]
        /// Who leaves the flow behind it, in a box beside the trunk.
        public let aside: [String]

        /// A box.
        public init(_ heading: String, _ lines: [String] = [], aside: [String] = []) {
            self.heading = heading
            self.lines = lines
            self.aside = aside
        }
    }

    /// What is shown and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "disposition"

        /// The defaults: no title, 170 mm.
        public init() {}
    }

    /// The boxes before the arms part, from top to bottom.
    public let trunk: [Stage]
    /// The boxes of each arm, from top to bottom.
    public let arms: [[Stage]]
    /// What is shown and how.
    public let options: Options

    /// A flow.
    public init(trunk: [Stage], arms: [[Stage]], options: Options = Options()) {
        self.trunk = trunk
        self.arms = arms.filter { !$0.isEmpty }
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { DispositionDrawing(self).document.text }

    /// The flow in words, for those who listen.
    var summary: String {
        let all = trunk + arms.joined()
        guard !all.isEmpty else { return "No subject." }
        return all.map { stage in
            ([stage.heading] + stage.lines + stage.aside).map { $0.split(separator: " ").joined(separator: " ") }
                .joined(separator: "; ") + "."
        }
        .joined(separator: " ")
    }
}
