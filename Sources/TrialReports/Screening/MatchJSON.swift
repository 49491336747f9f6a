import TrialAnalysis
import TrialModel

/// The studies for a patient, as JSON for programs: what `equipoise match --json` prints a list of.
public struct MatchJSON: Encodable, Sendable {
    struct Study: Encodable, Sendable {
        let rank: Int
        let study: String
        let title: Nullable<String>
        let eligibility: String
        let missing: Int
        let failed: [String]
        let open: [String]
        let ask: [String]
        let reasons: [String: String]
    }

    let subject: String
    let studies: [Study]

    /// The JSON view of a patient's studies, of which so many are listed.
    public init(_ matches: SubjectMatches, most: Int = .max) {
        subject = matches.subject.id
        studies = matches.studies.prefix(most).enumerated().map { index, match in
            let screening = match.screening
            let notMet = screening.demands.filter { $0.verdict != .met }
            return Study(
                rank: index + 1, study: match.study, title: Nullable(match.title),
                eligibility: screening.eligibility.rawValue, missing: match.missing,
                failed: notMet.filter { $0.verdict == .notMet }.map(\.criterion.id),
                open: notMet.filter { $0.verdict == .unknown }.map(\.criterion.id),
                ask: screening.asks.map(\.description),
                reasons: Dictionary(notMet.map { ($0.criterion.id, $0.finding.reason) }) { first, _ in first })
        }
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String { try JSONText.of(self) }
}
