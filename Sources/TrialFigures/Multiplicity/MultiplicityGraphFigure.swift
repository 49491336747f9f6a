/// The graph of a multiple test procedure: hypotheses in boxes with their shares of the level, and arrows that say where a share goes.
///
/// ```swift
/// let figure = MultiplicityGraphFigure(
///     nodes: [.init("H1", lines: ["w = 0.5"], isMarked: true), .init("H2", lines: ["w = 0.5"], isMarked: false)],
///     arrows: [.init(from: 0, to: 1, label: "1"), .init(from: 1, to: 0, label: "1")])
/// figure.svg  // a whole SVG file
/// ```
///
/// The boxes stand on an ellipse in the order given, two side by side. Arrows that name a node which is not there, or lead from a node to
/// itself, are left out.
///
/// ## References
/// Bretz, Maurer, Brannath & Posch, *Stat Med* 28 (2009) 586–604, figures 1–6.
public struct MultiplicityGraphFigure: Sendable {
    /// One hypothesis.
    public struct Node: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// What stands below the name.
        public let lines: [String]
        /// Whether its border is thick, as that of a rejected hypothesis; else it is dashed.
        public let isMarked: Bool

        /// A hypothesis.
        public init(_ name: String, lines: [String], isMarked: Bool) {
            self.name = name
            self.lines = lines
            self.isMarked = isMarked
        }
    }

    /// One arrow.
    public struct Arrow: Sendable, Hashable {
        /// The index of the node it starts from.
        public let from: Int
        /// The index of the node it leads to.
        public let to: Int
        /// What is written on it.
        public let label: String

        /// An arrow.
        public init(from: Int, to: Int, label: String) {
            self.from = from
            self.to = to
            self.label = label
        }
    }

    /// What is shown and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// Lines of text below, such as what a thick border means.
        public var notes: [String] = []
        /// What the figure shows, in words, for those who listen; made from the nodes and arrows if nil.
        public var summary: String?
        /// The prefix of the ids in the file.
        public var identifier = "graph"

        /// The defaults.
        public init() {}
    }

    /// The hypotheses.
    public let nodes: [Node]
    /// The arrows.
    public let arrows: [Arrow]
    /// What is shown and how.
    public let options: Options

    /// A figure of a graph.
    public init(nodes: [Node], arrows: [Arrow], options: Options = Options()) {
        self.nodes = nodes
        self.arrows = arrows.filter {
            nodes.indices.contains($0.from) && nodes.indices.contains($0.to) && $0.from != $0.to
        }
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { MultiplicityGraphDrawing(self).document.text }
}
