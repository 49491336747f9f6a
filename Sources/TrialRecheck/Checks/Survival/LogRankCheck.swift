import Foundation

/// A log-rank p-value beside the medians, as under exponential curves with every subject an event.
///
/// ```
/// |z| ≤ |log(m₁/m₂)| √(n₁ n₂ / (n₁ + n₂)),   where all have had the event
/// ```
enum LogRankCheck: RecheckCheck {
    static let id = "log-rank"
    static let question = "Can a log-rank test of so many subjects with these medians give so small a p-value?"
    static let reference = "Schoenfeld D. Biometrika 1981;68:316–319"
    static let worst = Finding.Kind.remark

    /// How much larger z may be than the exponential one before it is told.
    private static let slack = 1.5

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.logRank) {
            let index = relation.one(0), pair = relation.members[1]
            let sizes = pair.compactMap { size(paper, $0) }
            guard let p = paper.numbers[index].p, let printed = p.set(from: 0), let sets = paper.sets(pair),
                sets.allSatisfy({ $0.lower > 0 }), sizes.count == 2, log.begins(relation.numbers, relation: relation)
            else { continue }
            let ratio = (sets[0] / sets[1]).monotone { Foundation.log($0) }.magnitude
            let z = ratio.upper * (Double(sizes[0] * sizes[1]) / Double(sizes[0] + sizes[1])).squareRoot()
            let least = TailProbability.twoSidedNormal(z)
            guard printed.upper < TailProbability.twoSidedNormal(z * slack) else { continue }
            log.report(
                at: index, with: pair, printed: p.asEquation, recomputed: Interval(least, 1),
                reading: "the curves are far from exponential",
                "Exponential curves of \(sizes[0]) and \(sizes[1]) subjects with medians \(paper.numbers[pair[0]].shown) and \(paper.numbers[pair[1]].shown) give P of at least \(NumberShown.text(least)) even if all had the event; printed is \(p.asEquation)."
            )
        }
    }

    /// How many subjects a median rests on.
    private static func size(_ paper: PaperFacts, _ index: Int) -> Int? {
        paper.numbers[index].subjects
            ?? paper.labels.numbers(Label("group size"), paper.labels.groups[index]).first
            .flatMap { paper.numbers[$0].value.decimal?.whole }
    }
}
