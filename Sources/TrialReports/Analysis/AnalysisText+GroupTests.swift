import TrialAnalysis

/// The tests of the groups beyond the first, for a terminal.
struct GroupTestsText {
    let words: AnalysisWords

    /// What is read off the test of the groups: its sentence where it is MaxCombo, direction, hazard ratios, trend, permutations.
    var ofTest: [String] {
        [
            words.directionSentence, words.logRankRatioSentence, words.trendSentence, words.permutationSentence,
        ].compactMap { $0 }.flatMap { $0.terminalSafe.lines(within: AnalysisText.width) }
    }

    /// MaxCombo with its components.
    var maxCombo: [String] { section(words.maxComboSentence, words.maxComboTable) }

    var pairwise: [String] { section(words.pairwiseCaption, words.pairwiseTable) }

    var oneSample: [String] { section(words.oneSampleCaption, words.oneSampleTable) }

    var bootstrap: [String] { section(words.bootstrapCaption, words.bootstrapTable) }

    private func section(_ caption: String?, _ content: (header: [String], rows: [[String]])?) -> [String] {
        let head = caption.map { $0.terminalSafe.lines(within: AnalysisText.width) } ?? []
        guard let content else { return head }
        var table = TextTable(content.header)
        for row in content.rows { table.add(row) }
        return head + table.lines
    }
}
