/// The same number in abstract, text and tables is one number.
enum SameNumberCheck: RecheckCheck {
    static let id = "same-number"
    static let question = "Does the same number agree wherever it is printed?"
    static let reference = "Pitkin RM, Branagan MA, Burmeister LF. JAMA 1999;281:1110–1111"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.sameNumber) {
            guard let anchor = relation.numbers.max(by: { rank(paper, $0) < rank(paper, $1) }) else { continue }
            for other in relation.numbers where other != anchor {
                guard let (mine, its) = comparable(paper, other, anchor, upTo: .padded),
                    log.begins([other, anchor], relation: relation)
                else { continue }
                compare(paper, other, anchor, mine, its, &log)
            }
        }
    }

    private static func compare(
        _ paper: PaperFacts, _ other: Int, _ anchor: Int, _ mine: Interval, _ its: Interval, _ log: inout CheckLog
    ) {
        let (a, b) = (paper.numbers[other], paper.numbers[anchor])
        let sentence = "\(paper.named(other)) is \(shown(a)), \(paper.named(anchor)) is \(shown(b))"
        guard mine.meets(its) else {
            log.report(at: other, with: [anchor], printed: shown(a), recomputed: its, "\(sentence).")
            return
        }
        guard let (plain, exact) = comparable(paper, other, anchor, upTo: .rounded), !plain.meets(exact) else { return }
        log.report(
            .remark, .wording, at: other, with: [anchor], printed: shown(a), recomputed: exact,
            reading: "one of them was cut off, not rounded",
            "\(sentence); both can be right only if one of them was cut off, not rounded.")
    }

    private static func shown(_ number: PublishedNumber) -> String {
        guard let count = number.count, number.isPercentage else { return number.shown }
        return "\(number.shown) (\(count.text))"
    }

    /// Which of several prints the others are held against: a table before the text, the more precise one, the later one.
    private static func rank(_ paper: PaperFacts, _ index: Int) -> (Int, Int, Int) {
        let number = paper.numbers[index]
        let place = number.place.lowercased()
        let isTable = place.hasPrefix("table") ? 2 : place.hasPrefix("abstract") ? 0 : 1
        return (isTable, number.value.decimal?.decimals ?? -1, -index)
    }

    /// The sets of two numbers in one unit.
    private static func comparable(
        _ paper: PaperFacts, _ a: Int, _ b: Int, upTo reading: Reading
    ) -> (Interval, Interval)? {
        let (first, second) = (paper.numbers[a], paper.numbers[b])
        if first.isCount || first.isPercentage, second.isCount || second.isPercentage {
            guard let one = share(paper, a, reading), let other = share(paper, b, reading) else {
                guard first.isCount, second.isCount, let one = first.value.set(upTo: reading),
                    let other = second.value.set(upTo: reading)
                else { return nil }
                return (one, other)
            }
            return (one, other)
        }
        if let months = first.monthsPerUnit, let others = second.monthsPerUnit {
            guard let one = first.value.set(upTo: reading), let other = second.value.set(upTo: reading) else {
                return nil
            }
            return months == others ? (one, other) : (one * Interval(months), other * Interval(others))
        }
        if let one = first.value.date, let other = second.value.date {
            func days(_ date: PrintedDate) -> Interval {
                Interval(Double(date.first.daysSince1970), Double(date.last.daysSince1970))
            }
            return (days(one), days(other))
        }
        guard first.unit == second.unit, let one = first.value.set(upTo: reading),
            let other = second.value.set(upTo: reading)
        else { return nil }
        return (one, other)
    }

    /// The share of subjects as it is printed, not narrowed to whole counts; exact where the count is printed.
    private static func share(_ paper: PaperFacts, _ index: Int, _ reading: Reading) -> Interval? {
        let number = paper.numbers[index]
        if let count = number.count?.decimal?.whole ?? (number.isCount ? number.value.decimal?.whole : nil),
            let denominator = number.denominator?.decimal?.whole, denominator > 0
        {
            return Interval(100 * Double(count) / Double(denominator)).widened
        }
        return number.isPercentage ? number.value.set(upTo: reading, from: 0) : nil
    }
}
