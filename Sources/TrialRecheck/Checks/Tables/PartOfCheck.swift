/// A part is no larger than the whole: grade 3 or more than any grade, some of them than them.
enum PartOfCheck: RecheckCheck {
    static let id = "part-of"
    static let question = "Is the part no larger than the whole?"
    static let reference = "National Cancer Institute. CTCAE v5.0, 2017, on grades"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.partOf) {
            let (part, whole) = (relation.one(0), relation.one(1))
            let shares = [part, whole].compactMap { paper.share($0) }
            guard let sets = shares.count == 2 ? shares : paper.sets([part, whole]),
                log.begins([part, whole], relation: relation)
            else { continue }
            guard sets[0].lower > sets[1].upper else { continue }
            log.report(
                at: part, with: [whole], recomputed: Interval(0, sets[1].upper),
                "\(paper.numbers[part].shown) (\(paper.named(part))) is more than the whole, \(paper.numbers[whole].shown) (\(paper.named(whole)))."
            )
        }
    }
}
