import TrialStatistics

/// The question that a margin asks of two groups: is the first not worse than the second by more than that, better by more, or equivalent?
///
/// ```swift
/// var options = ComparisonOptions()
/// options.margin = MarginQuestion(.nonInferiority, margin: 0.1)
/// let comparison = try GroupComparison(table, options: options)
/// comparison.margin?.answer      // whether the lower limit of p₁ − p₂ is above −0.1
/// ```
public struct MarginQuestion: Sendable, Hashable {
    /// What is to be shown.
    public enum Aim: String, Sendable, Hashable, CaseIterable {
        /// Not worse by the margin or more.
        case nonInferiority
        /// Better by more than the margin.
        case superiority
        /// Neither worse nor better by the margin or more.
        case equivalence
    }

    /// Which outcomes are better.
    public enum Better: String, Sendable, Hashable, CaseIterable {
        /// More events, larger numbers, as of responses.
        case higher
        /// Fewer events, smaller numbers, as of deaths.
        case lower
    }

    /// What is to be shown.
    public let aim: Aim
    /// How far: a difference of at least 0, or a ratio, which is the same as its inverse.
    public let size: Double
    /// Which outcomes are better.
    public let better: Better
    /// How two proportions are set against each other.
    public let contrast: ProportionContrast

    /// A question; of means it is about their difference.
    public init(
        _ aim: Aim, margin size: Double, better: Better = .higher, contrast: ProportionContrast = .riskDifference
    ) {
        self.aim = aim
        self.size = size
        self.better = better
        self.contrast = contrast
    }

    /// Where the effect must lie.
    ///
    /// - Throws: `StatisticsError` for a difference below 0, a ratio that is not above 0, or no margin at all where there must be one.
    func margin(isDifference: Bool) throws(StatisticsError) -> Margin {
        let none = isDifference ? 0.0 : 1
        let isSound = size.isFinite && (isDifference ? size >= 0 : size > 0) && (aim == .superiority || size != none)
        guard isSound else {
            let expected =
                isDifference
                ? "a difference \(aim == .superiority ? "≥" : ">") 0"
                : "a ratio > 0\(aim == .superiority ? "" : " other than 1")"
            throw StatisticsError(
                .invalidValue, argument: "margin", "the margin is \(size); expected \(expected)")
        }
        let (low, high) = isDifference ? (-size, size) : (min(size, 1 / size), max(size, 1 / size))
        switch aim {
        case .equivalence: return .between(low, high)
        case .nonInferiority: return better == .higher ? .above(low) : .below(high)
        case .superiority: return better == .higher ? .above(high) : .below(low)
        }
    }
}
