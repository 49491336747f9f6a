import TrialValues

/// A paper that belongs to the trial: an item of the section `documents`.
///
/// ```yaml
/// documents:
///   - {id: consent, kind: consent, title: Information and consent, version: 3, date: 2026-01-15}
/// ```
public struct TrialDocument: Sendable, Hashable {
    /// What kind of paper it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case protocolText = "protocol"
        case amendment, consent
        case analysisPlan = "analysis plan"
        case registration, publication, approval, report, other
    }

    /// Its name.
    public let id: String
    /// What kind of paper it is.
    public let kind: Kind
    /// What it is called.
    public let title: String
    /// Its version.
    public let version: String?
    /// Its date.
    public let date: PartialDay?
    /// Its language.
    public let language: String?
    /// Where it is found: a reference, a DOI or an address.
    public let source: String?
    /// A remark.
    public let note: String?
}

extension Expectation where Value == TrialDocument {
    static let trialDocument = Expectation.group(
        "keys such as {id: paper, kind: publication, title: …}", of: "a document"
    ) { keys in
        let id = keys.required("id", .identifier, "its name")
        let kind = keys.required("kind", Expectation<TrialDocument.Kind>.choice, "what kind of paper it is")
        let title = keys.required("title", .words, "what it is called")
        let version = keys.optional("version", .words, "its version")
        let date = keys.optional("date", .partialDay, "its date")
        let language = keys.optional("language", .words, "its language")
        let source = keys.optional("source", .words, "where it is found: a reference, a DOI or an address")
        let note = keys.optional("note", .words, "a remark")
        guard let id, let kind, let title else { return nil }
        return TrialDocument(
            id: id, kind: kind, title: title, version: version, date: date, language: language, source: source,
            note: note)
    }
}
