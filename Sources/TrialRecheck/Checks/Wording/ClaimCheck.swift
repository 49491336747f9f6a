/// What the text says of a result beside its p-value or limits.
enum ClaimCheck: RecheckCheck {
    static let id = "claim"
    static let question = "Does the result bear what the text says of it?"
    static let reference = "Boutron I, Dutton S, Ravaud P, Altman DG. JAMA 2010;303:2058–2064"
    static let worst = Finding.Kind.remark

    private static let differences = ["better", "worse", "longer", "shorter", "higher", "lower", "different", "safer"]

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.claim) {
            let index = relation.one(0)
            guard let words = relation.words, let isDifferent = isDifferent(paper.numbers[index]),
                log.begins(relation.numbers, relation: relation)
            else { continue }
            let claimsDifference = differences.contains(words.lowercased())
            guard claimsDifference != isDifferent else { continue }
            let result = paper.numbers[index].p.map(\.asEquation) ?? paper.numbers[index].shownWithLimits
            log.report(
                nil, .conclusion, at: index, printed: result,
                "The text says “\(words)”; the result is \(result).")
        }
    }

    /// Whether a result lies clearly on one side; `nil` where it cannot be told.
    private static func isDifferent(_ number: PublishedNumber) -> Bool? {
        if let p = number.p?.set(from: 0) {
            return p.upper <= 0.05.nextUp ? true : p.lower >= 0.05.nextDown ? false : nil
        }
        guard number.isHazardRatio, let limits = number.limits(upTo: .truncated) else { return nil }
        if limits.lower.lower > 1 || limits.upper.upper < 1 { return true }
        return limits.lower.upper < 1 && limits.upper.lower > 1 ? false : nil
    }
}
