/// Categories that exclude each other are together no more than the subjects they classify.
enum PartitionCheck: RecheckCheck {
    static let id = "categories"
    static let question = "Are the categories together as many as there are subjects?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.partition) + paper.relations(.reasons) {
            let members = relation.numbers
            let totals = Set(members.map { paper.numbers[$0].denominator?.decimal?.whole })
            guard totals.count == 1, let total = totals.first ?? nil, let sets = paper.sets(members),
                log.begins(members, relation: relation)
            else { continue }
            let sum = sets.reduce(Interval(0)) { $0 + $1 }
            let printed = "\(paper.list(members)) of \(total)"
            if sum.lower > Double(total) {
                log.report(
                    relation.kind == .partition ? .contradiction : .remark, at: members[0], with: members,
                    printed: printed, recomputed: sum,
                    reading: relation.kind == .reasons ? "some subjects are counted under more than one" : nil,
                    "Together \(NumberShown.text(sum)) are counted among \(total): \(relation.reason).")
            } else if sum.upper < Double(total) {
                log.report(
                    .remark, at: members[0], with: members, printed: printed, recomputed: sum,
                    reading: "some subjects are in none of them",
                    "Together only \(NumberShown.text(sum)) of \(total) are counted: \(relation.reason).")
            }
        }
    }
}
