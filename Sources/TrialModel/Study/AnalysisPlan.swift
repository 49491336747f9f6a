import TrialValues

/// Whom the analyses count, how, and in which groups: the section `analysis`.
///
/// ```yaml
/// analysis:
///   sets:
///     - {id: ITT, who: all randomised, rule: randomisation, as: randomised}
///     - {id: safety, who: all who got a dose, rule: start, as: treated}
///   subgroups:
///     - {id: age, by: age, bands: ["< 60 years", "60...74 years", ">= 75 years"]}
/// ```
public struct AnalysisPlan: Sendable, Hashable {
    /// By which arm a subject is counted.
    public enum Arm: String, Sendable, Hashable, CaseIterable {
        case randomised, treated, enrolled
    }

    /// Who is counted.
    public struct AnalysisSet: Sendable, Hashable {
        /// Its name.
        public let id: String
        /// Who belongs to it, in words.
        public let who: Stated<String>
        /// Who belongs to it, as a condition; `nil` where the file says it in words only.
        public let rule: Criterion?
        /// By which arm a subject is counted.
        public let arm: Arm?
        /// How many belong to it, by arm, where that is printed.
        public let subjects: [Count]
        /// The keys whose values the protocol does not print.
        public let notPrinted: [String]
        /// A remark.
        public let note: String?
    }

    /// How many of an arm.
    public struct Count: Sendable, Hashable {
        /// The arm.
        public let arm: String
        /// How many.
        public let subjects: Int
    }

    /// A method, in words.
    public struct Method: Sendable, Hashable {
        /// What it is for.
        public let name: String
        /// Which it is.
        public let method: Stated<String>
    }

    /// The sets.
    public let sets: [AnalysisSet]
    /// The methods, in words, by what they are for.
    public let methods: [Method]
    /// The groups within which endpoints are analysed too.
    public let subgroups: [SubgroupPlan]
    /// The analyses that test how much the result depends on assumptions.
    public let sensitivity: Stated<[String]>?
    /// How several tests share the level.
    public let multiplicity: Stated<String>?
    /// The level of significance, of both sides together where there are two.
    public let alpha: Stated<PrintedNumber>?
    /// What happens to missing values.
    public let missing: Stated<String>?
    /// The tables and figures.
    public let displays: [String]
    /// The software.
    public let software: Stated<[String]>?
    /// A remark.
    public let note: String?

    init(_ keys: inout MappingReader, _ facts: FactDictionary) {
        sets = keys.optional("sets", .list(of: .analysisSet(facts)), "who is counted") ?? []
        methods = keys.optional("methods", .methods, "the methods, by what they are for") ?? []
        subgroups =
            keys.optional("subgroups", .list(of: .subgroup, keepsReadable: true), "the groups analysed apart") ?? []
        sensitivity = keys.optional(
            "sensitivity", .stated(.oneOrMore), "the analyses that show how much depends on assumptions")
        multiplicity = keys.optional("multiplicity", .stated(.words), "how several tests share the level")
        alpha = keys.optional("alpha", .stated(.level), "the level, of both sides together where there are two")
        missing = keys.optional("missing", .stated(.words), "what happens to missing values")
        displays = keys.optional("displays", .list(of: .words), "the tables and figures") ?? []
        software = keys.optional("software", .stated(.oneOrMore), "the software")
        note = keys.optional("note", .words, "a remark")
    }
}

extension Expectation where Value == AnalysisPlan {
    static func analysis(_ facts: FactDictionary) -> Expectation {
        group("keys such as {sets: […], subgroups: […]}", of: "`analysis`") { AnalysisPlan(&$0, facts) }
    }
}

extension Expectation where Value == AnalysisPlan.AnalysisSet {
    fileprivate static func analysisSet(_ facts: FactDictionary) -> Expectation {
        group("keys such as {id: ITT, who: all randomised, rule: randomisation, as: randomised}", of: "an analysis set")
        {
            keys in
            let id = keys.required("id", .identifier, "its name")
            let who = keys.required("who", .stated(.words), "who belongs to it")
            let rule = keys.optional("rule", .criterion(facts), "the same as a condition on facts")
            let arm = keys.optional("as", Expectation<AnalysisPlan.Arm>.choice, "by which arm a subject is counted")
            let subjects = keys.optional("subjects", .counts, "how many belong to it, by arm") ?? []
            let notPrinted = keys.optionalNotPrinted()
            let note = keys.optional("note", .words, "a remark")
            guard let id, let who else { return nil }
            return AnalysisPlan.AnalysisSet(
                id: id, who: who, rule: rule, arm: arm, subjects: subjects, notPrinted: notPrinted, note: note)
        }
    }
}

extension Expectation where Value == [AnalysisPlan.Count] {
    fileprivate static let counts = Expectation(
        "arms with numbers of subjects, such as {ixazomib: 395}",
        shape: .group([], others: Expectation<Int>.count(from: 0).shape)
    ) { node, name, problems in
        node.namedValues(.count(from: 0), name, "arms with numbers of subjects, such as {ixazomib: 395}", &problems)?
            .map { AnalysisPlan.Count(arm: $0, subjects: $1) }
    }
}

extension Expectation where Value == [AnalysisPlan.Method] {
    fileprivate static let methods = Expectation(
        "names with methods, such as {time to event: Kaplan-Meier}",
        shape: .group([], others: Expectation<Stated<String>>.stated(.words).shape)
    ) { node, name, problems in
        node.namedValues(.stated(.words), name, "names with methods, such as {time to event: Kaplan-Meier}", &problems)?
            .map { AnalysisPlan.Method(name: $0, method: $1) }
    }
}

extension StudyNode {
    /// The values of keys whose names are free.
    func namedValues<Value>(
        _ expectation: Expectation<Value>, _ name: String, _ words: String, _ problems: inout [Diagnostic]
    ) -> [(name: String, value: Value)]? {
        guard let entries else {
            problems.append(StudyFault.type.diagnostic(self, name, expected: words))
            return nil
        }
        return entries.compactMap { entry in
            expectation.read(entry.value, "\(name): \(entry.key)", &problems).map { (entry.key, $0) }
        }
    }
}
