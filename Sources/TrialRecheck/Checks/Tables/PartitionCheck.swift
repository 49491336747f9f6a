/// Categories that exclude each other are together no more than the subjects they classify.
enum PartitionCheck: RecheckCheck {
    static let id = "categories"
    static let question = "Are the categories together as many as there are subjects?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.partition) + paper.relations(.reasons) {
            let members = relation.numbers
            guard let (total, sets) = Self.sets(paper, members), log.begins(members, relation: relation) else {
                continue
            }
            let known = Dictionary(uniqueKeysWithValues: zip(members, sets))
            let sums = SumCheck.sums(
                members.compactMap { relation.nested.contains($0) ? nil : known[$0] },
                relation.nested.compactMap { known[$0] })
            guard let sum = sums.last, let least = sums.first else { continue }
            let printed = "\(paper.list(members)) of \(total)"
            if least.lower > Double(total) {
                let overlap = overlap(relation, sets)
                log.report(
                    overlap == nil ? .contradiction : .remark, at: members[0], with: members, printed: printed,
                    recomputed: sum, reading: overlap,
                    "Together \(NumberShown.text(sum)) are counted among \(total): \(relation.reason)."
                        + (relation.kind == .reasons ? "" : overlap.map { " It may be right if \($0)." } ?? ""))
            } else if sum.upper < Double(total) {
                log.report(
                    .remark, at: members[0], with: members, printed: printed, recomputed: sum,
                    reading: "some subjects are in none of them",
                    "Together only \(NumberShown.text(sum)) of \(total) are counted: \(relation.reason).")
            }
        }
    }

    /// How subjects may be in more than one of some categories; `nil` where they may not.
    private static func overlap(_ relation: Relation, _ sets: [Interval]) -> String? {
        if relation.kind == .reasons { return "some subjects are counted under more than one" }
        switch relation.overlap {
        case nil: return nil
        case .risk: return "their risk was judged by more than one rule"
        case .responses:
            // PR and PD, or SD, have other meanings too.
            if sets.count < 3 { return "they are not responses, or not of one assessment" }
            let isRising = zip(sets, sets.dropFirst()).allSatisfy { $0.lower <= $1.upper }
            return isRising ? "each response holds the better ones" : nil
        }
    }

    /// How many subjects there are, and the counts of the categories; percentages without their number are parts of 100.
    private static func sets(_ paper: PaperFacts, _ members: [Int]) -> (total: Int, sets: [Interval])? {
        let totals = Set(members.map { paper.numbers[$0].denominator?.decimal?.whole })
        guard totals.count == 1 else { return nil }
        if let total = totals.first ?? nil { return paper.sets(members).map { (total, $0) } }
        let shares = members.compactMap { paper.numbers[$0].isShare ? paper.share($0) : nil }
        return shares.count == members.count ? (100, shares) : nil
    }
}
