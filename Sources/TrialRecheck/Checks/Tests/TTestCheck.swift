/// Student's t of two means and SDs, pooled or by Welch.
enum TTestCheck: RecheckCheck {
    static let id = "t-test"
    static let question = "Is t that of the means and SDs it compares?"
    static let reference =
        "Welch BL. Biometrika 1947;34:28–35; Armitage P, Berry G, Matthews JNS. Statistical Methods in Medical Research. 4th ed. Blackwell 2002, chapter 4"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.meansTest) {
            let index = relation.one(0)
            let number = paper.numbers[index]
            guard number.isT, let printed = number.value.set()?.magnitude,
                let widest = statistics(paper, relation, .padded),
                let plain = statistics(paper, relation, .rounded), log.begins(relation.numbers, relation: relation)
            else { continue }
            let rounded = number.value.set(upTo: .rounded)?.magnitude ?? printed
            if plain.contains(where: { $0.meets(rounded) }) { continue }
            let shown = "The means and SDs give t = \(NumberShown.text(plain[0])); printed is \(number.shown)"
            if widest.contains(where: { $0.meets(printed) }) {
                log.report(
                    .remark, .wording, at: index, with: relation.numbers, recomputed: plain[0],
                    reading: "digits were cut off, or zeros added",
                    "\(shown), which is right if digits were cut off, or zeros added.")
                continue
            }
            log.report(
                nil, severity(paper, relation, plain), at: index, with: relation.numbers, recomputed: plain[0],
                "\(shown).")
        }
    }

    /// The sizes of t, pooled and by Welch.
    static func statistics(_ paper: PaperFacts, _ relation: Relation, _ reading: Reading) -> [Interval]? {
        let boxes = relation.members.dropFirst().compactMap { MeansBox(paper, $0, upTo: reading) }
        guard boxes.count == 2 else { return nil }
        return [true, false].map { MeansBox.t(boxes[0], boxes[1], isPooled: $0) }
    }

    private static func severity(_ paper: PaperFacts, _ relation: Relation, _ t: [Interval]) -> Finding.Severity {
        guard let p = paper.numbers[relation.one(0)].p?.set(from: 0) else { return .number }
        let right = MeansPValueCheck.routes(paper, relation, .rounded).filter(\.isUsual).map(\.values)
        return PValueSides.differ(p, right) ? .conclusion : .number
    }
}
