import TrialValues

/// The second reading of a study file: what is well formed and cannot be, or is doubtful.
///
/// The first reading looks at one section at a time; this one holds the sections against each other.
struct StudyChecks {
    let study: StudyParts
    let document: StudyDocument
    private(set) var problems: [Diagnostic] = []

    /// Everything that is found.
    static func problems(of study: StudyParts, in document: StudyDocument) -> [Diagnostic] {
        var checks = StudyChecks(study: study, document: document)
        checks.checkNames()
        checks.checkEndpoints()
        checks.checkMonitoring()
        checks.checkAllocation()
        checks.checkSets()
        checks.checkNumbers()
        for subgroup in study.analysis?.subgroups ?? [] {
            checks.problems += SubgroupChecks.problems(of: subgroup, facts: study.facts)
        }
        return checks.problems
    }

    /// Items of a list that share a name.
    private mutating func checkNames() {
        for (section, word) in [
            ("endpoints", "endpoints"), ("sites", "sites"), ("documents", "documents"), ("arms", "arms"),
        ] {
            checkTwins(document.root[section], word)
        }
        checkTwins(document.root["analysis"]?["sets"], "analysis sets")
        checkTwins(document.root["analysis"]?["subgroups"], "subgroups")
        checkTwins(document.root["assessments"]?["visits"], "visits")
    }

    private mutating func checkTwins(_ node: StudyNode?, _ word: String) {
        var known: Set<String> = []
        for item in node?.items ?? [] {
            guard let id = item["id"], let text = id.text, !known.insert(text).inserted else { continue }
            add(.error, "study.duplicate-id", "two \(word) have the id \(text)", at: id.place)
        }
    }

    /// An endpoint needs events that something yields.
    private mutating func checkEndpoints() {
        guard document.root["assessments"] == nil || study.assessments != nil else { return }
        for node in document.root["endpoints"]?.items ?? [] {
            for key in ["from", "event", "competing", "censor"] {
                let places =
                    node[key]?.items?.map { ($0.text ?? "", $0.place) }
                    ?? node[key].map { [($0.text ?? "", $0.place)] } ?? []
                for (name, place) in places where name != Stated<String>.word && !name.isEmpty {
                    checkEvent(name, of: node["id"]?.text ?? "", key, at: place)
                }
            }
        }
    }

    private mutating func checkEvent(_ name: String, of endpoint: String, _ key: String, at place: Diagnostic.Place) {
        let isOutcome = key == "event" || key == "competing"
        let known = isOutcome ? study.outcomes : study.events
        guard !known.contains(name) else { return }
        let nearest = NearestName(to: name, among: known).map { "did you mean `\($0.name)`?" }
        let role =
            ["from": "starts at", "event": "ends with", "competing": "has as competing event"][key] ?? "is censored at"
        add(
            .error, "study.no-source",
            "the endpoint \(endpoint) \(role) `\(name)`, which no assessment yields and no fact is", at: place,
            advice: nearest ?? "add the assessment that yields it (`produces: [\(name)]`), or a fact of kind date")
    }

    /// A rule that watches an endpoint needs one that is there.
    private mutating func checkMonitoring() {
        let names = document.root["endpoints"]?.items?.compactMap { $0["id"]?.text } ?? []
        guard !names.isEmpty else { return }
        for rule in document.root.rules {
            let watched = [rule["endpoint"]] + (rule["hypotheses"]?.items ?? []).map { $0["id"] }
            for node in watched {
                guard let node, let endpoint = node.text, !names.contains(endpoint) else { continue }
                let nearest = NearestName(to: endpoint, among: names).map { "did you mean `\($0.name)`?" }
                add(
                    .error, "study.unknown-name",
                    "the rule \(rule["id"]?.text ?? rule["rule"]?.text ?? "") watches \(endpoint), which is no endpoint",
                    at: node.place, advice: nearest ?? "the endpoints are " + names.joined(separator: ", "))
            }
        }
    }

    private mutating func checkAllocation() {
        guard let allocation = study.allocation, let node = document.root["allocation"] else { return }
        let arms = document.root["arms"]?.items?.count
        if let parts = allocation.ratio?.value?.parts, let arms, parts.count != arms {
            add(
                .error, "study.conflict",
                "the ratio \(allocation.ratio?.value?.description ?? "") has \(parts.count) parts; the study has \(arms) arms",
                at: node["ratio"]?.place ?? node.place)
        }
        if let method = allocation.method.value, let arms, arms < 2, method != .none {
            add(
                .error, "study.conflict", "the method is \(method.rawValue), and the study has one arm",
                at: node["method"]?.place ?? node.place,
                advice: "write `method: none`, or add the other arms")
        }
    }

    /// The arms that analysis sets count.
    private mutating func checkSets() {
        let arms = document.root["arms"]?.items?.compactMap { $0["id"]?.text } ?? []
        guard !arms.isEmpty else { return }
        for (index, set) in (study.analysis?.sets ?? []).enumerated() {
            let node = document.root["analysis"]?["sets"]?.items?[index]
            for count in set.subjects where !arms.contains(count.arm) {
                add(
                    .error, "study.unknown-name", "the set \(set.id) counts the arm \(count.arm), which is none",
                    at: node?["subjects"]?.place ?? Diagnostic.Place(file: document.file),
                    advice: "the arms are " + arms.joined(separator: ", "))
            }
        }
    }

    /// Numbers that are said twice.
    private mutating func checkNumbers() {
        if let participants = study.study?.participants?.value, let size = study.design?.facts?.sampleSize,
            size != participants
        {
            add(
                .warning, "study.conflict",
                "`participants` is \(participants), and the design's `sample size` is \(size)",
                at: document.root["study"]?["participants"]?.place ?? Diagnostic.Place(file: document.file))
        }
        guard let dates = study.study?.dates, let node = document.root["study"]?["dates"] else { return }
        let order = [
            ("first enrolment", dates.firstEnrolment), ("last enrolment", dates.lastEnrolment),
            ("data cut-off", dates.dataCutOff),
        ].compactMap { name, day in day.map { (name, $0) } }
        for (earlier, later) in zip(order, order.dropFirst()) where later.1.last < earlier.1.first {
            add(
                .error, "study.order", "`\(later.0)`, \(later.1), lies before `\(earlier.0)`, \(earlier.1)",
                at: node[later.0]?.place ?? node.place)
        }
    }

    private mutating func add(
        _ severity: Diagnostic.Severity, _ rule: String, _ message: String, at place: Diagnostic.Place,
        advice: String? = nil
    ) {
        problems.append(Diagnostic(severity, rule, message, at: place, advice: advice))
    }
}

extension StudyParts {
    /// What an endpoint may start at or be censored at: what assessments yield, and facts that are dates.
    var events: [String] { (assessments?.events ?? []) + dates }

    /// What may end an endpoint: what assessments yield, and dates that no assessment would yield.
    var outcomes: [String] {
        let yielded = Set(AssessmentPlan.Subject.allCases.flatMap(\.events))
        return (assessments?.events ?? []) + dates.filter { !yielded.contains($0) }
    }

    private var dates: [String] { facts.facts.filter { $0.kind == .date }.flatMap(\.names) }
}

extension StudyNode {
    /// The rules of a study file's sections `monitoring` and `design`, as they stand.
    fileprivate var rules: [StudyNode] {
        let sections = [self["monitoring"], self["design"], self["design"]?["rules"]].compactMap(\.self)
        return sections.flatMap { $0.items ?? ($0["rule"] == nil ? [] : [$0]) }
    }
}
