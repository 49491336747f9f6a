/// Several hypotheses of one trial that share a level: in a fixed order (`closed`), or along the arrows of a graph.
///
/// ```yaml
/// rule: closed
/// alpha: 0.025
/// hypotheses:
///   - {id: PFS, looks: 1}
///   - {id: OS, fractions: [0.5, 0.75, 1], spending: lan-demets-obf}
/// ```
public struct HypothesisFamily: Sendable, Hashable {
    /// One hypothesis.
    public struct Hypothesis: Sendable, Hashable {
        /// Its name.
        public let id: String
        /// The endpoint, where the name does not say it.
        public let endpoint: String?
        /// When it is looked at and how its level is spent.
        public let plan: LookPlan
        /// The part of the level that it begins with.
        public let weight: PrintedNumber?
        /// Which part of its level goes to which hypothesis once it is rejected.
        public let passesOn: [Passing]
    }

    /// A part of a level that goes to another hypothesis.
    public struct Passing: Sendable, Hashable {
        /// The hypothesis that it goes to.
        public let to: String
        /// Which part.
        public let part: PrintedNumber
    }

    /// The level of the family, of both sides together where there are two.
    public let alpha: PrintedNumber
    /// Whether the tests have two sides.
    public let isTwoSided: Bool
    /// The hypotheses, in the order of the file.
    public let hypotheses: [Hypothesis]

    /// Subjects of the treatment to those of the control.
    public let ratio: PrintedRatio?
    /// The median of the first endpoint in the control arm.
    public let control: Period?

    init?(_ keys: inout MappingReader, isGraph: Bool) {
        let alpha = keys.required(
            "alpha", .level, "the level of the family, of both sides together where there are two")
        isTwoSided = keys.optional("sides", .sides, "one (the default) or two") ?? false
        let hypotheses = keys.required(
            "hypotheses", .list(of: .hypothesis(isGraph: isGraph)),
            isGraph ? "the hypotheses" : "the hypotheses in the order in which they are tested")
        ratio = keys.optional("ratio", .ratio, "subjects of the treatment to those of the control; 1:1 by default")
        control = keys.optional(
            "control", .period,
            "the median in the control arm, to progression where `truth` has deaths of their own; for simulations")
        if let hypotheses {
            let names = hypotheses.map(\.id)
            for name in Set(names).sorted() where names.count(where: { $0 == name }) > 1 {
                keys.refuse("study.duplicate-id", "two hypotheses are called \(name)", at: "hypotheses")
            }
            for passing in hypotheses.flatMap(\.passesOn) where !names.contains(passing.to) {
                keys.refuse(
                    "study.unknown-name", "`passes on` names \(passing.to), which is no hypothesis", at: "hypotheses")
            }
        }
        guard let alpha, let hypotheses else { return nil }
        (self.alpha, self.hypotheses) = (alpha, hypotheses)
    }
}

/// Hypotheses in a fixed order: each has the whole level, once all before it are rejected.
public struct ClosedRule: RuleKeys {
    /// The hypotheses.
    public let family: HypothesisFamily

    init?(_ keys: inout MappingReader) {
        guard let family = HypothesisFamily(&keys, isGraph: false) else { return nil }
        self.family = family
    }
}

/// Hypotheses whose level passes along arrows once they are rejected (Bretz, Maurer, Brannath and Posch).
public struct GraphRule: RuleKeys {
    /// The hypotheses.
    public let family: HypothesisFamily

    init?(_ keys: inout MappingReader) {
        guard let family = HypothesisFamily(&keys, isGraph: true) else { return nil }
        self.family = family
    }
}

extension Expectation where Value == HypothesisFamily.Hypothesis {
    static func hypothesis(isGraph: Bool) -> Expectation {
        .group("keys such as {id: OS, fractions: [0.5, 1]}", of: "a hypothesis") { keys in
            let id = keys.required("id", .identifier, "the name of the hypothesis")
            let endpoint = keys.optional(
                "endpoint", .words, "the endpoint; the `id` by default. OS, or overall survival, is death")
            let plan = LookPlan(&keys)
            var weight: PrintedNumber?
            var passings: [HypothesisFamily.Passing] = []
            if isGraph {
                weight = keys.required("weight", .share, "the part of the level that it begins with")
                passings =
                    keys.optional(
                        "passes on", .passings, "which part of its level goes to which hypothesis once it is rejected")
                    ?? []
            }
            guard let id, let plan else { return nil }
            return HypothesisFamily.Hypothesis(
                id: id, endpoint: endpoint, plan: plan, weight: weight, passesOn: passings)
        }
    }
}

extension Expectation where Value == [HypothesisFamily.Passing] {
    static let passings = Expectation(
        "names with parts from 0 to 1, such as {OS: 1}",
        shape: .group([], others: Expectation<PrintedNumber>.share.shape)
    ) {
        node, name, problems in
        guard let entries = node.entries else {
            problems.append(
                StudyFault.type.diagnostic(node, name, expected: "names with parts from 0 to 1, such as {OS: 1}"))
            return nil
        }
        return entries.compactMap { entry in
            Expectation<PrintedNumber>.share.read(entry.value, "\(name): \(entry.key)", &problems)
                .map { HypothesisFamily.Passing(to: entry.key, part: $0) }
        }
    }
}
