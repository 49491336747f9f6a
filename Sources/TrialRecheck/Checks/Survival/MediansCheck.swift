/// A hazard ratio beside the medians of its endpoint, as under exponential curves.
///
/// ```
/// HR ≈ m₂ / m₁,   where both curves are exponential
/// ```
enum MediansCheck: RecheckCheck {
    static let id = "medians"
    static let question = "Do the medians point where the hazard ratio points, and within its limits?"
    static let reference = "Tierney JF et al. Trials 2007;8:16"
    static let worst = Finding.Kind.remark

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.medians) {
            let index = relation.one(0), pair = relation.members[1]
            let number = paper.numbers[index]
            guard let sets = paper.sets(pair), sets[0].lower > 0, sets[1].lower > 0, let ratio = number.value.set(),
                log.begins(relation.numbers, relation: relation)
            else { continue }
            let implied = sets[1] / sets[0]
            let medians = "Medians of \(paper.numbers[pair[0]].shown) and \(paper.numbers[pair[1]].shown)"
            let means = "mean a ratio of \(NumberShown.text(implied)) under exponential curves"
            if let lower = number.lower?.set(), let upper = number.upper?.set(),
                implied.upper < lower.lower || implied.lower > upper.upper
            {
                log.report(
                    at: index, with: pair, printed: number.shownWithLimits, recomputed: implied,
                    reading: "the curves are not exponential",
                    "\(medians) \(means), outside of the limits \(number.shownInterval ?? "").")
            } else if implied.upper < 1 && ratio.lower > 1 || implied.lower > 1 && ratio.upper < 1 {
                log.report(
                    nil, .wording, at: index, with: pair, recomputed: implied, reading: "the curves cross",
                    "\(medians) \(means), on the other side of 1 than \(number.shown).")
            }
        }
    }
}
