/// A table's caption says which rows it has; a row that does not keep the limit is told.
enum ThresholdCheck: RecheckCheck {
    static let id = "caption"
    static let question = "Does each row keep the limit of the caption?"
    static let reference =
        "Ioannidis JPA et al. Better reporting of harms in randomized trials. Ann Intern Med 2004;141:781–788"
    static let worst = Finding.Kind.remark

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.threshold) {
            let (value, limit) = (relation.one(0), relation.one(1))
            guard let sets = paper.sets([value, limit]) ?? shares(paper, value, limit),
                log.begins(relation.numbers, relation: relation)
            else { continue }
            guard !sets[0].meets(sets[1]) else { continue }
            log.report(
                nil, .wording, at: value, with: [limit], recomputed: sets[1],
                reading: "the row keeps another limit of the caption",
                "\(paper.numbers[value].shown) does not keep the limit of the caption, \(paper.numbers[limit].shown).")
        }
    }

    private static func shares(_ paper: PaperFacts, _ value: Int, _ limit: Int) -> [Interval]? {
        guard let share = paper.share(value), let set = paper.numbers[limit].value.set() else { return nil }
        return [share, set]
    }
}
