import TrialValues

extension TreatmentRecord {
    /// The record of a file.
    ///
    /// - Parameter facts: what can be known of a subject in the study.
    /// - Throws: all problems of the file at once.
    public init(_ document: StudyDocument, facts: FactDictionary) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        let record = Self.expectation(facts).read(document.root, "the events file", &problems)
        guard let record, problems.allSatisfy({ $0.severity < .error }) else {
            throw Diagnostics(
                problems.sorted {
                    ($0.place.line ?? 0, $0.place.column ?? 0) < ($1.place.line ?? 0, $1.place.column ?? 0)
                })
        }
        self = record
    }

    /// The record of rows, each with its cells by the names of their columns, such as those of a CSV file.
    ///
    /// A row is an event; one whose event is `fact` is an observation, with the columns `fact`, `value`, `lower limit` and `upper limit`.
    ///
    /// - Parameter name: what the rows are called where one has no place.
    /// - Throws: all problems of the rows at once.
    package init(
        rows: [[(column: String, text: String, place: Diagnostic.Place)]], facts: FactDictionary
    ) throws(Diagnostics) {
        let nodes = rows.compactMap(EventRow.init)
        let observations = nodes.filter { $0["event"] == "fact" }
        let names = observations.compactMap { $0["fact"] }.reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        var problems = observations.filter { $0["fact"] == nil || $0["date"] == nil }.map { row in
            Diagnostic(
                .error, "events.missing-key", "a row with the event `fact` has no `fact` or no `date`", at: row.place)
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        let known = names.map { name in
            let mine = observations.filter { $0["fact"] == name }
            return StudyNode.Entry(
                key: name, place: mine[0].place,
                value: StudyNode(content: .list(mine.map(\.observation)), place: mine[0].place))
        }
        let events = nodes.filter { $0["event"] != "fact" }
        let read = events.compactMap { Expectation<DoseEvent>.doseEvent.read($0.node, "a row", &problems) }
        let root = StudyNode(content: .mapping(known), place: rows.first?.first?.place ?? Diagnostic.Place())
        let subject = Expectation<SubjectFacts>.subjectFacts(facts).read(root, "facts", &problems)
        guard problems.isEmpty, let subject else { throw Diagnostics(problems) }
        self.init(events: read, facts: subject)
    }

    /// The keys of an events file, with their meaning.
    public static var keys: [MappingReader.Key] { MappingReader.keys { _ = TreatmentRecord(&$0, .shipped) } }

    private static func expectation(_ facts: FactDictionary) -> Expectation<TreatmentRecord> {
        Expectation(
            "a list of events, or keys such as {start: 2024-03-04, events: [{date: …, event: …}]}", shape: .any([])
        ) {
            node, name, problems in
            if node.items != nil {
                return Expectation<[DoseEvent]>.list(of: .doseEvent).read(node, name, &problems).map {
                    TreatmentRecord(events: $0)
                }
            }
            var keys = MappingReader(node, of: "the events file")
            let record = TreatmentRecord(&keys, facts)
            keys.finish()
            problems += keys.problems
            return record
        }
    }

    private init(_ keys: inout MappingReader, _ facts: FactDictionary) {
        let subject = keys.optional("subject", .words, "the subject's name")
        let number = keys.optional("number", .count(), "the subject's number in the order of enrolment")
        let arm = keys.optional("arm", .armName, "the arm")
        let start = keys.optional("start", .day, "the first day of the first cycle")
        let keeping =
            keys.optional("records", Expectation<Keeping>.choice, "what a dose without a record means") ?? .exceptions
        let events = keys.optional("events", .list(of: .doseEvent, atLeast: 0), "what happened") ?? []
        let known = keys.optional("facts", .subjectFacts(facts), "labs, grades and what else is known, with dates")
        self.init(
            subject: subject, number: number, arm: arm, start: start, keeping: keeping, events: events,
            facts: known ?? SubjectFacts())
        let entries = (keys.node.entries ?? []).map { ($0.key, $0.value.place) }
        places = Places(keys.node.place, values: Dictionary(entries, uniquingKeysWith: { first, _ in first }))
    }
}

/// A row of an events file in columns.
private struct EventRow {
    let cells: [(column: String, text: String, place: Diagnostic.Place)]
    let place: Diagnostic.Place

    /// A row; `nil` for one without cells.
    init?(_ cells: [(column: String, text: String, place: Diagnostic.Place)]) {
        guard let first = cells.first else { return nil }
        self.cells = cells
        place = first.place
    }

    subscript(name: String) -> String? { cells.first { $0.column == name }?.text }

    /// The row as keys with values.
    var node: StudyNode { StudyNode(content: .mapping(cells.map { entry($0.column, $0) }), place: place) }

    /// The observation of a row about a fact.
    var observation: StudyNode {
        let kept = cells.filter { !["event", "fact", "reason"].contains($0.column) }
        return StudyNode(content: .mapping(kept.map { entry($0.column, $0) }), place: place)
    }

    private func entry(_ key: String, _ cell: (column: String, text: String, place: Diagnostic.Place))
        -> StudyNode.Entry
    {
        StudyNode.Entry(key: key, place: cell.place, value: StudyNode(content: .text(cell.text), place: cell.place))
    }
}
