/// Parts add up to their total.
enum SumCheck: RecheckCheck {
    static let id = "sum"
    static let question = "Do the parts add up to the total?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.sum) {
            guard let sets = paper.sets(relation.numbers), log.begins(relation.numbers, relation: relation) else {
                continue
            }
            let sum = sets.dropFirst().reduce(Interval(0)) { $0 + $1 }
            guard !sum.meets(sets[0]) else { continue }
            let total = relation.one(0)
            log.report(
                at: total, with: relation.members[1], printed: paper.short(total), recomputed: sum,
                "The parts (\(paper.list(relation.members[1]))) add up to \(NumberShown.text(sum)); printed is \(paper.short(total))."
            )
        }
    }
}
