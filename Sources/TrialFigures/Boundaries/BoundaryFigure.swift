/// The boundaries of a group sequential design on the scale of Z: where the trial stops for efficacy, futility or harm, and what was seen.
///
/// ```swift
/// let figure = BoundaryFigure(looks: [
///     .init(fraction: 0.5, upper: 2.963, futility: 0.455), .init(fraction: 1, upper: 1.969),
/// ])
/// figure.svg      // a whole SVG file
/// ```
///
/// Regions are shaded and named in words; the critical values stand at the looks. A look without a boundary has no mark.
public struct BoundaryFigure: Sendable {
    /// A look and its critical values of Z; nil where it has none.
    public struct Look: Sendable, Hashable {
        /// The information fraction.
        public let fraction: Double
        /// Of efficacy, of the lower boundary, of futility.
        public let upper: Double?, lower: Double?, futility: Double?

        /// A look.
        public init(fraction: Double, upper: Double? = nil, lower: Double? = nil, futility: Double? = nil) {
            self.fraction = fraction
            self.upper = upper
            self.lower = lower
            self.futility = futility
        }
    }

    /// What the lower boundary means.
    public enum LowerMeaning: Sendable, Hashable {
        /// Rejection on the other side.
        case rejection
        /// Harm.
        case harm
    }

    /// What is shown and how.
    public struct Options: Sendable {
        /// A title above the figure.
        public var title: String?
        /// Z at the first looks.
        public var observed: [Double] = []
        /// What the lower boundary means.
        public var lowerMeaning = LowerMeaning.rejection
        /// Whether futility is where |Z| is small.
        public var isTwoSided = false
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "boundary"

        /// The defaults: one-sided, nothing observed, 170 mm.
        public init() {}
    }

    /// The looks, in order of their information.
    public let looks: [Look]
    /// What is shown and how.
    public let options: Options

    /// A figure of looks.
    public init(looks: [Look], options: Options = Options()) {
        self.looks = looks
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { BoundaryDrawing(looks: looks, options: options).document.text }
}
