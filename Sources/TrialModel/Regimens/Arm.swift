import TrialValues

/// An arm of a trial: whom it is called after, how many it shall have, and what they are treated with.
///
/// ```yaml
/// arms:
///   - id: IXA-LEN
///     title: Ixazomib and lenalidomide
///     subjects: 64
///     regimen: {…}
/// ```
public struct Arm: Sendable, Hashable {
    /// Its short name.
    public let id: String
    /// Its title.
    public let title: String?
    /// How many subjects are planned.
    public let subjects: Stated<Int>?
    /// What they are treated with; `nil` for an arm that is only observed.
    public let regimen: Stated<Regimen>?
    /// A remark.
    public let note: String?
    /// Where it stands.
    let node: StudyNode

    init?(_ keys: inout MappingReader, _ facts: FactDictionary) {
        let id = keys.required("id", .armName, "a short name for options and reports")
        title = keys.optional("title", .words, "the title")
        subjects = keys.optional("subjects", .stated(.count()), "how many subjects are planned")
        regimen = keys.optional("regimen", .stated(.regimen(facts)), "what the arm is treated with")
        note = keys.optional("note", .words, "a remark")
        node = keys.node
        guard let id else { return nil }
        self.id = id
        checkCohorts(&keys)
    }

    /// The cohorts of a start dose cover the subjects that are planned.
    private func checkCohorts(_ keys: inout MappingReader) {
        guard let planned = subjects?.value, let regimen = regimen?.value else { return }
        for drug in regimen.drugs {
            let spans = RegimenDrug.cohorts(drug.doses.value ?? []).compactMap(\.subjects)
            guard !spans.isEmpty, let fault = SpanFault(spans, through: planned), case .short = fault else { continue }
            keys.refuse(
                "study.gap", "`dose` of \(drug.name): " + fault.words("subject") + ", and \(planned) are planned",
                at: drug.node.place(of: ["dose"]))
        }
    }
}

extension Expectation where Value == String {
    /// The name of an arm: as an identifier, with a plus for combinations.
    static let armName = Expectation(
        "a name of letters, digits and - . _ +", shape: .text(pattern: "^[A-Za-z0-9][A-Za-z0-9._+-]*$")
    ) { text throws(StudyFault) in
        guard text.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9._+-]*/#) != nil else { throw .type }
        return text
    }
}

extension Expectation where Value == [Arm] {
    /// The section `arms`.
    static func arms(_ facts: FactDictionary) -> Expectation {
        let list = list(of: Expectation<Arm>.arm(facts))
        return Expectation("a list of arms, such as [{id: A, regimen: {…}}]", shape: list.shape) {
            node, name, problems in
            guard let arms = list.read(node, name, &problems) else { return nil }
            for (index, arm) in arms.enumerated() where arms[..<index].contains(where: { $0.id == arm.id }) {
                problems.append(
                    Diagnostic(
                        .error, "study.duplicate-id", "two arms have the id \(arm.id)", at: arm.node.place(of: ["id"])))
            }
            return arms
        }
    }
}

extension Expectation where Value == Arm {
    /// One arm.
    static func arm(_ facts: FactDictionary) -> Expectation {
        .group("keys such as {id: A, regimen: {…}}", of: "an arm") { Arm(&$0, facts) }
    }
}
