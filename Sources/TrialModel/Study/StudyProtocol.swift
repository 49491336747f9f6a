import TrialValues

/// A whole study file, understood: what a protocol synopsis holds, in the order in which it holds it.
///
/// ```swift
/// let study = try StudyProtocol(StudyDocument(bytes: bytes, file: "study.yaml"))
/// study.endpoints.first?.id    // "PFS"
/// study.gaps.count             // what the protocol leaves open
/// ```
///
/// A file with an error becomes no value: all its problems are thrown together. What is well formed and doubtful stands
/// in ``remarks``.
public struct StudyProtocol: Sendable, Hashable {
    /// The file's path as the user gave it.
    public let file: String?
    /// What the trial is called, who runs it, what it is for.
    public let study: StudyIdentity
    /// What can be known of a subject: the shipped facts with the study's own.
    public let facts: FactDictionary
    /// Who may take part.
    public let population: Population?
    /// What is given: arms, rules that change doses, prophylaxis.
    public let treatment: TreatmentPlan
    /// How subjects come to their arms.
    public let allocation: AllocationPlan?
    /// What is looked at while subjects take part.
    public let assessments: AssessmentPlan?
    /// What the trial is judged by.
    public let endpoints: [Endpoint]
    /// The design and the rules that steer the trial.
    public let design: StudyDesign
    /// Whom the analyses count, how, and in which groups.
    public let analysis: AnalysisPlan?
    /// Where subjects take part.
    public let sites: [Site]
    /// The papers that belong to the trial.
    public let documents: [TrialDocument]
    /// What the protocol leaves open.
    public let gaps: [StudyGap]
    /// What is doubtful, without being wrong.
    public let remarks: [Diagnostic]

    /// The study of a document.
    ///
    /// - Throws: every problem of the document, in the order of its lines: what is misspelt, missing or of a wrong kind,
    ///   and what is well formed and cannot be, such as an endpoint whose event nothing yields.
    public init(_ document: StudyDocument) throws(Diagnostics) {
        var reading = StudyReading(document)
        let parts = StudyParts(&reading)
        reading.add(StudyChecks.problems(of: parts, in: document))
        guard let study = parts.study, let design = parts.design, let treatment = parts.treatment, reading.isFaultless
        else {
            throw Diagnostics(reading.sorted)
        }
        file = document.file
        self.study = study
        facts = parts.facts
        population = parts.population
        self.treatment = treatment
        allocation = parts.allocation
        assessments = parts.assessments
        endpoints = parts.endpoints ?? []
        self.design = design
        analysis = parts.analysis
        sites = parts.sites ?? []
        documents = parts.documents ?? []
        gaps = StudyGap.all(of: document)
        remarks = reading.sorted
    }
}

/// The sections of a study file as far as they could be read; `nil` where one is not there or is wrong.
struct StudyParts {
    let study: StudyIdentity?
    let facts: FactDictionary
    let population: Population?
    let treatment: TreatmentPlan?
    let allocation: AllocationPlan?
    let assessments: AssessmentPlan?
    let endpoints: [Endpoint]?
    let design: StudyDesign?
    let analysis: AnalysisPlan?
    let sites: [Site]?
    let documents: [TrialDocument]?

    init(_ reading: inout StudyReading) {
        study = reading.study()
        design = reading.design()
        let facts = reading.facts()
        self.facts = facts
        population = reading.section(.population, Population.expectation(facts))
        treatment = reading.treatment(facts)
        allocation = reading.section(.allocation, .allocation)
        assessments = reading.section(.assessments, .assessments)
        endpoints = reading.section(.endpoints, .list(of: .endpoint))
        analysis = reading.section(.analysis, .analysis(facts))
        sites = reading.section(.sites, .list(of: .site, atLeast: 0))
        documents = reading.section(.documents, .list(of: .trialDocument, atLeast: 0))
    }
}

extension StudyParts {
    /// What editors check of every section that is read here.
    static var shapes: [(section: StudySection, shape: StudyShape)] {
        let treatment = TreatmentPlan.shapes.compactMap { name, shape in
            StudySection(rawValue: name).map { (section: $0, shape: shape) }
        }
        return treatment + [
            (.study, Expectation<StudyIdentity>.identity.shape),
            (.facts, FactDictionary.shape),
            (.population, Population.expectation(.shipped).shape),
            (.allocation, Expectation<AllocationPlan>.allocation.shape),
            (.assessments, Expectation<AssessmentPlan>.assessments.shape),
            (.endpoints, .list(Expectation<Endpoint>.endpoint.shape)),
            (.analysis, Expectation<AnalysisPlan>.analysis(.shipped).shape),
            (.sites, .list(Expectation<Site>.site.shape)),
            (.documents, .list(Expectation<TrialDocument>.trialDocument.shape)),
        ]
    }
}

/// The reading of a study file, section by section.
struct StudyReading {
    private let document: StudyDocument
    private(set) var problems: [Diagnostic] = []

    init(_ document: StudyDocument) { self.document = document }

    /// Whether nothing is wrong so far.
    var isFaultless: Bool { problems.allSatisfy { $0.severity < .error } }

    /// The problems in the order of the file, each once: two readers may find the same.
    var sorted: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return problems.filter { seen.insert($0).inserted }.sorted {
            ($0.place.line ?? 0, $0.place.column ?? 0) < ($1.place.line ?? 0, $1.place.column ?? 0)
        }
    }

    /// What the trial is called; it must be there.
    mutating func study() -> StudyIdentity? {
        guard let node = document.root["study"] else {
            let isRule = document.root["rule"] != nil || document.root.items != nil
            problems.append(
                Diagnostic(
                    .error, "study.missing-key",
                    isRule
                        ? "the file holds rules only; a study file has the section `study`" : "the file has no `study`",
                    at: document.root.place, advice: "add `study: {id: …, title: …}`"))
            return nil
        }
        return Expectation<StudyIdentity>.identity.read(node, "study", &problems)
    }

    /// The design and the rules; refuses unknown sections too.
    mutating func design() -> StudyDesign? {
        do throws(Diagnostics) {
            return try StudyDesign(document)
        } catch {
            problems += error.all
            return nil
        }
    }

    /// The facts: the shipped ones, and those of the file.
    mutating func facts() -> FactDictionary { FactDictionary.read(document.root["facts"], &problems) }

    /// The arms with the rules that change doses, and the prophylaxis.
    mutating func treatment(_ facts: FactDictionary) -> TreatmentPlan? {
        TreatmentPlan.read(document, facts, &problems)
    }

    /// A section that may be there, or be left open as a whole.
    mutating func section<Value: Hashable>(_ section: StudySection, _ expectation: Expectation<Value>) -> Value? {
        guard let node = document.root[section.rawValue] else { return nil }
        return Expectation<Stated<Value>>.stated(expectation).read(node, section.rawValue, &problems)?.value
    }

    /// Adds problems that another reader found.
    mutating func add(_ found: [Diagnostic]) { problems += found }
}
