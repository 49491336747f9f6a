import TrialValues

extension Criterion {
    /// What the criterion comes to for a subject.
    ///
    /// Of several observations the latest counts unless the criterion says otherwise; where two could be the latest,
    /// both must agree. What is not known makes the answer unknown unless the rest decides it.
    ///
    /// - Parameters:
    ///   - subject: what is known of the subject.
    ///   - context: the day on which one looks, the date that times are counted to, and the window of measured values.
    public func finding(
        given subject: SubjectFacts, in context: EvaluationContext = EvaluationContext()
    ) -> CriterionFinding {
        finding(SubjectView(subject: subject.seen(on: context.on), context: context))
    }

    func finding(_ view: SubjectView) -> CriterionFinding {
        switch self {
        case .all(let parts):
            return Criterion.joined(parts.map { $0.finding(view) }, { $0.reduce(.yes) { $0.and($1) } }, Settlement.all)
        case .any(let parts):
            return Criterion.joined(parts.map { $0.finding(view) }, { $0.reduce(.no) { $0.or($1) } }, Settlement.any)
        case .atLeast(let count, let parts):
            let findings = parts.map { $0.finding(view) }
            let certain = findings.count { $0.truth == .yes }
            let joined = Criterion.joined(
                findings, { Truth.atLeast(count, of: $0) }, { Settlement.atLeast(count, of: $0) })
            return joined.explained("\(Criterion.tally(certain, of: parts.count, needed: count)): \(joined.reason)")
        case .not(let part):
            let finding = part.finding(view)
            return CriterionFinding(
                truth: !finding.truth, reason: finding.reason, used: finding.used,
                settlement: finding.settlement.negated)
        case .holds(let measure): return view.finding(measure) { view.holds($0, measure) }
        case .known(let measure): return view.known(measure)
        case .compares(let measure, let relation, let comparand):
            return view.finding(measure, beside: [comparand]) { view.compare($0, measure, relation, comparand) }
        case .within(let measure, let bounds):
            return view.finding(measure, beside: [bounds.lower, bounds.upper]) { view.compare($0, measure, bounds) }
        case .isOne(let measure, let values): return view.finding(measure) { view.compare($0, measure, oneOf: values) }
        case .includes(let measure, let words, let all):
            return view.finding(measure) { view.includes($0, measure, words, all: all) }
        }
    }

    /// How many of some conditions hold and how many must, as reasons begin: `1 of 2 holds, 2 are needed`.
    package static func tally(_ certain: Int, of all: Int, needed: Int) -> String {
        "\(certain) of \(all) \(certain == 1 ? "holds" : "hold"), \(needed) \(needed == 1 ? "is" : "are") needed"
    }

    /// The finding of several conditions: its reasons are those of the conditions that decide it.
    private static func joined(
        _ findings: [CriterionFinding], _ combine: ([Truth]) -> Truth, _ settle: ([Settlement]) -> Settlement
    ) -> CriterionFinding {
        let truth = combine(findings.map(\.truth))
        let deciding = findings.filter { $0.truth == truth }
        var seen: Set<String> = []
        let reasons = deciding.map(\.reason).filter { seen.insert($0).inserted }
        var used: Set<FactUse> = []
        return CriterionFinding(
            truth: truth, reason: reasons.joined(separator: "; "),
            used: findings.flatMap(\.used).filter { used.insert($0).inserted },
            settlement: settle(findings.map(\.settlement)))
    }
}

extension CriterionFinding {
    fileprivate func explained(_ reason: String) -> CriterionFinding {
        CriterionFinding(truth: truth, reason: reason, used: used, settlement: settlement)
    }
}

/// What one possible value makes of a condition.
struct Judgement {
    let truth: Truth
    /// The sentence that tells it, about the value.
    let reason: String
    /// What to ask for where it is unknown.
    var asks: [[FactAsk]] = []
}

extension SubjectView {
    /// The finding on a measure whose possible values are judged one by one: what all of them say holds.
    ///
    /// - Parameter comparands: what the values are compared with: multiples of a limit of normal have an order of their own.
    func finding(
        _ measure: Measure, beside comparands: [Criterion.Comparand] = [], _ judge: (SubjectValue) -> Judgement
    ) -> CriterionFinding {
        let sighting = sighting(of: measure, scale: NormalScale(comparands))
        let judgements = sighting.values.map(judge)
        let used = sighting.values.flatMap { uses(of: $0, measure) }
        if let (asks, why) = sighting.missing {
            return CriterionFinding(truth: .unknown, reason: why, used: used, settlement: .open(asks))
        }
        let truths = Set(judgements.map(\.truth))
        guard truths.count > 1 else {
            let truth = truths.first ?? .unknown
            let asks = judgements.flatMap(\.asks)
            return CriterionFinding(
                truth: truth, reason: judgements.map(\.reason).first ?? "", used: used,
                settlement: truth == .unknown
                    ? .open(asks.isEmpty ? [[FactAsk(name(measure))]] : asks) : .settled(truth == .yes))
        }
        let asks = judgements.flatMap(\.asks)
        let reasons = judgements.map(\.reason).joined(separator: ", and ")
        return CriterionFinding(
            truth: .unknown, reason: "the values disagree, and it is not known which of them counts: \(reasons)",
            used: used, settlement: .open(asks.isEmpty ? [[FactAsk(name(measure), .date)]] : asks))
    }

    private func name(_ measure: Measure) -> String { measure.fact?.name ?? measure.factNames.first ?? measure.shown }

    /// Whether something is known: never no, as what is not known may become known.
    func known(_ measure: Measure) -> CriterionFinding {
        let sighting = sighting(of: measure)
        let used = sighting.values.flatMap { uses(of: $0, measure) }
        guard let (asks, why) = sighting.missing else {
            let values = sighting.values.map { text(of: $0, measure) }.joined(separator: " or ")
            return CriterionFinding(
                truth: .yes, reason: "\(measure.shown) is known: \(values)", used: used, settlement: .settled(true))
        }
        return CriterionFinding(
            truth: .unknown, reason: why, used: used, settlement: .open(asks, canFail: false))
    }
}
