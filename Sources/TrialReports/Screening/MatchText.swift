import TrialAnalysis
import TrialModel

/// The studies for a patient, as text for a terminal.
public struct MatchText: Sendable {
    /// The lines.
    public let lines: [String]

    /// The text of a patient's studies, of which so many are listed.
    public init(_ matches: SubjectMatches, most: Int = .max) {
        var lines = [MatchText.title(matches)]
        let width = matches.studies.map { $0.study.terminalSafe.cellCount }.max() ?? 0
        for (index, match) in matches.studies.prefix(most).enumerated() {
            let number = String(index + 1)
            let name = match.study.terminalSafe
            let head =
                String(repeating: " ", count: max(0, 3 - number.count)) + number + "  " + name
                + String(repeating: " ", count: width - name.cellCount) + "  "
            let indent = String(repeating: " ", count: head.cellCount)
            lines.append(head + MatchText.verdict(match))
            for detail in MatchText.details(match) {
                lines += ScreeningText.wrapped(detail.terminalSafe, first: indent + "  ", rest: indent + "    ")
            }
        }
        let rest = matches.studies.count - min(most, matches.studies.count)
        if rest > 0 { lines.append("     and \(rest == 1 ? "1 more study" : "\(rest) more studies")") }
        self.lines = lines
    }

    private static func title(_ matches: SubjectMatches) -> String {
        let counts = Eligibility.allCases.compactMap { eligibility -> String? in
            let count = matches.studies.count { $0.screening.eligibility == eligibility }
            return count == 0 ? nil : "\(count) \(eligibility.rawValue)"
        }
        let name = matches.subject.id.isEmpty ? "The patient" : "Patient \(matches.subject.id.terminalSafe)"
        return "\(name): \(counts.joined(separator: ", "))"
    }

    private static func verdict(_ match: StudyMatch) -> String {
        switch match.screening.eligibility {
        case .eligible: "eligible"
        case .notEligible: "not eligible"
        case .unknown: match.missing == 1 ? "unknown, 1 thing missing" : "unknown, \(match.missing) things missing"
        }
    }

    private static func details(_ match: StudyMatch) -> [String] {
        let screening = match.screening
        switch screening.eligibility {
        case .eligible: return []
        case .unknown: return ["ask for \(screening.asks.map(\.description).joined(separator: "; "))"]
        case .notEligible:
            let way = screening.pathway.flatMap { $0.outcome == .notRecruited ? "pathway: \($0.reason)" : nil }
            return screening.failures.map { "\($0.criterion.id): \($0.finding.reason)" } + [way].compactMap(\.self)
        }
    }
}
