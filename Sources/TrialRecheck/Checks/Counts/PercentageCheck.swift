/// A percentage and the count beside it: count / denominator, as a percentage, is printed so.
///
/// ```
/// 93 of 261 is 35.63 %, which prints as 36, 35.6, 35.63 …
/// ```
enum PercentageCheck: RecheckCheck {
    static let id = "percentage"
    static let question = "Is the percentage that of the count beside it?"
    static let reference = "Nuijten MB et al. Behav Res Methods 2016;48:1205–1226"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() where number.isPercentage {
            guard let percent = number.value.decimal, let count = number.count?.decimal?.whole,
                let denominator = number.denominator?.decimal?.whole, denominator > 0, count >= 0
            else { continue }
            guard log.begins([index]) else { continue }
            let exact = Interval(100 * Double(count) / Double(denominator)).widened
            if count > denominator {
                log.report(
                    at: index, printed: "\(count) of \(denominator)", recomputed: Interval(0, 100),
                    "\(count) cannot be counted among \(denominator).")
                continue
            }
            switch percent.plainestReading(100 * count, over: denominator) {
            case .rounded: continue
            case .some(let reading):
                log.report(
                    .remark, .wording, at: index, recomputed: exact, reading: reading.words,
                    "\(count) of \(denominator) is \(NumberShown.text(exact.middle)) %; \(number.shown) is that only if \(reading.words)."
                )
            case nil: reportMismatch(paper, index, percent, count, denominator, exact, &log)
            }
        }
    }

    private static func reportMismatch(
        _ paper: PaperFacts, _ index: Int, _ percent: PrintedDecimal, _ count: Int, _ denominator: Int,
        _ exact: Interval, _ log: inout CheckLog
    ) {
        let near = paper.otherDenominators(of: index)
        let other = (near + paper.denominatorsAnywhere(of: index)).first {
            $0 >= count && percent.plainestReading(100 * count, over: $0) != nil
        }
        let sentence =
            "\(count) of \(denominator) is \(NumberShown.text(exact.middle)) %, printed is \(paper.numbers[index].shown)"
        if let other {
            let source = near.contains(other) ? "others in the same place" : "is printed elsewhere"
            log.report(
                .remark, at: index, recomputed: exact,
                reading: near.contains(other)
                    ? "it is a part of \(other), as others there" : "it is a part of \(other)",
                "\(sentence); of \(other), as \(source), it would be right.")
        } else {
            let (counts, _) = PossibleCounts.counts(percent, of: denominator)
            let hint = counts.first.map { "; \(paper.numbers[index].shown) is \($0) of \(denominator)" } ?? ""
            log.report(at: index, recomputed: exact, "\(sentence)\(hint).")
        }
    }
}
