import TrialValues

/// What a trial is called, who runs it, what it is for: the section `study`.
///
/// ```yaml
/// study:
///   id: NCT01718743
///   title: Ixazomib and lenalidomide maintenance after autologous transplantation
///   version: 2
///   phase: 2
///   sponsor: MD Anderson Cancer Center
///   conditions: [multiple myeloma]
///   participants: 64
///   changes: [{version: 2, date: 2026-03-01, what: "the platelet limit was lowered"}]
/// ```
public struct StudyIdentity: Sendable, Hashable {
    /// How far a drug has come.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        case early = "early 1"
        case one = "1"
        case oneTwo = "1/2"
        case two = "2"
        case twoThree = "2/3"
        case three = "3"
        case four = "4"
        case none = "not applicable"
    }

    /// One edit of the study file.
    public struct Change: Sendable, Hashable {
        /// The version that it made.
        public let version: String
        /// When.
        public let date: Day
        /// What was changed, in a sentence.
        public let what: String
    }

    /// The days that matter for the trial as a whole.
    public struct Dates: Sendable, Hashable {
        /// The first subject's enrolment.
        public let firstEnrolment: PartialDay?
        /// The last subject's enrolment.
        public let lastEnrolment: PartialDay?
        /// The last day whose facts are analysed.
        public let dataCutOff: PartialDay?
        /// The end of the trial.
        public let end: PartialDay?
        /// When the record of the trial was last changed.
        public let updated: PartialDay?
    }

    /// Its name, such as that of a registry.
    public let id: String
    /// What it is called.
    public let title: String
    /// The version of the study file.
    public let version: String?
    /// How far the drug has come.
    public let phase: Stated<Phase>?
    /// What kind of trial it is, in a few words.
    public let kind: String?
    /// The centres and countries, in a few words.
    public let countries: [String]
    /// Who answers for it.
    public let sponsor: Stated<String>?
    /// Where it is registered.
    public let registry: Stated<String>?
    /// What the subjects have.
    public let conditions: [String]
    /// What is given.
    public let treatments: [String]
    /// What it is to find out.
    public let purpose: String?
    /// A description for readers.
    public let description: String?
    /// How many take part; a blank is not 0.
    public let participants: Stated<Int>?
    /// The days that matter.
    public let dates: Dates?
    /// The edits of the file, in their order.
    public let changes: [Change]
    /// A remark.
    public let note: String?

    init?(_ keys: inout MappingReader) {
        let id = keys.required("id", .identifier, "the name that commands and reports use")
        let title = keys.required("title", .words, "what the trial is called")
        version = keys.optional("version", .words, "the version of this file")
        phase = keys.optional("phase", .stated(Expectation<Phase>.choice), "how far the drug has come")
        kind = keys.optional("kind", .words, "the kind of trial, such as randomised, double-blind")
        countries = keys.optional("countries", .list(of: .words), "where it runs") ?? []
        sponsor = keys.optional("sponsor", .stated(.words), "who answers for it")
        registry = keys.optional("registry", .stated(.words), "where it is registered")
        conditions = keys.optional("conditions", .list(of: .words), "what the subjects have") ?? []
        treatments = keys.optional("treatments", .list(of: .words), "what is given") ?? []
        purpose = keys.optional("purpose", .words, "what it is to find out")
        description = keys.optional("description", .words, "a description for readers")
        participants = keys.optional("participants", .stated(.count()), "how many take part")
        dates = keys.optional("dates", .studyDates, "the days that matter for the trial as a whole")
        changes = keys.optional("changes", .list(of: .change), "the edits of this file, in their order") ?? []
        note = keys.optional("note", .words, "a remark")
        for (earlier, later) in zip(changes, changes.dropFirst()) where later.date < earlier.date {
            keys.refuse(
                "study.order", "the change of \(later.date) stands after that of \(earlier.date)", at: "changes",
                advice: "put the changes in the order of their dates")
        }
        guard let id, let title else { return nil }
        (self.id, self.title) = (id, title)
    }
}

extension Expectation where Value == StudyIdentity {
    static let identity = Expectation.group(
        "keys such as {id: NCT01718743, title: …}", of: "`study`"
    ) { StudyIdentity(&$0) }
}

extension Expectation where Value == StudyIdentity.Change {
    fileprivate static let change = Expectation.group(
        "keys such as {version: 2, date: 2026-03-01, what: …}", of: "a change"
    ) { keys in
        let version = keys.required("version", .words, "the version that it made")
        let date = keys.required("date", .day, "when")
        let what = keys.required("what", .words, "what was changed")
        guard let version, let date, let what else { return nil }
        return StudyIdentity.Change(version: version, date: date, what: what)
    }
}

extension Expectation where Value == StudyIdentity.Dates {
    fileprivate static let studyDates = Expectation.group(
        "keys such as {first enrolment: 2012-12-04, data cut-off: 2020-10-01}", of: "`dates`"
    ) { keys in
        let first = keys.optional("first enrolment", .partialDay, "the first subject's enrolment")
        let last = keys.optional("last enrolment", .partialDay, "the last subject's enrolment")
        let cutOff = keys.optional("data cut-off", .partialDay, "the last day whose facts are analysed")
        let end = keys.optional("end", .partialDay, "the end of the trial")
        let updated = keys.optional("updated", .partialDay, "when the record of the trial was last changed")
        return StudyIdentity.Dates(
            firstEnrolment: first, lastEnrolment: last, dataCutOff: cutOff, end: end, updated: updated)
    }
}
