/// The relations of a paper: those that are written, and those that its labels say.
///
/// An inferred relation is one that the labels leave no doubt of; everything else is written in the file. What is inferred is listed, and
/// a person can overrule it.
struct RelationInference {
    /// All relations, the written ones first.
    let relations: [Relation]
    let labels: LabelIndex

    init(_ paper: PublishedPaper) {
        let labels = LabelIndex(paper.numbers)
        let context = InferenceContext(numbers: paper.numbers, labels: labels)
        let inferred = [
            context.sameNumbers, context.grades, context.gradeSums, context.responseSums, context.partitions,
            context.groupSums, context.countsTests, context.sharedPValues,
            context.comparedPValues, context.meansTests, context.comparedMeans, context.pairedTests,
            context.meansAndSDs, context.medians, context.events, context.logRanks, context.differences,
            context.ranges, context.dates, context.subsets,
        ].flatMap { $0() }
        var known = Set(paper.relations.map { Key($0) })
        let sums = paper.relations.filter { $0.kind == .sum }.map { Set($0.members[1]) }
        relations =
            paper.relations
            + inferred.filter { relation in
                // Reasons that are said to add up are checked as a sum.
                let isSum = relation.kind == .reasons && sums.contains { $0.isSuperset(of: relation.numbers) }
                return !isSum && known.insert(Key(relation)).inserted
            }
        self.labels = labels
    }

    /// Two relations of the same numbers in the same roles are one.
    private struct Key: Hashable {
        let kind: Relation.Kind
        let members: [[Int]]

        init(_ relation: Relation) {
            kind = relation.kind
            members = relation.kind == .sameNumber ? [relation.numbers.sorted()] : relation.members
        }
    }
}

/// What inference looks at.
struct InferenceContext {
    let numbers: [PublishedNumber]
    let labels: LabelIndex

    /// The one number of a label and a group in the place of another.
    func one(_ label: Label?, _ group: String, near index: Int, where fits: (PublishedNumber) -> Bool = { _ in true })
        -> Int?
    {
        guard let label else { return nil }
        let found = labels.numbers(label, group, inPlaceOf: index).filter { $0 != index && fits(numbers[$0]) }
        if found.count < 2 { return found.first }
        // Of a count and a rate with one label the count is the more exact.
        let counts = found.filter { numbers[$0].isCount }
        return counts.count == 1 ? counts[0] : nil
    }
}
