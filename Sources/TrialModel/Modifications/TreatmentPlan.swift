import TrialValues

/// How a study treats: its arms, the rules that change doses, and the prophylaxis that goes with them.
///
/// ```swift
/// let plan = try TreatmentPlan(StudyDocument(bytes: bytes, file: "study.yaml"))
/// plan[arm: "IXA-LEN"]?.regimen
/// ```
///
/// The sections `arms`, `modifications` and `prophylaxis` of a study file; its section `facts` says which facts rules may use.
public struct TreatmentPlan: Sendable, Hashable {
    /// The arms, in the order of the file.
    public let arms: [Arm]
    /// The rules that change doses.
    public let modifications: Modifications
    /// The prophylaxis.
    public let prophylaxis: [ProphylaxisRule]
    /// The facts that rules may use.
    public let facts: FactDictionary
    /// The sections that the protocol leaves open as a whole.
    public let open: [String]

    /// The plan of a document; other sections may be wrong.
    ///
    /// - Throws: every problem of the sections that are read.
    public init(_ document: StudyDocument) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        let facts = FactDictionary.read(document.root["facts"], &problems)
        let plan = Self.read(document, facts, &problems)
        guard let plan, problems.allSatisfy({ $0.severity < .error }) else {
            throw Diagnostics(
                problems.sorted {
                    ($0.place.line ?? 0, $0.place.column ?? 0) < ($1.place.line ?? 0, $1.place.column ?? 0)
                })
        }
        self = plan
    }

    /// The plan of a document; `nil` where a section of it is wrong. Problems of the sections, and of one beside another, are added.
    static func read(_ document: StudyDocument, _ facts: FactDictionary, _ problems: inout [Diagnostic])
        -> TreatmentPlan?
    {
        let before = problems.count
        let arms = section(document, "arms", .arms(facts), &problems)
        let areArmsWhole = !problems[before...].contains { $0.severity == .error }
        let modifications = section(document, "modifications", .modifications(facts), &problems)
        let prophylaxis = section(document, "prophylaxis", .prophylaxis(facts), &problems)
        let plan = TreatmentPlan(
            arms: arms ?? [], modifications: modifications ?? Modifications(), prophylaxis: prophylaxis ?? [],
            facts: facts, open: shapes.map(\.name).filter { document.root[$0]?.isGap ?? false })
        let isReadable = !problems[before...].contains { $0.severity == .error }
        // What one section says of another is looked at only where the arms could be read whole.
        if areArmsWhole {
            problems +=
                DoseChecks(arms: plan.arms, modifications: plan.modifications, prophylaxis: plan.prophylaxis).problems
        }
        return isReadable ? plan : nil
    }

    /// A section that may be there, or be left open as a whole.
    private static func section<Value: Hashable>(
        _ document: StudyDocument, _ name: String, _ expectation: Expectation<Value>, _ problems: inout [Diagnostic]
    ) -> Value? {
        guard let node = document.root[name] else { return nil }
        return Expectation<Stated<Value>>.stated(expectation).read(node, name, &problems)?.value
    }

    private init(
        arms: [Arm], modifications: Modifications, prophylaxis: [ProphylaxisRule], facts: FactDictionary, open: [String]
    ) {
        self.arms = arms
        self.modifications = modifications
        self.prophylaxis = prophylaxis
        self.facts = facts
        self.open = open
    }

    /// The arm of a name.
    public subscript(arm id: String) -> Arm? { arms.first { $0.id == id } }

    /// What editors check of the sections.
    static var shapes: [(name: String, shape: StudyShape)] {
        [
            ("arms", Expectation<[Arm]>.arms(.shipped).shape),
            ("modifications", Expectation<Modifications>.modifications(.shipped).shape),
            ("prophylaxis", Expectation<[ProphylaxisRule]>.prophylaxis(.shipped).shape),
        ]
    }
}
