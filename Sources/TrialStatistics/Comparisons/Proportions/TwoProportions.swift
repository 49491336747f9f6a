/// Two proportions compared: their difference, their ratio and their odds ratio, each first against second.
///
/// ```swift
/// let two = try TwoProportions(Proportion(56, of: 70), Proportion(48, of: 80))
/// two.differenceNewcombe().limits.lower      // 0.0524
/// ```
///
/// ## Edge cases
/// A zero cell leaves the ratios without Wald limits; the reason is given and nothing is added to the cells. For exact limits of the odds
/// ratio see ``FisherExactTest``.
///
/// ## Validated against
/// R `prop.test` in parts, and a search in R for the constrained estimates (`Validation/R/comparisons.json`); Newcombe 1998, table II.
///
/// ## References
/// Newcombe, *Stat Med* 17 (1998) 873–890, method 10. Miettinen & Nurminen, *Stat Med* 4 (1985) 213–226, equations 8 and 9. Katz et al, *Biometrics*
/// 34 (1978) 469–474. Woolf, *Ann Hum Genet* 19 (1955) 251–253. SAS `PROC FREQ RISKDIFF(CL=(NEWCOMBE MN)) RELRISK`.
public struct TwoProportions: Sendable, Hashable {
    /// The proportion in the first group, p₁.
    public let first: Proportion
    /// The proportion in the second group, p₂.
    public let second: Proportion

    /// Compares two proportions.
    public init(_ first: Proportion, _ second: Proportion) {
        self.first = first
        self.second = second
    }

    /// The rows of a table as groups, its first column as the event; `nil` where a row is empty.
    public init?(_ table: FourfoldTable) {
        guard table.a + table.b > 0, table.c + table.d > 0 else { return nil }
        first = Proportion(unchecked: table.a, table.a + table.b)
        second = Proportion(unchecked: table.c, table.c + table.d)
    }

    /// p₁ − p₂.
    public var difference: Double { first.estimate - second.estimate }

    /// p₁ − p₂ with Newcombe's hybrid score limits, made of the Wilson limits of each.
    public func differenceNewcombe(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        let (one, other) = (first.wilson(level), second.wilson(level))
        guard let lower1 = one.lower, let upper1 = one.upper, let lower2 = other.lower, let upper2 = other.upper else {
            return IntervalEstimate(difference, nil, nil, reason: "the limits of a proportion are not estimable")
        }
        func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
        return IntervalEstimate(
            difference, difference - length(first.estimate - lower1, upper2 - second.estimate),
            difference + length(upper1 - first.estimate, second.estimate - lower2))
    }

    /// p₁ / p₂ with Katz's limits on the log scale.
    public func riskRatio(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        guard second.successes > 0 else { return .absent("no event in the second group") }
        let ratio = first.estimate / second.estimate
        guard first.successes > 0 else {
            return IntervalEstimate(0, nil, nil, reason: "no event in the first group: the log ratio is not finite")
        }
        let variance =
            Double(first.count - first.successes) / (Double(first.successes) * Double(first.count))
            + Double(second.count - second.successes) / (Double(second.successes) * Double(second.count))
        guard variance > 0 else {
            return IntervalEstimate(ratio, nil, nil, reason: "all have the event: the variance is 0")
        }
        return .logScale(ratio, standardError: variance.squareRoot(), level)
    }

    /// The odds ratio ad/bc with Woolf's limits on the log scale.
    public func oddsRatio(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        let cells = [first.successes, first.count - first.successes, second.successes, second.count - second.successes]
            .map(Double.init)
        let (up, down) = (cells[0] * cells[3], cells[1] * cells[2])
        guard down > 0 else {
            return .absent(up > 0 ? "a zero cell: the odds ratio is infinite" : "zero cells: the odds ratio is 0/0")
        }
        guard up > 0 else {
            return IntervalEstimate(0, nil, nil, reason: "a zero cell: the log odds ratio is not finite")
        }
        let variance = cells.reduce(0) { $0 + 1 / $1 }
        return .logScale(up / down, standardError: variance.squareRoot(), level)
    }
}
