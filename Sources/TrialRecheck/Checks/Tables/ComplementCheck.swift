/// Those who did and those who did not are all.
///
/// "~33 %" is a share within a tenth of 33 %, and what it contradicts is a remark.
enum ComplementCheck: RecheckCheck {
    static let id = "complement"
    static let question = "Do the two shares make 100 %?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.complement) {
            let (one, other) = (relation.one(0), relation.one(1))
            guard let share = paper.share(other), let printed = paper.share(one) ?? about(paper.numbers[one]),
                log.begins(relation.numbers, relation: relation)
            else { continue }
            let rest = Interval(100) - share
            guard !rest.meets(printed) else { continue }
            let isAbout = paper.share(one) == nil
            log.report(
                isAbout ? .remark : nil, isAbout ? .wording : .number, at: one, with: [other], recomputed: rest,
                reading: isAbout ? "“\(paper.numbers[one].value.text)” is meant more loosely" : nil,
                "\(paper.numbers[other].shown) (\(paper.named(other))) leave \(NumberShown.text(rest)) %; printed is \(paper.numbers[one].shown)."
            )
        }
    }

    /// What "about" a number is taken to mean.
    private static func about(_ number: PublishedNumber) -> Interval? {
        guard number.isPercentage, case .about(let decimal) = number.value.content else { return nil }
        return decimal.interval(upTo: .rounded).hull(Interval(0.9 * decimal.value, 1.1 * decimal.value))
    }
}
