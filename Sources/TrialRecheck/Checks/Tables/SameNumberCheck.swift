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
                compare(paper, other, anchor, mine, its, relation, &log)
            }
        }
    }

    private static func compare(
        _ paper: PaperFacts, _ other: Int, _ anchor: Int, _ mine: Interval, _ its: Interval, _ relation: Relation,
        _ log: inout CheckLog
    ) {
        let (a, b) = (paper.numbers[other], paper.numbers[anchor])
        let sentence = "\(paper.named(other)) is \(shown(a)), \(paper.named(anchor)) is \(shown(b))"
        guard mine.meets(its) else {
            let reading =
                relation.isWritten
                ? nil
                : otherSubjects(paper, other, anchor) ?? otherSubjects(paper, anchor, other)
                    ?? OtherPrint.reading(a, b)
            log.report(
                reading == nil ? nil : .remark, at: other, with: [anchor], printed: shown(a), recomputed: its,
                reading: reading, "\(sentence).")
            return
        }
        compareBeside(paper, other, anchor, &log)
        guard let (plain, exact) = comparable(paper, other, anchor, upTo: .rounded), !plain.meets(exact) else { return }
        log.report(
            .remark, .wording, at: other, with: [anchor], printed: shown(a), recomputed: exact,
            reading: "one of them was cut off, not rounded",
            "\(sentence); both can be right only if one of them was cut off, not rounded.")
    }

    /// Where a number agrees, its limits and its p-value should too; another method or analysis may have given them.
    private static func compareBeside(_ paper: PaperFacts, _ other: Int, _ anchor: Int, _ log: inout CheckLog) {
        let (a, b) = (paper.numbers[other], paper.numbers[anchor])
        let areLimitsAlike = a.level == b.level && a.unit == b.unit
        let pairs = [
            ("lower limit", areLimitsAlike ? (a.lower, b.lower) : (nil, nil)),
            ("upper limit", areLimitsAlike ? (a.upper, b.upper) : (nil, nil)), ("P", (a.p, b.p)),
        ]
        for (name, (mine, its)) in pairs {
            guard let mine, let its, let own = mine.set(upTo: .padded), let set = its.set(upTo: .padded),
                !own.meets(set)
            else { continue }
            log.report(
                .remark, at: other, with: [anchor], printed: "\(name) \(mine.text)", recomputed: set,
                reading: "they are of different methods or analyses",
                "\(paper.named(other)) and \(paper.named(anchor)) are both \(shown(b)), and the \(name) is \(mine.text) in one, \(its.text) in the other."
            )
        }
    }

    /// Whether two prints with one label may be of different subjects: parts of different numbers, or the one a part of another number.
    private static func otherSubjects(_ paper: PaperFacts, _ one: Int, _ other: Int) -> String? {
        let (a, b) = (paper.numbers[one], paper.numbers[other])
        let wholes = [a, b].map { ($0.denominator ?? $0.size)?.decimal?.whole }
        if let first = wholes[0], let second = wholes[1] {
            return first == second ? nil : "they are of \(first) and of \(second) subjects"
        }
        guard a.isShare, wholes[0] == nil, let percent = a.value.decimal, let count = paper.count(other),
            count.width == 0
        else { return nil }
        let whole = paper.denominatorsAnywhere(of: other).first {
            $0 >= Int(count.lower) && percent.plainestReading(100 * Int(count.lower), over: $0) != nil
        }
        return whole.map { "it is a part of \($0)" }
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
