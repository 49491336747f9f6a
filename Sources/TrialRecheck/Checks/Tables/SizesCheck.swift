/// No part of a group is a part of more subjects than the group has.
///
/// A group may have other sizes elsewhere, as in a safety or per-protocol population: a larger one is a remark there, unless it is
/// larger than any number of subjects that the paper prints.
enum SizesCheck: RecheckCheck {
    static let id = "sizes"
    static let question = "Is each denominator no larger than the group?"
    static let reference = "Moher D et al. CONSORT 2010 explanation and elaboration. BMJ 2010;340:c869, item 16"
    static let worst = Finding.Kind.contradiction

    /// Words of those who left before there was a group, so that they are a part of more than it has.
    private static let before = ["declin", "consent", "exclu", "refus", "assess", "approach", "not meeting", "screen"]

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        let sizes = paper.numbers.indices.filter { isSize(paper, $0) }
        guard !sizes.isEmpty else { return }
        let byGroup = Dictionary(grouping: sizes) { paper.labels.groups[$0] }
        let everyone = together(paper, byGroup)
        let largestCount = paper.numbers.filter(\.isCount).compactMap { $0.value.decimal?.whole }.max() ?? 0
        for (index, number) in paper.numbers.enumerated() where isOfGroup(number) {
            guard let denominator = number.denominator?.decimal?.whole,
                let own = byGroup[paper.labels.groups[index]], let largest = largest(paper, own)
            else { continue }
            let near = self.largest(paper, own.filter { paper.numbers[$0].place == number.place })
            let bound = near ?? largest
            guard log.begins([index, bound]), denominator > size(paper, bound) else { continue }
            let isLargest = denominator > size(paper, largest)
            // A count as large as the denominator, wherever it stands, may be what it is a part of.
            let isSure =
                number.isCount && denominator > largestCount
                && (near != nil && isLargest && paper.labels.contexts[index].isSilent
                    || everyone.map { denominator > $0 } ?? false)
            log.report(
                isSure ? .contradiction : .remark, at: index, with: [bound], printed: "of \(denominator)",
                recomputed: Interval(0, Double(size(paper, bound))),
                reading: isSure ? nil : "it is a part of another population",
                "A part of \(denominator) is printed, but the group has \(size(paper, bound)) (\(paper.named(bound))).")
        }
    }

    private static func isOfGroup(_ number: PublishedNumber) -> Bool {
        let words = number.quantity.lowercased()
        return !number.isOfOtherThings && !before.contains { words.contains($0) }
    }

    private static func isSize(_ paper: PaperFacts, _ index: Int) -> Bool {
        let number = paper.numbers[index]
        return PaperFacts.groupSizes.contains(paper.labels.labels[index].words) && number.isCount
            && number.denominator == nil
            && (number.value.decimal?.whole ?? 0) > 0
    }

    private static func largest(_ paper: PaperFacts, _ sizes: [Int]) -> Int? {
        sizes.max { size(paper, $0) < size(paper, $1) }
    }

    private static func size(_ paper: PaperFacts, _ index: Int) -> Int {
        paper.numbers[index].value.decimal?.whole ?? 0
    }

    /// All groups together; `nil` where only one group is known.
    private static func together(_ paper: PaperFacts, _ byGroup: [String: [Int]]) -> Int? {
        guard byGroup.count > 1 || byGroup.values.joined().contains(where: paper.labels.isOfEveryone) else {
            return nil
        }
        return byGroup.values.map { $0.map { size(paper, $0) }.max() ?? 0 }.reduce(0, +)
    }
}
