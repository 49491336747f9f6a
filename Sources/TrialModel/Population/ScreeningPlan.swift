import TrialValues

/// What a study file says of who may take part: its sections `facts` and `population`, and the study's name.
///
/// The other sections are passed over, so that a file screens before it is complete.
public struct ScreeningPlan: Sendable {
    /// The id of the study, where the file has one.
    public let study: String?
    /// The facts of the study.
    public let facts: FactDictionary
    /// Who may take part.
    public let population: Population
    /// What is doubtful in the two sections, without being wrong.
    public let warnings: [Diagnostic]

    /// The plan of a document.
    ///
    /// - Throws: every problem of the two sections; `study.open` where the file leaves the population open.
    public init(_ document: StudyDocument) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        let facts = FactDictionary.read(document.root["facts"], &problems)
        self.facts = facts
        study = document.root["study"]?["id"]?.text
        let open = OpenSection(.population, in: document)
        if let open { problems.append(open.diagnostic) }
        let population =
            open == nil ? document.root["population"].flatMap { Population.read($0, facts: facts, &problems) } : nil
        if document.root["population"] == nil {
            problems.append(
                Diagnostic(
                    .error, "study.missing-key", "the file has no section `population`", at: document.root.place,
                    advice: "add `population:` with `inclusion:` and `exclusion:`"))
        }
        problems.sort { ($0.place.line ?? 0, $0.place.column ?? 0) < ($1.place.line ?? 0, $1.place.column ?? 0) }
        guard let population, problems.allSatisfy({ $0.severity < .error }) else { throw Diagnostics(problems) }
        self.population = population
        warnings = problems
    }
}
