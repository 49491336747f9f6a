/// Those in any of some groups are at least as many as in the largest, and at most as many as in all together.
enum UnionCheck: RecheckCheck {
    static let id = "union"
    static let question = "Does the total lie between the largest part and the sum of the parts?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.union) {
            guard let sets = paper.sets(relation.numbers), log.begins(relation.numbers, relation: relation) else {
                continue
            }
            let parts = sets.dropFirst()
            let possible = Interval(
                parts.map(\.lower).max() ?? 0, max(parts.map(\.lower).max() ?? 0, parts.reduce(0) { $0 + $1.upper }))
            guard !possible.meets(sets[0]) else { continue }
            let total = relation.one(0)
            log.report(
                at: total, with: relation.members[1], printed: paper.short(total), recomputed: possible,
                "The parts (\(paper.list(relation.members[1]))) make from \(NumberShown.text(possible)) in all; printed is \(paper.short(total))."
            )
        }
    }
}
