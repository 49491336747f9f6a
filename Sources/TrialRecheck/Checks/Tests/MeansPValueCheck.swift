/// The p-value of a comparison of two means.
enum MeansPValueCheck: RecheckCheck {
    static let id = "p-of-means"
    static let question = "Do the means and SDs give the p-value?"
    static let reference = TTestCheck.reference
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.meansTest) {
            let index = relation.one(0)
            let widest = routes(paper, relation, .padded)
            guard let p = paper.numbers[index].p, !widest.isEmpty, log.begins(relation.numbers, relation: relation)
            else { continue }
            // What the widest boxes allow is no finding; what is shown are the plain ones.
            guard let printed = p.set(from: 0), !widest.contains(where: { $0.isUsual && $0.values.meets(printed) })
            else {
                continue
            }
            // What was inferred may be of another test, whose z is near that of the means.
            let isNear = widest.contains { $0.isUsual && $0.values.ofNearTests.meets(printed) }
            if relation.doubt != nil, isNear { continue }
            PValueRoute.judge(
                p, routes(paper, relation, .rounded), at: index, with: relation.numbers, "the means and SDs", &log)
        }
    }

    /// The ways from means and SDs to a p-value.
    static func routes(_ paper: PaperFacts, _ relation: Relation, _ reading: Reading) -> [PValueRoute] {
        let boxes = relation.members.dropFirst().compactMap { MeansBox(paper, $0, upTo: reading) }
        guard boxes.count == 2 else { return [] }
        let all = boxes[0].size + boxes[1].size - 2
        let pooled = MeansBox.p(MeansBox.t(boxes[0], boxes[1], isPooled: true), all...all)
        let least = min(boxes[0].size, boxes[1].size) - 1
        let welch = MeansBox.p(MeansBox.t(boxes[0], boxes[1], isPooled: false), least...all)
        let normal = MeansBox.t(boxes[0], boxes[1], isPooled: false).monotone(TailProbability.twoSidedNormal)
        return [
            PValueRoute(name: "the t-test", values: pooled), PValueRoute(name: "Welch's test", values: welch),
            PValueRoute(name: "the z-test", values: normal, isUsual: false),
            PValueRoute(
                name: "the one-sided t-test", values: Interval(pooled.lower / 2, pooled.upper / 2), isUsual: false),
        ]
    }
}
