import TrialStatistics

extension ForestFigure {
    /// One line of a forest plot.
    public struct Row: Sendable, Hashable {
        /// What a line stands for.
        public enum Kind: Sendable, Hashable {
            /// A title above other lines, with no effect of its own.
            case heading
            /// An effect, drawn as a square.
            case effect
            /// An overall effect, drawn as a diamond as wide as its interval.
            case summary
        }

        /// How the square of an estimate is drawn.
        public enum Mark: Sendable, Hashable {
            /// Filled, as usual.
            case filled
            /// Open, for an estimate of another kind than the others, which the notes of the figure explain.
            case open
        }

        /// What the line is about.
        public let label: String
        /// Heading, effect or summary.
        public let kind: Kind
        /// How far the label is set in, from 0.
        public let indent: Int
        /// The texts of the columns between label and plot, such as events/n of each arm.
        public let cells: [String]
        /// The effect; nil if it cannot be estimated, which prints "NE".
        public let estimate: Double?
        /// The lower confidence limit; nil if there is none (the interval has no end on this side).
        public let lower: Double?
        /// The upper confidence limit; nil if there is none (the interval has no end on this side).
        public let upper: Double?
        /// What the area of the square is in proportion to, such as the inverse variance.
        public let weight: Double?
        /// The p-value of the line, of an effect or, in a heading, of an interaction.
        public let p: Double?

        /// The effect and its limits as they are printed, such as "0.62 (0.48–0.80)"; made from the numbers if nil.
        public let text: String?
        /// How the square is drawn.
        public let mark: Mark

        /// A line of a forest plot.
        public init(
            _ label: String, kind: Kind = .effect, indent: Int = 0, cells: [String] = [], estimate: Double? = nil,
            lower: Double? = nil, upper: Double? = nil, weight: Double? = nil, p: Double? = nil, text: String? = nil,
            mark: Mark = .filled
        ) {
            self.label = label
            self.kind = kind
            self.indent = indent
            self.cells = cells
            self.estimate = estimate
            self.lower = lower
            self.upper = upper
            self.weight = weight
            self.p = p
            self.text = text
            self.mark = mark
        }
    }
}

extension ForestFigure.Row {
    /// The effect and its interval as printed, empty in a heading.
    var effectText: String {
        kind == .heading ? "" : text ?? RatioText(estimate, lower: lower, upper: upper).text
    }

    func check(index: Int, columns: Int) throws(StatisticsError) {
        for (name, value) in [("estimate", estimate), ("lower", lower), ("upper", upper)] {
            guard let value, !(value > 0 && value.isFinite) else { continue }
            throw error(index, name, "\(value); expected a finite ratio > 0, or nil if not estimable")
        }
        if estimate == nil, kind == .heading ? (lower ?? upper) != nil : (lower != nil || upper != nil) {
            throw error(index, "estimate", "nil; expected an estimate where there is a limit")
        }
        if let estimate, let lower, lower > estimate {
            throw error(index, "lower", "\(lower); expected at most the estimate, \(estimate)")
        }
        if let estimate, let upper, upper < estimate {
            throw error(index, "upper", "\(upper); expected at least the estimate, \(estimate)")
        }
        try checkExtras(index: index, columns: columns)
    }

    private func checkExtras(index: Int, columns: Int) throws(StatisticsError) {
        if let weight, !(weight >= 0 && weight.isFinite) {
            throw error(index, "weight", "\(weight); expected a finite number ≥ 0")
        }
        if let p, !(0...1).contains(p) {
            throw error(index, "p", "\(p); expected a probability")
        }
        if kind == .heading, estimate != nil {
            throw error(index, "estimate", "\(estimate ?? 0); expected nil in a heading")
        }
        if indent < 0 {
            throw error(index, "indent", "\(indent); expected an integer ≥ 0")
        }
        if cells.count > columns {
            throw error(index, "cells.count", "\(cells.count); expected at most \(columns), one for each column")
        }
    }

    private func error(_ index: Int, _ field: String, _ text: String) -> StatisticsError {
        StatisticsError(.invalidValue, argument: "rows", index: index, "rows[\(index)].\(field) is \(text)")
    }
}
