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
            let parts = Dictionary(uniqueKeysWithValues: zip(relation.members[1], sets.dropFirst()))
            let sums = Self.sums(
                relation.members[1].compactMap { relation.nested.contains($0) ? nil : parts[$0] },
                relation.nested.compactMap { parts[$0] })
            guard let sum = sums.last, !sums.contains(where: { $0.meets(sets[0]) }) else { continue }
            let total = relation.one(0)
            let isCumulative = !relation.isWritten && isCumulative(Array(sets.dropFirst()), sets[0])
            log.report(
                isCumulative ? .remark : nil, at: total, with: relation.members[1], printed: paper.short(total),
                recomputed: sum,
                reading: isCumulative ? "each part holds those before it" : nil,
                "The parts (\(paper.list(relation.members[1]))) add up to \(NumberShown.text(sum)); printed is \(paper.short(total))."
                    + (isCumulative ? " It may be right if each part holds those before it." : "")
            )
        }
    }

    /// Whether at least three parts rise to the total, as “this or better” does.
    private static func isCumulative(_ parts: [Interval], _ total: Interval) -> Bool {
        guard parts.count >= 3, let last = parts.last else { return false }
        return zip(parts, parts.dropFirst()).allSatisfy { $0.lower <= $1.upper } && last.meets(total)
    }

    /// The sums of parts without and with each of those that may be counted within another; all of them last.
    static func sums(_ parts: [Interval], _ nested: [Interval]) -> [Interval] {
        let sum = parts.reduce(Interval(0)) { $0 + $1 }
        return nested.reduce([sum]) { sums, part in sums + sums.map { $0 + part } }
    }
}
