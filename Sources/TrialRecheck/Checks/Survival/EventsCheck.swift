import Foundation

/// The width of a hazard ratio's limits beside the events it rests on.
///
/// ```
/// se(log HR) ≥ 2 / √D about,   D = d₁ + d₂ events; 1/d₁ + 1/d₂ where the groups differ in size
/// ```
enum EventsCheck: RecheckCheck {
    static let id = "events"
    static let question = "Are the limits of the hazard ratio as wide as its events demand?"
    static let reference = "Schoenfeld D. Biometrika 1981;68:316–319"
    static let worst = Finding.Kind.remark

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.events) {
            let index = relation.one(0), pair = relation.members[1]
            let number = paper.numbers[index]
            guard let counts = paper.sets(pair), counts.allSatisfy({ $0.lower > 0 }),
                let limits = number.limits(upTo: .truncated), limits.lower.lower > 0,
                log.begins(relation.numbers, relation: relation)
            else { continue }
            let width = (limits.upper / limits.lower).monotone { Foundation.log($0) }
            let error = width * Interval(1 / (2 * number.limitQuantile))
            let expected = (Interval(1) / counts[0] + Interval(1) / counts[1]).squareRoot
            // Adjustment and strata change it by some parts in a hundred.
            guard error.upper < 0.85 * expected.lower || error.lower > 1.6 * expected.upper else { continue }
            log.report(
                at: index, with: pair, printed: number.shownWithLimits, recomputed: expected,
                reading: "the model is adjusted for strong factors",
                "\(paper.short(pair[0])) and \(paper.short(pair[1])) events give a standard error of about \(NumberShown.text(expected)); the limits mean \(NumberShown.text(error))."
            )
        }
    }
}
