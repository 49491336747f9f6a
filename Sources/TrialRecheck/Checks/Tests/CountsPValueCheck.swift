import TrialStatistics

/// The p-value of a comparison of counts, by χ², Fisher's exact test and their kin.
enum CountsPValueCheck: RecheckCheck {
    static let id = "p-of-counts"
    static let question = "Does any usual test of the counts give the p-value?"
    static let reference =
        "Fleiss JL, Levin B, Paik MC. Statistical Methods for Rates and Proportions. 3rd ed. Wiley 2003, chapter 3"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.countsTest) {
            let index = relation.one(0)
            guard let p = paper.numbers[index].pValue, p.set(from: 0) != nil,
                let counts = ComparedCounts(paper, relation), log.begins(relation.numbers, relation: relation)
            else { continue }
            if isPlain(p, counts) { continue }
            let blocks = isNamed(paper, index) ? nil : CategoryBlocks(paper, relation)
            if let blocks, blocks.counts.contains(where: { isPlain(p, $0) || isShort($0) && isExact(p, $0) }) {
                continue
            }
            let twins = DuplicateStatistics(paper).twins(of: index)
            let twin = twins.first.map { " The same P-value stands beside \(paper.named($0)), whose counts give it." }
            var routes = routes(counts)
            if !isNamed(paper, index) {
                routes += kin(routes)
                if blocks?.isAny == true {
                    routes.append(PValueRoute(name: "a test of all categories", values: Interval(0, 1), isUsual: false))
                }
            }
            PValueRoute.judge(
                p, routes, at: index, with: relation.numbers + twins, counts.words, suffix: twin ?? "", &log)
        }
    }

    /// Whether the paper names the test.
    private static func isNamed(_ paper: PaperFacts, _ index: Int) -> Bool {
        paper.numbers[index].isChiSquare || paper.labels.labels[index].words.contains("fisher")
    }

    /// Tests whose z is near that of the counts, as stratified and adjusted ones have, on two sides and on one.
    private static func kin(_ routes: [PValueRoute]) -> [PValueRoute] {
        let plain = routes.filter(\.isUsual).map(\.values)
        guard let first = plain.first else { return [] }
        let near = plain.dropFirst().reduce(first) { $0.hull($1) }.ofNearTests
        let name = "a stratified or adjusted test"
        return [PValueRoute(name: name, values: near, isUsual: false)]
            + near.oneSided.map { PValueRoute(name: name + ", one-sided", values: $0, isUsual: false) }
    }

    /// Whether a table has few enough categories for an exact test of each that a row may belong to.
    private static func isShort(_ counts: ComparedCounts) -> Bool { counts.tables[0].columnNames.count <= 8 }

    /// Whether an exact or likelihood-ratio test gives the p-value.
    private static func isExact(_ p: PrintedValue, _ counts: ComparedCounts) -> Bool {
        guard let rounded = p.set(upTo: .rounded, from: 0) else { return false }
        return routes(counts).contains { $0.isUsual && $0.values.meets(rounded) }
    }

    /// Whether χ² without or with Yates' correction gives the p-value; exact tests take longer.
    private static func isPlain(_ p: PrintedValue, _ counts: ComparedCounts) -> Bool {
        guard let rounded = p.set(upTo: .rounded, from: 0) else { return false }
        return counts.tables.contains { table in
            let pearson = PearsonTest(table)
            return [pearson.test, pearson.corrected].compactMap(\.self)
                .contains { Interval($0.pValue).widenedAsFunction.meets(rounded) }
        }
    }

    /// The ways from the counts to a p-value.
    static func routes(_ counts: ComparedCounts) -> [PValueRoute] {
        func route(_ name: String, usual: Bool = true, _ values: [Double?]) -> PValueRoute? {
            let all = values.compactMap(\.self)
            guard let low = all.min(), let high = all.max() else { return nil }
            return PValueRoute(name: name, values: Interval(low, high).widenedAsFunction, isUsual: usual)
        }
        let pearson = counts.tables.map { PearsonTest($0) }
        let fisher = counts.tables.map { $0.fourfold.map { FisherExactTest($0) } }
        let larger = counts.tables.map { table in
            table.fourfold == nil && table.total <= 400 ? FreemanHaltonTest(table, workLimit: 200_000).pValue : nil
        }
        return [
            route("Pearson's χ²", pearson.map { $0.test?.pValue }),
            route("with Yates' correction", pearson.map { $0.corrected?.pValue }),
            route("Fisher's exact test", fisher.map { $0?.pValue } + larger),
            route("Fisher's mid-p", fisher.map { $0?.midPValue }),
            route(
                "the likelihood-ratio test", counts.tables.map { ChiSquareConvention.likelihoodRatio.test($0)?.pValue }),
            route("the z-test without pooling", counts.tables.map { $0.fourfold.flatMap(unpooled) }),
            route("the N − 1 χ²", usual: false, counts.tables.map { ChiSquareConvention.nMinusOne.test($0)?.pValue }),
            route("the one-sided χ²", usual: false, pearson.map { $0.test.map { $0.pValue / 2 } }),
            route("Fisher's test, one-sided", usual: false, fisher.map { $0.map { min($0.less, $0.greater) } }),
        ].compactMap(\.self)
    }

    /// Two-sided p of the difference of two rates over its own error.
    ///
    /// ```
    /// z = (p₁ − p₂) / √(p₁q₁/n₁ + p₂q₂/n₂)
    /// ```
    private static func unpooled(_ table: FourfoldTable) -> Double? {
        let (a, b, c, d) = (Double(table.a), Double(table.b), Double(table.c), Double(table.d))
        let (m, n) = (a + b, c + d)
        guard m > 0, n > 0 else { return nil }
        let variance = a * b / (m * m * m) + c * d / (n * n * n)
        guard variance > 0 else { return nil }
        return TailProbability.twoSidedNormal((a / m - c / n) / variance.squareRoot())
    }
}
