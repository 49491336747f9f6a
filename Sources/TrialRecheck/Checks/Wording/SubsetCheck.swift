/// The safety population of an arm beside those who were randomised to it.
enum SubsetCheck: RecheckCheck {
    static let id = "safety-population"
    static let question = "Is the safety population no larger than the arm?"
    static let reference = "ICH E9. Statistical Principles for Clinical Trials. 1998, section 5.2"
    static let worst = Finding.Kind.remark

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.subset) {
            let (subset, whole) = (relation.one(0), relation.one(1))
            guard let own = paper.numbers[subset].value.decimal?.whole, let all = all(paper.numbers[whole]),
                log.begins(relation.numbers, relation: relation)
            else { continue }
            let untreated = untreated(paper.numbers[whole])
            guard own > all - untreated else { continue }
            let why =
                untreated > 0
                ? "\(all) were randomised, of whom \(untreated) were not treated" : "\(all) were randomised"
            log.report(
                nil, .wording, at: subset, with: [whole], recomputed: Interval(0, Double(all - untreated)),
                reading: "someone of another arm received the treatment",
                "\(own) were treated, but \(why): right only if someone of another arm received the treatment.")
        }
    }

    private static func all(_ number: PublishedNumber) -> Int? {
        number.denominator?.decimal?.whole ?? number.value.decimal?.whole
    }

    private static func untreated(_ number: PublishedNumber) -> Int {
        number.quantity.lowercased().contains("not treated") ? number.value.decimal?.whole ?? 0 : 0
    }
}
