import TrialAnalysis
import TrialFigures
import TrialStatistics

/// A balance as a page of text for a terminal.
public struct BalanceText: Sendable {
    private let balance: BaselineBalance
    private let title: String?
    private let source: String

    /// The text of a balance of the file named `source`.
    public init(_ balance: BaselineBalance, title: String? = nil, source: String) {
        self.balance = balance
        self.title = title
        self.source = source
    }

    /// The lines of the text.
    public var lines: [String] {
        let tables = BalanceTables(balance)
        let head = (title?.terminalSafe.lines(within: AnalysisText.width) ?? []) + [self.head] + verdict
        let sections =
            [head] + tables.all.map { table in table.lines.map { $0.replacing("\u{A0}", with: " ") } } + [notes]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private var head: String {
        let groups = balance.groups.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
        return "\(source): \(AnalysisWords.count(balance.rowCount, "row")), \(groups)".terminalSafe
    }

    private var verdict: [String] {
        BalanceWords(balance).verdict.flatMap { $0.terminalSafe.lines(within: AnalysisText.width) }
    }

    private var notes: [String] {
        let notes = BalanceWords(balance).notes.flatMap { note in
            note.terminalSafe.lines(within: AnalysisText.width - 2).enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
        }
        return notes.isEmpty ? [] : ["Notes"] + notes
    }
}

/// What is said of a balance in sentences.
struct BalanceWords {
    let balance: BaselineBalance

    init(_ balance: BaselineBalance) { self.balance = balance }

    private var threshold: String { NumberText.exact(balance.plan.threshold) }

    /// How subjects came to the groups, and how many covariates differ, before weighting and after.
    var verdict: [String] {
        let plain = sentence(balance.marked, balance.covariates.map(\.imbalance), "")
        let weighted = balance.covariates.compactMap(\.weighted?.imbalance)
        return [balance.allocation.sentence, plain]
            + (balance.propensity == nil ? [] : [sentence(balance.markedWithWeights, weighted, "With weights, ")])
    }

    /// What is to be known besides how subjects came to the groups.
    var notes: [String] { Array(balance.notes.dropFirst()) }

    private func sentence(_ columns: [String], _ imbalances: [CovariateImbalance], _ head: String) -> String {
        let known = imbalances.filter { $0.largest != nil }.count
        guard known > 0 else { return "\(head.isEmpty ? "No" : head + "no") covariate has a standardised difference." }
        let what = known == 1 ? "1 covariate" : "\(known) covariates"
        let text =
            columns.isEmpty
            ? "none of \(what) differs by more than \(threshold) SD."
            : "\(columns.count) of \(what) \(columns.count == 1 ? "differs" : "differ") by more than \(threshold) SD: \(AnalysisWords.list(columns))."
        return head.isEmpty ? text.capitalizedFirst : head + text
    }
}
