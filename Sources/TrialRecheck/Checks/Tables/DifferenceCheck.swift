/// A printed difference is that of the two numbers.
enum DifferenceCheck: RecheckCheck {
    static let id = "difference"
    static let question = "Is the difference that of the two numbers?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.difference) {
            let pair = relation.members[1]
            // A difference of percentages is one of shares, whose members are counts; units differ where a wording does.
            let members = (pair + [relation.one(0)]).map { paper.numbers[$0] }
            guard members.allSatisfy({ !$0.isPercentage && $0.unit == members[0].unit }) else { continue }
            guard let sets = paper.sets(pair), let printed = paper.sets([relation.one(0)]),
                log.begins(relation.numbers, relation: relation)
            else { continue }
            let difference = sets[0] - sets[1]
            guard !difference.meets(printed[0]) else { continue }
            log.report(
                at: relation.one(0), with: pair, recomputed: difference,
                "\(paper.short(pair[0])) − \(paper.short(pair[1])) is \(NumberShown.text(difference)); printed is \(paper.short(relation.one(0)))."
            )
        }
    }
}
