import TrialAnalysis

/// What was asked of the tests of the groups beyond the first: sentences and tables.
struct GroupTestsSection {
    let words: AnalysisWords

    /// The section of further tests of the groups, where there are any.
    var markup: Markup? {
        let tables = [
            table(words.maxComboSentence == nil ? nil : "Components of MaxCombo", words.maxComboTable),
            table(words.pairwiseCaption, words.pairwiseTable),
        ].compactMap { $0?.markup }
        let sentences = [
            words.maxComboSentence, words.directionSentence, words.logRankRatioSentence, words.trendSentence,
            words.permutationSentence,
        ].compactMap { $0 }.map { Markup("p", [:], .text(($0 + ".").heldTogether)) }
        let content = sentences + tables
        return content.isEmpty ? nil : .section("group-tests", "Further tests of the groups", content)
    }

    /// Each group against a reference hazard.
    var oneSample: Markup? {
        guard let caption = words.oneSampleCaption, let table = table(caption, words.oneSampleTable) else { return nil }
        return .section(
            "one-sample", "Against a reference hazard",
            [
                table.markup,
                Markup(
                    "p", [:],
                    "Expected are the events that the reference hazard would have brought over the follow-up seen. The first z divides O − E by √E, the second by √((O + E)/2); the exact p-value takes O as a Poisson count with mean E."
                ),
            ])
    }

    /// The bootstrap of the Cox model.
    var bootstrap: Markup? {
        guard let caption = words.bootstrapCaption, let table = table(caption, words.bootstrapTable) else { return nil }
        return .section("bootstrap", "Bootstrap", [table.markup])
    }

    private func table(_ caption: String?, _ content: (header: [String], rows: [[String]])?) -> PageTable? {
        guard let caption, let content else { return nil }
        return PageTable(
            caption: caption, columns: content.header.prefix(1) + content.header.dropFirst().map(\.capitalizedFirst),
            rows: content.rows.map { PageTable.Row(heading: $0[0], cells: Array($0.dropFirst())) })
    }
}

extension String {
    /// The text with its first letter in upper case, but for symbols such as z and p.
    var capitalizedFirst: String {
        let word = prefix { $0 != " " && $0 != "," }
        return word.count < 2 ? self : prefix(1).uppercased() + dropFirst()
    }
}
