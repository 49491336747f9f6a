/// A median or mean lies between the least and the largest value, and the least is not above the largest.
enum RangeCheck: RecheckCheck {
    static let id = "range"
    static let question = "Does the value lie within its range?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.range) {
            let (value, least, most) = (relation.one(0), relation.one(1), relation.one(2))
            guard let sets = paper.sets([value, least, most]), log.begins(relation.numbers, relation: relation) else {
                continue
            }
            let range = "\(paper.numbers[least].shown) to \(paper.numbers[most].shown)"
            if sets[1].lower > sets[2].upper {
                log.report(
                    at: least, with: [most], recomputed: Interval(-.infinity, sets[2].upper),
                    "The least, \(paper.numbers[least].shown), is above the largest, \(paper.numbers[most].shown).")
            } else if sets[0].upper < sets[1].lower || sets[0].lower > sets[2].upper {
                log.report(
                    at: value, with: [least, most], recomputed: sets[1].hull(sets[2]),
                    "\(paper.numbers[value].shown) is outside of its range, \(range).")
            }
        }
    }
}
