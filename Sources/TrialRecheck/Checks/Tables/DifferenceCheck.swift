/// A printed difference is that of the two numbers; of percentages in percentage points.
enum DifferenceCheck: RecheckCheck {
    static let id = "difference"
    static let question = "Is the difference that of the two numbers?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.difference) {
            let index = relation.one(0), pair = relation.members[1]
            guard let (sets, printed) = shares(paper, index, pair) ?? values(paper, index, pair),
                log.begins(relation.numbers, relation: relation)
            else { continue }
            let difference = sets[0] - sets[1]
            // Which group is taken from which is clear only where a person wrote it.
            let isMet = relation.isWritten ? difference.meets(printed) : difference.magnitude.meets(printed.magnitude)
            guard !isMet else { continue }
            let isModel = isOfModel(paper.numbers[index], difference, printed)
            log.report(
                isModel ? .remark : nil, at: index, with: pair, recomputed: difference,
                reading: isModel ? "it is that of a model, adjusted or stratified" : nil,
                "\(paper.numbers[pair[0]].shown) − \(paper.numbers[pair[1]].shown) is \(NumberShown.text(difference)); printed is \(paper.numbers[index].shown)."
            )
        }
    }

    /// Numbers in one unit, none of them a percentage.
    private static func values(_ paper: PaperFacts, _ index: Int, _ pair: [Int]) -> ([Interval], Interval)? {
        let members = (pair + [index]).map { paper.numbers[$0] }
        guard members.allSatisfy({ !$0.isPercentage && $0.unit == members[0].unit }), let sets = paper.sets(pair),
            let printed = paper.sets([index])
        else { return nil }
        return (sets, printed[0])
    }

    private static let pointUnits: Set<String> = ["%", "percentage points", "points", "pp", "% points", "%-points"]

    /// Percentages as they are printed, whose difference may be taken before or after rounding.
    private static func shares(_ paper: PaperFacts, _ index: Int, _ pair: [Int]) -> ([Interval], Interval)? {
        let number = paper.numbers[index]
        guard pointUnits.contains(number.unit), let printed = number.value.set() else { return nil }
        let sets = pair.compactMap { member -> Interval? in
            guard paper.numbers[member].isPercentage else { return paper.share(member) }
            return paper.numbers[member].value.set(from: 0)
        }
        return sets.count == 2 ? (sets, printed) : nil
    }

    /// Whether a difference with limits or a p-value is near enough to be an adjusted one.
    private static func isOfModel(_ number: PublishedNumber, _ difference: Interval, _ printed: Interval) -> Bool {
        guard number.lower != nil || number.p != nil else { return false }
        let half = number.limits(upTo: .truncated).map { ($0.upper - $0.lower).upper / 2 }
        let slack = max(2, 0.25 * (half ?? 0))
        return Interval(difference.lower - slack, difference.upper + slack).magnitude.meets(printed.magnitude)
    }
}
