/// The correlation between before and after that a paired t implies.
///
/// ```
/// s_d = |m₁ − m₂| √n / t,   r = (s₁² + s₂² − s_d²) / (2 s₁ s₂),   −1 ≤ r ≤ 1
/// ```
enum PairedTestCheck: RecheckCheck {
    static let id = "paired-t"
    static let question = "Can the two sets of values have the correlation that the paired t implies?"
    static let reference = "Dunlap WP et al. Psychol Methods 1996;1:170–177"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.pairedTest) {
            let index = relation.one(0)
            guard let t = paper.numbers[index].value.set()?.magnitude, t.lower > 0,
                let first = MeansBox(paper, relation.members[1], upTo: .padded),
                let second = MeansBox(paper, relation.members[2], upTo: .padded), first.sd.lower > 0,
                second.sd.lower > 0,
                log.begins(relation.numbers, relation: relation)
            else { continue }
            let r = correlation(first, second, t)
            let sentence =
                "The paired t of \(paper.numbers[index].shown) implies a correlation of \(NumberShown.text(r)) between the two times"
            if r.upper < -1 || r.lower > 1 {
                log.report(at: index, with: relation.numbers, recomputed: r, "\(sentence), which none can be.")
            } else if r.upper < 0 {
                log.report(
                    .remark, at: index, with: relation.numbers, recomputed: r,
                    reading: "those who began high ended low",
                    "\(sentence); two measurements of the same subjects hardly ever have a negative one.")
            }
        }
    }

    private static func correlation(_ a: MeansBox, _ b: MeansBox, _ t: Interval) -> Interval {
        let difference = (a.mean - b.mean).magnitude
        let root = Interval(a.size.squareRoot()).widened
        return Subdivision([a.sd, b.sd, t, difference]) { box in
            let spread = box[3] * root / box[2]
            // r = (s₁/s₂ + s₂/s₁ − s_d²/(s₁s₂)) / 2
            let ratio = box[0] / box[1]
            return (ratio + Interval(1) / ratio - spread.squared / (box[0] * box[1])) * Interval(0.5)
        }.range
    }
}
