/// GRIM: a percentage or a mean of counted things is a whole number over the number of subjects.
///
/// ```
/// 6.7 % of 64:  4/64 is 6.25 %, 5/64 is 7.81 %; no count gives 6.7 %
/// ```
enum GrimCheck: RecheckCheck {
    static let id = "grim"
    static let question = "Is there a count that gives the percentage, a total that gives the mean?"
    static let reference = "Brown NJL, Heathers JAJ. Soc Psychol Personal Sci 2017;8:363–369"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() {
            if number.isShare, number.count == nil {
                examinePercentage(paper, index, &log)
            } else if let mean = GridMean(paper, index), log.begins([index], doubt: paper.doubt(ofScaleOf: index)) {
                examineMean(paper, mean, number, index, &log)
            }
        }
    }

    private static func examinePercentage(_ paper: PaperFacts, _ index: Int, _ log: inout CheckLog) {
        let number = paper.numbers[index]
        guard let percent = number.value.decimal, let denominator = number.denominator?.decimal?.whole, denominator > 0,
            denominator <= PossibleCounts.largest,
            log.begins([index])
        else { return }
        let (counts, reading) = PossibleCounts.counts(percent, of: denominator)
        if reading == .rounded { return }
        if let reading {
            log.report(
                .remark, .wording, at: index, recomputed: percentages(counts, denominator), reading: reading.words,
                "No count of \(denominator) rounds to \(number.shown); \(counts[0]) of \(denominator) is it if \(reading.words)."
            )
            return
        }
        let near = Int((percent.value * Double(denominator) / 100).rounded(.down))
        let around = percentages([near, near + 1], denominator)
        let sentence =
            "No count of \(denominator) gives \(number.shown): \(near) is \(NumberShown.text(around.lower)) %, \(near + 1) is \(NumberShown.text(around.upper)) %"
        let other = paper.otherDenominators(of: index).first { PossibleCounts.counts(percent, of: $0).1 != nil }
        if let other {
            log.report(
                .remark, at: index, recomputed: around, reading: "it is a part of \(other), as others there",
                "\(sentence); of \(other), as others in the same place, there is one.")
        } else {
            log.report(at: index, recomputed: around, "\(sentence).")
        }
    }

    private static func percentages(_ counts: [Int], _ denominator: Int) -> Interval {
        let shares = counts.map { 100 * Double($0) / Double(denominator) }
        return Interval(shares.min() ?? 0, shares.max() ?? 0)
    }

    private static func examineMean(
        _ paper: PaperFacts, _ mean: GridMean, _ number: PublishedNumber, _ index: Int, _ log: inout CheckLog
    ) {
        if mean.reading == .rounded { return }
        let around = mean.neighbours
        let sentence =
            "A mean of \(mean.size) values in steps of \(NumberShown.text(mean.step)) is a multiple of \(NumberShown.text(mean.step / Double(mean.size)))"
        if let reading = mean.reading {
            log.report(
                .remark, .wording, at: index, recomputed: around, reading: reading.words,
                "\(sentence); \(number.shown) is one only if \(reading.words).")
        } else if let other = paper.otherSizes(of: index).first(where: {
            GridMean(paper, index, size: $0)?.reading != nil
        }) {
            log.report(
                .remark, at: index, recomputed: around, reading: "it is a mean of \(other), as others there",
                "\(sentence); of \(other), as others in the same place, \(number.shown) is one.")
        } else {
            log.report(
                at: index, recomputed: around,
                "\(sentence); next to \(number.shown) are \(NumberShown.text(around.lower)) and \(NumberShown.text(around.upper))."
            )
        }
    }
}
