/// What the trial is judged by: an item of the section `endpoints`.
///
/// ```yaml
/// endpoints:
///   - id: PFS
///     role: primary
///     kind: time to event
///     from: transplant
///     event: [progression, death]
///     censor: last contact
///     estimand: {population: all enrolled, treatment: as assigned, summary: median}
/// ```
public struct Endpoint: Sendable, Hashable {
    /// What it is for.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        case primary
        case keySecondary = "key secondary"
        case secondary, exploratory, recorded
    }

    /// What kind of number it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case timeToEvent = "time to event"
        case proportion, incidence, score, count, description
    }

    /// Its name.
    public let id: String
    /// What it is called.
    public let title: String?
    /// What it is for.
    public let role: Role
    /// What kind of number it is.
    public let kind: Stated<Kind>
    /// When its clock starts: a fact that is a date, or an event.
    public let from: Stated<String>?
    /// The events that end it, the first of which counts.
    public let event: Stated<[String]>?
    /// The events that make it impossible.
    public let competing: [String]
    /// Where a subject without the event is censored.
    public let censor: Stated<[String]>?
    /// Who judges the event.
    public let assessor: Stated<String>?
    /// How long it is followed.
    public let horizon: Period?
    /// What it is, in words, where the keys above do not say it.
    public let definition: Stated<String>?
    /// Whom it concerns, where not all.
    public let subgroup: String?
    /// The instrument of a score.
    public let instrument: Stated<String>?
    /// What is to be estimated, by the addendum E9(R1).
    public let estimand: Estimand?
    /// The keys whose values the protocol does not print.
    public let notPrinted: [String]
    /// A remark.
    public let note: String?

    init?(_ keys: inout MappingReader) {
        let id = keys.required("id", .identifier, "its name")
        title = keys.optional("title", .words, "what it is called")
        let role = keys.required("role", Expectation<Role>.choice, "what it is for")
        kind =
            keys.optional(
                "kind", .stated(Expectation<Kind>.choice), "what kind of number it is; time to event by default")
            ?? .stated(.timeToEvent)
        from = keys.optional("from", .stated(.words), "when its clock starts: a date among the facts, or an event")
        event = keys.optional("event", .stated(.oneOrMore), "the events that end it; the first of them counts")
        competing = keys.optional("competing", .oneOrMore, "the events that make it impossible") ?? []
        censor = keys.optional("censor", .stated(.oneOrMore), "where a subject without the event is censored")
        assessor = keys.optional("assessor", .stated(.words), "who judges the event")
        horizon = keys.optional("horizon", .period, "how long it is followed")
        definition = keys.optional("definition", .stated(.words), "what it is, where the other keys do not say it")
        subgroup = keys.optional("subgroup", .words, "whom it concerns, where not all")
        instrument = keys.optional("instrument", .stated(.words), "the instrument of a score")
        estimand = keys.optional("estimand", .estimand, "what is to be estimated, by ICH E9(R1)")
        notPrinted = keys.optionalNotPrinted()
        note = keys.optional("note", .words, "a remark")
        guard let id, let role else { return nil }
        (self.id, self.role) = (id, role)
        if kind.value == .timeToEvent, definition == nil {
            for key in ["from", "event"] where !keys.has(key) {
                keys.refuse(
                    "study.missing-key", "the endpoint \(id) is a time to an event and has no `\(key)`",
                    advice: "add `\(key): …`, or `\(key): unspecified` where the protocol leaves it open")
            }
        }
    }
}

extension Expectation where Value == Endpoint {
    static let endpoint = Expectation.group(
        "keys such as {id: PFS, role: primary, from: randomisation, event: [progression, death]}", of: "an endpoint"
    ) { Endpoint(&$0) }
}

extension Expectation where Value == [String] {
    /// One text, or a list of them.
    static let oneOrMore = Expectation(
        "a text, or a list of texts", shape: .any([.text(pattern: nil), .list(.text(pattern: nil))])
    ) { node, name, problems in
        if node.items != nil { return Expectation<[String]>.list(of: .words).read(node, name, &problems) }
        return Expectation<String>.words.read(node, name, &problems).map { [$0] }
    }
}

extension MappingReader {
    /// The key `not printed`: the keys whose values the protocol does not print.
    mutating func optionalNotPrinted() -> [String] {
        let names =
            optional("not printed", .list(of: .words), "the keys whose values the protocol does not print") ?? []
        for name in names where !has(name) {
            refuse("study.unknown-name", "`not printed` names `\(name)`, which is not there", at: "not printed")
        }
        return names
    }
}
