/// The recheck of a paper: its relations, what was checked, and what was found.
///
/// ```swift
/// let recheck = Recheck(paper)
/// recheck.contradictions.count
/// ```
///
/// A contradiction is reported only where no numbers that print so, under any reading, can all be true; an honest paper has none. What rests
/// on a model, on wording or on a weaker reading is a remark.
public struct Recheck: Sendable {
    /// The paper.
    public let paper: PublishedPaper
    /// Its relations, the written ones first.
    public let relations: [Relation]
    /// How many things were checked.
    public let checkCount: Int
    /// What was found: contradictions first, each kind in the order of the numbers.
    public let findings: [Finding]
    /// The exceptions that overruled nothing.
    public let idleExceptions: [CheckException]

    /// Checks a paper by every check there is.
    public init(_ paper: PublishedPaper) {
        self.init(paper, checks: CheckRegistry.all)
    }

    init(_ paper: PublishedPaper, checks: [any RecheckCheck.Type]) {
        self.paper = paper
        guard paper.numbers.first?.isQuotation != true else {
            (relations, checkCount, findings, idleExceptions) = ([], 0, [], [])
            return
        }
        let inference = RelationInference(paper)
        relations = inference.relations
        let facts = PaperFacts(paper, inference.relations, inference.labels)
        var log = CheckLog(paper)
        for check in checks {
            log.enter(check)
            check.examine(facts, &log)
        }
        checkCount = log.count
        let order = Dictionary(uniqueKeysWithValues: checks.enumerated().map { ($1.id, $0) })
        findings = log.findings.sorted { a, b in
            (a.kind == .contradiction ? 0 : 1, a.number, order[a.check] ?? 0)
                < (b.kind == .contradiction ? 0 : 1, b.number, order[b.check] ?? 0)
        }
        idleExceptions = paper.exceptions.indices.filter { !log.usedExceptions.contains($0) }.map {
            paper.exceptions[$0]
        }
    }

    /// The findings that cannot all be true.
    public var contradictions: [Finding] { findings.filter { $0.kind == .contradiction } }
    /// The findings to look at again.
    public var remarks: [Finding] { findings.filter { $0.kind == .remark } }
}
