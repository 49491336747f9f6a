import TrialStatistics

/// Kaplan-Meier curves as journals print them: steps, censoring ticks, and the numbers at risk in line with the axis.
///
/// Labels stand at the curves where they find room that is clearly their own, else in a legend; the curves differ by
/// line style as well as by colour. Any number of steps is thinned to what print can show.
///
/// ```swift
/// var options = KaplanMeierFigure.Options()
/// options.timeUnit = .months
/// options.survivalTitle = "Progression-free survival"
/// let figure = KaplanMeierFigure(
///     groups: [.init("Ixazomib", curve: ixazomib), .init("Placebo", curve: placebo)], options: options)
/// figure.svg  // a whole SVG file
/// ```
///
/// ## Edge cases
/// A group without events stays at 1, a group without observations has no line, only its row of numbers. An option that
/// makes no sense (a step of 0, an empty range) counts as not given.
///
/// ## References
/// Pocock, Clayton & Altman, *Lancet* 359 (2002) 1686–89. Morris et al., *BMJ Open* 9 (2019) e030215 (KMunicate).
public struct KaplanMeierFigure: Sendable {
    /// A curve and its name.
    public struct Group: Sendable {
        /// The name of the group.
        public let label: String
        /// The curve of the group.
        public let curve: KaplanMeier
        /// A band that holds the whole curve, drawn where it is given.
        public let band: SimultaneousBand?

        /// A curve and its name.
        public init(_ label: String, curve: KaplanMeier, band: SimultaneousBand? = nil) {
            self.label = label
            self.curve = curve
            self.band = band
        }
    }

    /// The curves, in the order of their colours and rows.
    public let groups: [Group]
    /// What is shown and how.
    public let options: Options

    /// A figure of the groups.
    public init(groups: [Group], options: Options = Options()) {
        self.groups = groups
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String {
        KaplanMeierDrawing(groups: groups, options: options).document.text
    }
}
