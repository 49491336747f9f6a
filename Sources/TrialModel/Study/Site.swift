import TrialValues

/// Where subjects take part: an item of the section `sites`.
///
/// ```yaml
/// sites:
///   - {id: S1, name: University hospital, country: …, approvals: [{by: ethics committee, date: 2026-01-15}]}
/// ```
public struct Site: Sendable, Hashable {
    /// The leave of a committee or an authority.
    public struct Approval: Sendable, Hashable {
        /// Whose.
        public let by: String
        /// Since when.
        public let date: Stated<Day>
        /// Under which number.
        public let number: String?
    }

    /// Its name in data.
    public let id: String
    /// What it is called.
    public let name: Stated<String>
    /// Its country.
    public let country: String?
    /// The languages that are spoken with patients.
    public let languages: [String]
    /// How to reach it.
    public let contact: Stated<String>?
    /// Whether it is open to new subjects.
    public let isRecruiting: Bool?
    /// The leaves of committees and authorities.
    public let approvals: [Approval]
    /// A remark.
    public let note: String?
}

extension Expectation where Value == Site {
    static let site = Expectation.group("keys such as {id: S1, name: …, country: …}", of: "a site") { keys in
        let id = keys.required("id", .identifier, "its name in data")
        let name = keys.required("name", .stated(.words), "what it is called")
        let country = keys.optional("country", .words, "its country")
        let languages = keys.optional("languages", .list(of: .words), "the languages spoken with patients") ?? []
        let contact = keys.optional("contact", .stated(.words), "how to reach it")
        let recruiting = keys.optional("recruiting", .yesOrNo, "whether it is open to new subjects")
        let approvals =
            keys.optional("approvals", .list(of: .approval), "the leaves of committees and authorities") ?? []
        let note = keys.optional("note", .words, "a remark")
        guard let id, let name else { return nil }
        return Site(
            id: id, name: name, country: country, languages: languages, contact: contact, isRecruiting: recruiting,
            approvals: approvals, note: note)
    }
}

extension Expectation where Value == Site.Approval {
    fileprivate static let approval = Expectation.group(
        "keys such as {by: ethics committee, date: 2026-01-15}", of: "an approval"
    ) { keys in
        let by = keys.required("by", .words, "whose")
        let date = keys.required("date", .stated(.day), "since when")
        let number = keys.optional("number", .words, "under which number")
        guard let by, let date else { return nil }
        return Site.Approval(by: by, date: date, number: number)
    }
}
