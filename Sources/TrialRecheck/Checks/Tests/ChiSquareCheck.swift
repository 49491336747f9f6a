/// χ² of the counts that a test compares, without and with Yates' correction.
///
/// ```
/// χ² = Σ (O − E)² / E
/// ```
enum ChiSquareCheck: RecheckCheck {
    static let id = "chi-square"
    static let question = "Is the χ² statistic that of the counts it compares?"
    static let reference =
        "Fleiss JL, Levin B, Paik MC. Statistical Methods for Rates and Proportions. 3rd ed. Wiley 2003, chapter 3"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.countsTest) {
            let index = relation.one(0)
            guard paper.numbers[index].isChiSquare, let printed = paper.numbers[index].value.set(from: 0),
                let counts = ComparedCounts(paper, relation), log.begins(relation.numbers, relation: relation)
            else { continue }
            let verdict = Verdict(printed, paper.numbers[index].value, counts)
            if verdict.isPlain { continue }
            if let weak = verdict.weakReading {
                log.report(
                    .remark, .wording, at: index, with: relation.numbers, recomputed: verdict.pearson, reading: weak,
                    "Pearson's χ² of \(counts.words) is \(NumberShown.text(verdict.pearson)); \(paper.numbers[index].shown) is printed, which is right if \(weak)."
                )
                continue
            }
            let twins = DuplicateStatistics(paper).twins(of: index)
            let twin = twins.first.map {
                " The same statistic is printed for \(paper.named($0)): it looks like a duplicate of that row."
            }
            let yates = verdict.yates.map { " (\(NumberShown.text($0)) with Yates' correction)" } ?? ""
            log.report(
                nil, severity(paper, relation, counts), at: index, with: relation.numbers + twins,
                recomputed: verdict.pearson,
                "χ² of \(counts.words) is \(NumberShown.text(verdict.pearson))\(yates); printed is \(paper.numbers[index].shown).\(twin ?? "")"
            )
        }
    }

    /// A χ² on the other side of the limit of 5 % changes a conclusion.
    private static func severity(_ paper: PaperFacts, _ relation: Relation, _ counts: ComparedCounts)
        -> Finding.Severity
    {
        guard let p = paper.numbers[relation.one(0)].p?.set(from: 0) else { return .number }
        let right = counts.tables.compactMap { ChiSquareConvention.pearson.test($0)?.pValue }
        return PValueSides.differ(p, right.map { Interval($0) }) ? .conclusion : .number
    }

    /// What the printed statistic can be.
    private struct Verdict {
        let pearson: Interval
        let yates: Interval?
        let isPlain: Bool
        let weakReading: String?

        init(_ printed: Interval, _ value: PrintedValue, _ counts: ComparedCounts) {
            func statistics(_ convention: ChiSquareConvention) -> [Interval] {
                counts.tables.compactMap { convention.test($0) }.map { Interval($0.statistic).widenedAsFunction }
            }
            let plain = statistics(.pearson)
            let corrected = statistics(.yates)
            pearson = plain.dropFirst().reduce(plain.first ?? Interval(0)) { $0.hull($1) }
            yates = corrected.first.map { first in corrected.reduce(first) { $0.hull($1) } }
            let rounded = value.set(upTo: .rounded, from: 0) ?? printed
            isPlain = (plain + corrected).contains { $0.meets(rounded) }
            weakReading =
                Self.weakReading(printed, value, plain + corrected) ?? Self.otherConvention(printed, statistics)
        }

        private static func weakReading(_ printed: Interval, _ value: PrintedValue, _ all: [Interval]) -> String? {
            Reading.allCases.dropFirst().first { reading in
                guard let set = value.set(upTo: reading, from: 0) else { return false }
                return all.contains { $0.meets(set) }
            }?.words
        }

        private static func otherConvention(
            _ printed: Interval, _ statistics: (ChiSquareConvention) -> [Interval]
        ) -> String? {
            [ChiSquareConvention.nMinusOne, .likelihoodRatio].first { convention in
                statistics(convention).contains { $0.meets(printed) }
            }.map { "it is \($0.words)" }
        }
    }
}
