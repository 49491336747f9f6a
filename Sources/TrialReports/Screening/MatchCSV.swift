import TrialAnalysis
import TrialModel

/// The studies for patients, as CSV: a row for each patient and study.
public struct MatchCSV: Sendable {
    /// The names of the columns.
    public static let header = "subject,rank,study,eligibility,missing,not met,unknown,reasons,ask next"

    /// The rows of a patient's studies, of which so many are listed.
    public static func rows(_ matches: SubjectMatches, most: Int = .max) -> [String] {
        matches.studies.prefix(most).enumerated().map { index, match in
            let screening = match.screening
            let failures = screening.demands.filter { $0.verdict == .notMet }
            let open = screening.demands.filter { $0.verdict == .unknown }
            let deciding = screening.eligibility == .notEligible ? failures : open
            return [
                matches.subject.id, String(index + 1), match.study, screening.eligibility.rawValue,
                screening.eligibility == .notEligible ? "" : String(match.missing),
                failures.map(\.criterion.id).joined(separator: " "),
                open.map(\.criterion.id).joined(separator: " "),
                deciding.map { "\($0.criterion.id): \($0.finding.reason)" }.joined(separator: " | "),
                screening.asks.map(\.description).joined(separator: "; "),
            ]
            .map(CSVField.text).joined(separator: ",")
        }
    }
}
