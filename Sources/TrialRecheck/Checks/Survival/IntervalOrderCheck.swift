/// An estimate lies within its confidence limits, and the lower is not above the upper.
enum IntervalOrderCheck: RecheckCheck {
    static let id = "limits"
    static let question = "Does the estimate lie between its confidence limits?"
    static let reference =
        "Altman DG, Machin D, Bryant TN, Gardner MJ. Statistics with Confidence. 2nd ed. BMJ Books 2000, chapter 3"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() {
            let lower = number.lower?.set(), upper = number.upper?.set(), value = number.value.set()
            guard lower != nil || upper != nil, [lower, upper, value].compactMap(\.self).count >= 2, log.begins([index])
            else { continue }
            let printed = "\(number.shown) (\(number.lower?.text ?? "")–\(number.upper?.text ?? ""))"
            if let lower, let upper, lower.lower > upper.upper {
                log.report(
                    at: index, printed: printed, recomputed: Interval(upper.lower, lower.upper),
                    "The lower limit \(number.lower?.text ?? "") is above the upper limit \(number.upper?.text ?? "").")
                continue
            }
            guard let value else { continue }
            let range = Interval(lower?.lower ?? -.infinity, max(lower?.lower ?? -.infinity, upper?.upper ?? .infinity))
            guard !range.meets(value), !isShareWithin(paper, index, range) else { continue }
            log.report(
                at: index, printed: printed, recomputed: range,
                "\(number.shown) does not lie between its limits \(number.lower?.text ?? "") and \(number.upper?.text ?? "")."
            )
        }
    }

    /// Whether the limits beside a count are those of its percentage.
    private static func isShareWithin(_ paper: PaperFacts, _ index: Int, _ range: Interval) -> Bool {
        guard paper.numbers[index].isCount, paper.numbers[index].denominator != nil else { return false }
        return paper.share(index)?.meets(range) ?? false
    }
}

extension PublishedNumber {
    /// Estimate and limits as sets; `nil` unless all three are numbers in order. They are printed in one form, so that
    /// none of them alone has zeros added.
    func limits(upTo reading: Reading) -> (lower: Interval, value: Interval, upper: Interval)? {
        guard let lower = lower?.set(upTo: reading), let upper = upper?.set(upTo: reading),
            let value = value.set(upTo: reading), value.upper.isFinite, lower.lower.isFinite, upper.upper.isFinite,
            lower.lower <= upper.upper
        else { return nil }
        return (lower, value, upper)
    }

    /// z of the level of its limits.
    var limitQuantile: Double { TailProbability.z(1 - level) }

    /// What is printed, with the limits.
    var shownWithLimits: String { "\(shown) (\(shownInterval ?? ""))" }
}
