import TrialRecheck

/// The files that `recheck` writes with `-o`: the page and the JSON.
public struct RecheckReport: Sendable {
    private let answer: RecheckAnswer
    private let provenance: Provenance
    private let title: String

    /// The report of an answer.
    ///
    /// - Parameters:
    ///   - answer: what it shows.
    ///   - provenance: where it comes from.
    ///   - title: a title of the user's own.
    public init(_ answer: RecheckAnswer, provenance: Provenance, title: String? = nil) {
        self.answer = answer
        self.provenance = provenance
        self.title = title ?? "Published numbers, rechecked"
    }

    /// `report.html` and `recheck.json`.
    public var files: [(name: String, contents: String)] {
        get throws {
            [("report.html", page), ("recheck.json", try RecheckJSON(answer, showsRelations: true).text() + "\n")]
        }
    }

    /// The page: what was found, the printed numbers beside ours, the relations, where it came from.
    public var page: String {
        let sections = answer.rechecks.enumerated().flatMap { index, recheck in
            RecheckSections(recheck: recheck, prefix: "paper-\(index + 1)").markup
        }
        return PageFrame(
            title: title, subtitle: subtitle, provenance: provenance, numbersFile: "recheck.json",
            sections: sections
                + [
                    Markup.notes(answer.notes + Self.reading),
                    ProvenanceSection(provenance: provenance, schema: nil).markup,
                ].compactMap(\.self)
        ).text
    }

    private var subtitle: String {
        let contradictions = answer.rechecks.reduce(0) { $0 + $1.contradictions.count }
        let remarks = answer.rechecks.reduce(0) { $0 + $1.remarks.count }
        return
            "\(String(answer.checkCount).counting("check")): \(String(contradictions).counting("contradiction")), \(String(remarks).counting("remark"))"
    }

    private static let reading = [
        "A contradiction: no numbers that print so, rounded or cut off, can all be true. A remark rests on a model, on wording or on a weaker reading.",
        "Recomputed is what follows from the other numbers, from the least to the largest that their rounding allows.",
    ]
}
