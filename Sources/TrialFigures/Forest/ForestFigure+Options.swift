extension ForestFigure {
    /// A column of texts between the labels and the plot.
    public struct Column: Sendable, Hashable {
        /// Where the texts of a column line up.
        public enum Alignment: Sendable, Hashable {
            /// On the left.
            case leading
            /// In the middle.
            case centre
            /// On the right, as numbers do.
            case trailing
        }

        /// The heading.
        public let title: String
        /// Where the texts line up.
        public let alignment: Alignment

        /// A column with its heading.
        public init(_ title: String, alignment: Alignment = .centre) {
            self.title = title
            self.alignment = alignment
        }
    }

    /// How large the squares are.
    public enum MarkSize: Sendable, Hashable {
        /// Their area is in proportion to the weight of the row; rows without a weight get the smallest square.
        case byWeight
        /// All the same.
        case constant
    }

    /// What a forest plot shows and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// The heading of the labels.
        public var labelTitle = "Subgroup"
        /// The columns between labels and plot.
        public var columns: [Column] = []
        /// The heading of the effects, such as "HR (95% CI)".
        public var effectTitle = "HR (95% CI)"
        /// The heading of the p-values.
        public var pTitle = "p"
        /// The title of the axis.
        public var axisTitle = "Hazard ratio (log scale)"
        /// The range of the axis; chosen from the effects if nil. It always holds the reference.
        public var axisRange: ClosedRange<Double>?
        /// The ratio of no effect, at which the vertical line stands.
        public var reference = 1.0
        /// What lies to the left of the reference, such as "Favours ixazomib".
        public var favoursLeft: String?
        /// What lies to the right of the reference, such as "Favours placebo".
        public var favoursRight: String?
        /// Sentences beneath the figure, such as what an open square means.
        public var notes: [String] = []
        /// How large the squares are.
        public var markSize = MarkSize.byWeight
        /// The printed width; the figure becomes wider only if its columns do not fit.
        public var width = FigureWidth.doubleColumn
        /// What the figure shows, in words, for those who listen; made from the rows if nil.
        public var summary: String?
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "forest"

        /// The defaults: hazard ratios at 170 mm.
        public init() {}
    }
}
