import TrialValues

/// A prophylaxis that goes with the treatment, as a protocol asks for it.
///
/// ```yaml
/// prophylaxis:
///   - {against: herpes zoster, drug: acyclovir, with: ixazomib}
///   - {against: venous thrombosis, drug: aspirin, with: lenalidomide, contraindicated: platelets < 50,000 /mm3}
/// ```
public struct ProphylaxisRule: Sendable, Hashable {
    /// What it is against.
    public let against: String
    /// The drugs that serve, any one of them.
    public let drugs: [String]
    /// How much; `nil` or a gap where the protocol does not say.
    public let dose: Stated<String>?
    /// The drugs of the regimen that it goes with; all where the list is empty.
    public let with: [String]
    /// When none of its drugs may be given.
    public let contraindicated: Criterion?
    /// A remark.
    public let note: String?
    /// Where it stands.
    let place: Diagnostic.Place

    init?(_ keys: inout MappingReader, _ facts: FactDictionary) {
        let against = keys.required("against", .words, "what it is against")
        let drugs = keys.required("drug", .names, "the drug, or a list of which any one serves")
        dose = keys.optional("dose", .stated(.words), "how much")
        with = keys.optional("with", .names, "the drugs of the regimen that it goes with; all without it") ?? []
        contraindicated = keys.optional("contraindicated", .criterion(facts), "when it must not be given")
        note = keys.optional("note", .words, "a remark")
        place = keys.node.place
        guard let against, let drugs else { return nil }
        (self.against, self.drugs) = (against, drugs)
    }
}

extension Expectation where Value == [ProphylaxisRule] {
    /// The section `prophylaxis`.
    static func prophylaxis(_ facts: FactDictionary) -> Expectation {
        list(
            of: Expectation<ProphylaxisRule>.group(
                "keys such as {against: herpes zoster, drug: acyclovir}", of: "a prophylaxis"
            ) { ProphylaxisRule(&$0, facts) })
    }
}

/// Whether a subject had a prophylaxis in a cycle.
public struct ProphylaxisFinding: Sendable, Hashable {
    /// What was found.
    public enum Outcome: Sendable, Hashable {
        /// A drug of it was taken through the cycle.
        case taken(String)
        /// A drug of it was taken on some days of the cycle only.
        case partly(String, days: Int)
        /// It must not be given; why.
        case contraindicated(String)
        /// It must not be given, and was.
        case takenAgainst(String, because: String)
        /// None was taken.
        case missing
    }

    /// What it is against.
    public let against: String
    /// The cycle.
    public let cycle: Int
    /// What was found.
    public let outcome: Outcome

    /// Whether somebody should act on it.
    public var isFlagged: Bool {
        switch outcome {
        case .missing, .partly, .takenAgainst: true
        case .taken, .contraindicated: false
        }
    }

    /// The finding in words.
    public var words: String {
        switch outcome {
        case .taken(let drug): "cycle \(cycle), \(against): \(drug)"
        case .partly(let drug, let days):
            "cycle \(cycle), \(against): \(drug) on \(days) \(days == 1 ? "day" : "days") only"
        case .contraindicated(let why): "cycle \(cycle), \(against): none, contraindicated (\(why))"
        case .takenAgainst(let drug, let why):
            "cycle \(cycle), \(against): \(drug) was taken although contraindicated (\(why))"
        case .missing: "cycle \(cycle), \(against): none recorded"
        }
    }
}
