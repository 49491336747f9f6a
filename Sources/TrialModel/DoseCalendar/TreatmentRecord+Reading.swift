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
        let events = keys.optional("events", .list(of: .doseEvent), "what happened") ?? []
        let known = keys.optional("facts", .subjectFacts(facts), "labs, grades and what else is known, with dates")
        self.init(
            subject: subject, number: number, arm: arm, start: start, keeping: keeping, events: events,
            facts: known ?? SubjectFacts())
    }
}
