import TrialModel
import TrialValues

/// A subject beside the criteria of a study, as text for a terminal.
public struct ScreeningText: Sendable {
    /// The lines.
    public let lines: [String]

    /// The text of a screening.
    ///
    /// - Parameters:
    ///   - screening: the verdicts.
    ///   - plan: what the study file says.
    public init(_ screening: Screening, of plan: ScreeningPlan) {
        var lines = [ScreeningText.title(screening, plan), ""]
        lines += ScreeningText.table(screening)
        if let pathway = screening.pathway { lines += [""] + ScreeningText.pathway(pathway) }
        lines += [""] + ScreeningText.wrapped(ScreeningText.conclusion(screening).terminalSafe, first: "", rest: "  ")
        lines += ScreeningText.asks(screening)
        self.lines = lines
    }

    private static func title(_ screening: Screening, _ plan: ScreeningPlan) -> String {
        let subject = screening.subject.id.isEmpty ? "Subject" : "Subject \(screening.subject.id)"
        let study = plan.study.map { " for \($0)" } ?? ""
        return subject + study + (screening.on.map { ", on \($0)" } ?? "")
    }

    /// The criteria of inclusion and those of exclusion, each with its verdict, what it demands and why.
    private static func table(_ screening: Screening) -> [String] {
        let idWidth = screening.verdicts.map(\.criterion.id.count).max() ?? 0
        var lines: [String] = []
        for role in EligibilityCriterion.Role.allCases {
            let verdicts = screening.verdicts.filter { $0.criterion.role == role }
            guard !verdicts.isEmpty else { continue }
            if !lines.isEmpty { lines.append("") }
            lines.append(role == .inclusion ? "Inclusion (met: it holds)" : "Exclusion (met: it does not hold)")
            lines += verdicts.flatMap { criterion($0, idWidth) }
        }
        return lines
    }

    private static func criterion(_ verdict: Screening.CriterionVerdict, _ idWidth: Int) -> [String] {
        let criterion = verdict.criterion
        let id = criterion.id.terminalSafe
        let head = "  " + id + String(repeating: " ", count: idWidth - id.count) + "  " + verdict.verdict.column
        let indent = String(repeating: " ", count: head.cellCount + 2)
        // The reason of a criterion that the protocol leaves open has its note already.
        let note = criterion.rule == nil ? nil : criterion.note.map { "note: \($0)" }
        let texts = [criterion.text, verdict.finding.reason] + [note].compactMap(\.self)
        return texts.enumerated().flatMap { index, text in
            wrapped(text.terminalSafe, first: index == 0 ? head + "  " : indent, rest: indent)
        }
    }

    private static func pathway(_ pathway: PathwayFinding) -> [String] {
        var lines = ["Pathway: \(pathway.outcome.rawValue)"]
        lines += wrapped(pathway.reason.terminalSafe, first: "  ", rest: "  ")
        for step in pathway.trace { lines += wrapped(step.terminalSafe, first: "  - ", rest: "    ") }
        return lines
    }

    private static func conclusion(_ screening: Screening) -> String {
        switch screening.eligibility {
        case .eligible: return "Eligible: every criterion is met."
        case .notEligible:
            let names = screening.failures.map(\.criterion.id)
            let way = screening.pathway?.outcome == .notRecruited ? ["the pathway"] : []
            return "Not eligible, by \((names + way).joined(separator: ", "))."
        case .unknown:
            let open = screening.open.count
            let way = screening.pathway.map { $0.outcome.truth == .unknown } ?? false
            let parts = [open > 0 ? "\(open) of \(screening.verdicts.count) criteria" : nil, way ? "the pathway" : nil]
            return "Unknown: \(parts.compactMap(\.self).joined(separator: " and ")) cannot be told."
        }
    }

    /// What to ask for next.
    private static func asks(_ screening: Screening) -> [String] {
        guard !screening.asks.isEmpty else { return [] }
        return wrapped(
            "To be eligible, ask for: " + screening.asks.map(\.description).joined(separator: "; ").terminalSafe,
            first: "",
            rest: "  ")
    }

    /// A text in lines of at most 100 cells.
    static func wrapped(_ text: String, first: String, rest: String) -> [String] {
        text.lines(within: max(30, 100 - rest.cellCount)).enumerated().map { ($0 == 0 ? first : rest) + $1 }
    }
}

extension Verdict {
    /// The verdict in a column of one width.
    fileprivate var column: String {
        rawValue + String(repeating: " ", count: Verdict.notMet.rawValue.count - rawValue.count)
    }
}

extension SelfScreening {
    /// The answers and what they come to, as text for a terminal.
    public var lines: [String] {
        let width = verdicts.map(\.criterion.id.count).max() ?? 0
        let rows = verdicts.flatMap { verdict in
            let id = verdict.criterion.id.terminalSafe
            let answer = verdict.answer?.rawValue ?? "no answer"
            let idColumn = id + String(repeating: " ", count: width - id.count)
            let head = "\(idColumn)  \(answer)\(String(repeating: " ", count: 9 - answer.count))  "
            let indent = String(repeating: " ", count: head.count)
            return ScreeningText.wrapped((verdict.criterion.question ?? "").terminalSafe, first: head, rest: indent)
        }
        let ending = ScreeningText.wrapped(conclusion, first: "", rest: "  ")
        return rows + [""] + ending + unaskedLine
    }

    private var conclusion: String {
        switch outcome {
        case .excluded:
            let reasons = failures.map { "\($0.id) (\($0.text))".terminalSafe }
            return "Excluded, by \(reasons.joined(separator: ", "))."
        case .needsScreening:
            let open = verdicts.filter { $0.verdict == .unknown }.map(\.criterion.id)
            return
                "Needs screening: \(open.isEmpty ? "there is no question" : open.joined(separator: ", ") + " cannot be told")."
        case .mayFit: return "May be eligible: every answer fits."
        }
    }

    private var unaskedLine: [String] {
        guard !unasked.isEmpty else { return [] }
        let ids = unasked.map(\.id).joined(separator: ", ")
        return ScreeningText.wrapped("The study team looks at: \(ids).", first: "", rest: "  ")
    }
}
