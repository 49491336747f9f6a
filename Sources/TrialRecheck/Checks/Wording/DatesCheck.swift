/// Dates in order: a drug is licensed before it is prescribed, follow-up ends after recruitment.
enum DatesCheck: RecheckCheck {
    static let id = "dates"
    static let question = "Do the dates follow each other?"
    static let reference = "Moher D et al. CONSORT 2010 explanation and elaboration. BMJ 2010;340:c869, item 14"
    static let worst = Finding.Kind.remark

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.before) {
            let (first, second) = (relation.one(0), relation.one(1))
            guard let earlier = paper.numbers[first].value.date, let later = paper.numbers[second].value.date,
                log.begins(relation.numbers, relation: relation)
            else { continue }
            guard earlier.first > later.last else { continue }
            log.report(
                at: first, with: [second],
                "\(paper.numbers[first].quantity) is \(paper.numbers[first].shown), after \(paper.numbers[second].quantity), \(paper.numbers[second].shown)."
            )
        }
    }
}
