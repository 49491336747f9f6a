/// What is looked at while subjects take part, and by which criteria: the section `assessments`.
///
/// ```yaml
/// assessments:
///   response: {criteria: IMWG-2016, schedule: every 1 to 3 cycles, options: {nadir: confirmed}}
///   toxicity: {criteria: CTCAE-4.0, schedule: before each cycle}
///   survival: {schedule: every 12 weeks}
/// ```
///
/// An assessment yields events, which endpoints use: a response assessment yields `progression` and `response`.
public struct AssessmentPlan: Sendable, Hashable {
    /// What is looked at.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
        case response, survival
        case nextTherapy = "next therapy"
        case toxicity, malignancies, mrd, staging, cytogenetics, frailty
        case qualityOfLife = "quality of life"
        case pain, performance, laboratory

        /// The events that looking at it yields.
        public var events: [String] {
            switch self {
            case .response: ["progression", "response", "best response", "relapse"]
            case .survival: ["death", "last contact"]
            case .nextTherapy: ["next therapy", "progression on next therapy"]
            case .toxicity: ["adverse event", "serious adverse event", "dose-limiting toxicity", "toxicity"]
            case .malignancies: ["second malignancy"]
            case .mrd: ["MRD"]
            case .qualityOfLife: ["quality of life"]
            case .pain: ["pain"]
            case .performance: ["performance"]
            case .laboratory: ["laboratory"]
            case .staging, .cytogenetics, .frailty: []
            }
        }
    }

    /// One thing that is looked at.
    public struct Assessment: Sendable, Hashable {
        /// What.
        public let subject: Subject
        /// By which criteria, with their version.
        public let criteria: Stated<String>?
        /// When.
        public let schedule: Stated<String>?
        /// How.
        public let method: Stated<String>?
        /// Who judges.
        public let assessor: Stated<String>?
        /// What belongs to it, such as the abnormalities that are of high risk.
        public let items: [String]
        /// The findings that count as high risk.
        public let highRisk: [String]
        /// The findings that count as standard risk.
        public let standardRisk: [String]
        /// How the criteria are read where they leave a choice.
        public let options: [Option]
        /// Events of its own that it yields, besides those of its kind.
        public let produces: [String]
        /// A remark.
        public let note: String?

        /// All events that it yields.
        public var events: [String] { subject.events + produces }
    }

    /// How criteria are read where they leave a choice.
    public struct Option: Sendable, Hashable {
        /// What is chosen.
        public let name: String
        /// How.
        public let choice: Stated<String>
    }

    /// A visit.
    public struct Visit: Sendable, Hashable {
        /// Its name.
        public let id: String
        /// When it is, in words such as `day 1 of each cycle`.
        public let when: String
        /// How far it may be moved.
        public let window: String?
        /// What is done.
        public let items: [String]
    }

    /// What is looked at, in the order of the file.
    public let assessments: [Assessment]
    /// The visits.
    public let visits: [Visit]

    /// What is looked at under a name.
    public subscript(subject: Subject) -> Assessment? { assessments.first { $0.subject == subject } }

    /// The events that all of it yields.
    public var events: [String] { assessments.flatMap(\.events) }

    init(_ keys: inout MappingReader) {
        var assessments: [Assessment] = []
        for subject in Subject.allCases {
            let meaning =
                subject.events.isEmpty
                ? "how it is found" : "how it is found; yields " + subject.events.joined(separator: ", ")
            if let found = keys.optional(subject.rawValue, .assessment(subject), meaning) { assessments.append(found) }
        }
        self.assessments = assessments
        visits = keys.optional("visits", .list(of: .visit), "the visits") ?? []
    }
}

extension Expectation where Value == AssessmentPlan {
    static let assessments = Expectation.group(
        "keys such as {response: {criteria: IMWG-2016}}", of: "`assessments`"
    ) { AssessmentPlan(&$0) }
}

extension Expectation where Value == AssessmentPlan.Assessment {
    fileprivate static func assessment(_ subject: AssessmentPlan.Subject) -> Expectation {
        .group("keys such as {criteria: …, schedule: …}", of: "the assessment `\(subject.rawValue)`") { keys in
            AssessmentPlan.Assessment(
                subject: subject,
                criteria: keys.optional("criteria", .stated(.words), "the criteria with their version"),
                schedule: keys.optional("schedule", .stated(.words), "when it is done"),
                method: keys.optional("method", .stated(.words), "how it is done"),
                assessor: keys.optional("assessor", .stated(.words), "who judges"),
                items: keys.optional("items", .list(of: .words), "what belongs to it") ?? [],
                highRisk: keys.optional("high risk", .list(of: .words), "the findings of high risk") ?? [],
                standardRisk: keys.optional("standard risk", .list(of: .words), "the findings of standard risk") ?? [],
                options: keys.optional("options", .options, "how the criteria are read where they leave a choice")
                    ?? [],
                produces: keys.optional("produces", .list(of: .words), "further events that it yields") ?? [],
                note: keys.optional("note", .words, "a remark"))
        }
    }
}

extension Expectation where Value == [AssessmentPlan.Option] {
    fileprivate static let options = Expectation(
        "names with choices, such as {nadir: confirmed}",
        shape: .group([], others: Expectation<Stated<String>>.stated(.words).shape)
    ) { node, name, problems in
        node.namedValues(.stated(.words), name, "names with choices, such as {nadir: confirmed}", &problems)?
            .map { AssessmentPlan.Option(name: $0, choice: $1) }
    }
}

extension Expectation where Value == AssessmentPlan.Visit {
    fileprivate static let visit = Expectation.group(
        "keys such as {id: C1D1, when: day 1 of cycle 1}", of: "a visit"
    ) { keys in
        let id = keys.required("id", .identifier, "its name")
        let when = keys.required("when", .words, "when it is")
        let window = keys.optional("window", .words, "how far it may be moved")
        let items = keys.optional("items", .list(of: .words), "what is done") ?? []
        guard let id, let when else { return nil }
        return AssessmentPlan.Visit(id: id, when: when, window: window, items: items)
    }
}
