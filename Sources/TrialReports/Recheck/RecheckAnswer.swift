import TrialRecheck
import TrialValues

/// The rechecks of the papers of some files, for a terminal, a page and programs.
public struct RecheckAnswer: Sendable {
    /// The rechecks, a study each.
    public let rechecks: [Recheck]
    /// What has to be said of the files.
    public let notes: [String]

    /// The answer about some papers; quotations of other papers are left out.
    public init(_ rechecks: [Recheck], notes: [String] = []) {
        self.rechecks = rechecks.filter { $0.paper.numbers.first?.isQuotation != true }
        let quoted = rechecks.filter { $0.paper.numbers.first?.isQuotation == true }
            .reduce(0) { $0 + $1.paper.numbers.count }
        let idle = rechecks.flatMap { recheck in
            recheck.idleExceptions.map { "the exception of \($0.check) (\($0.reason)) overrules nothing" }
        }
        self.notes =
            notes + (quoted > 0 ? ["numbers quoted from other papers, which are not checked: \(quoted)"] : []) + idle
    }

    /// Whether there is a contradiction.
    public var hasContradictions: Bool { rechecks.contains { !$0.contradictions.isEmpty } }

    /// How many things were checked.
    public var checkCount: Int { rechecks.reduce(0) { $0 + $1.checkCount } }

    /// One sentence about a paper.
    static func summary(_ recheck: Recheck) -> String {
        let counts = [
            String(recheck.paper.numbers.count).counting("number"), String(recheck.checkCount).counting("check"),
            String(recheck.contradictions.count).counting("contradiction"),
            String(recheck.remarks.count).counting("remark"),
        ]
        return "\(recheck.paper.study): \(counts[0]), \(counts[1]): \(counts[2]), \(counts[3])"
    }

    /// What follows from the other numbers, as text; "–" where that is no number.
    static func recomputed(_ finding: Finding) -> String { finding.recomputed?.shown ?? "–" }
}
