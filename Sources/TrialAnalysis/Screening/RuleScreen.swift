import TrialModel
import TrialTables
import TrialValues

/// A criterion of a study, made ready for the columns of a table.
final class RuleScreen {
    /// The conditions of a rule as they are joined.
    indirect enum Node {
        case condition(ConditionScreen)
        case all([Node])
        case any([Node])
        case atLeast(Int, [Node])
        case not(Node)
    }

    let criterion: EligibilityCriterion
    /// The rule's conditions, or a person's verdict; `nil` where the protocol leaves it open and no column has verdicts.
    let root: Node?
    /// For each row of the batch, whether the demand is met: 0 no, 1 unknown, 2 yes.
    let verdicts: UnsafeMutablePointer<UInt8>
    /// What a rule without conditions comes to.
    private let open: CriterionFinding?
    private let capacity: Int

    init(
        _ criterion: EligibilityCriterion, _ context: EvaluationContext, _ columns: SubjectColumns,
        _ days: borrowing DayColumns, capacity: Int
    ) {
        self.criterion = criterion
        self.capacity = capacity
        let own = context.with(window: criterion.window)
        if let rule = criterion.rule {
            root = RuleScreen.node(rule, own, columns, days, capacity)
        } else {
            root = columns.judgement(of: criterion.id).map { column in
                .condition(
                    ConditionScreen(columns, dependencies: [column], capacity: capacity) {
                        criterion.verdict(on: $0, in: own).finding
                    })
            }
        }
        open = root == nil ? criterion.verdict(on: SubjectFacts(), in: own).finding : nil
        verdicts = .allocate(capacity: capacity)
    }

    /// The demand that subjects come through a pathway.
    init(_ pathway: EnrolmentPathway, _ context: EvaluationContext, _ columns: SubjectColumns, capacity: Int) {
        criterion = EnrolmentPathway.criterion
        self.capacity = capacity
        let goal = ConditionLayout.dependencies(of: pathway.goal, context, columns)
        let dependencies = Set(goal + columns.columns(of: SubjectColumns.courses)).sorted()
        root = .condition(
            ConditionScreen(columns, dependencies: dependencies, capacity: capacity) {
                pathway.demand(on: $0, in: context)
            })
        open = nil
        verdicts = .allocate(capacity: capacity)
    }

    deinit { verdicts.deallocate() }

    private static func node(
        _ rule: Criterion, _ context: EvaluationContext, _ columns: SubjectColumns, _ days: borrowing DayColumns,
        _ capacity: Int
    ) -> Node {
        switch rule {
        case .all(let parts): return .all(nodes(parts, context, columns, days, capacity))
        case .any(let parts): return .any(nodes(parts, context, columns, days, capacity))
        case .atLeast(let count, let parts): return .atLeast(count, nodes(parts, context, columns, days, capacity))
        case .not(let part): return .not(node(part, context, columns, days, capacity))
        case .holds, .known, .compares, .within, .isOne, .includes:
            return .condition(ConditionScreen(rule, context, columns, days, capacity: capacity))
        }
    }

    private static func nodes(
        _ parts: [Criterion], _ context: EvaluationContext, _ columns: SubjectColumns, _ days: borrowing DayColumns,
        _ capacity: Int
    ) -> [Node] {
        var nodes: [Node] = []
        for part in parts { nodes.append(node(part, context, columns, days, capacity)) }
        return nodes
    }

    /// The columns that verdicts depend on.
    var dependencies: [Int] { conditions.flatMap { $0.whole.dependencies } }

    /// The conditions of the rule.
    var conditions: [ConditionScreen] { root?.conditions ?? [] }

    /// Looks at the rows of a batch.
    func evaluate(_ batch: borrowing CSVRowBatch) {
        guard let root else { return verdicts.update(repeating: 1, count: capacity) }
        for condition in conditions { condition.evaluate(batch) }
        if case .condition(let condition) = root {
            verdicts.update(from: condition.truths, count: batch.count)
        } else {
            for row in 0..<batch.count { verdicts[row] = root.truth(row) }
        }
        if criterion.role == .exclusion { for row in 0..<batch.count { verdicts[row] = 2 &- verdicts[row] } }
    }

    /// What would settle the demand for a row.
    func demand(_ batch: borrowing CSVRowBatch, _ row: Int) -> Settlement {
        let settlement = root?.settlement(batch, row) ?? open?.settlement ?? .settled(true)
        return criterion.role == .inclusion ? settlement : settlement.negated
    }

    /// Writes why a row's verdict is what it is.
    func writeReason(_ batch: borrowing CSVRowBatch, _ row: Int, to bytes: inout [UInt8]) {
        if let root {
            root.writeReason(batch, row, to: &bytes)
        } else {
            bytes.append(contentsOf: (open?.reason ?? "").utf8)
        }
    }
}

extension RuleScreen.Node {
    fileprivate var parts: [RuleScreen.Node] {
        switch self {
        case .condition: []
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts
        case .not(let part): [part]
        }
    }

    fileprivate var conditions: [ConditionScreen] {
        if case .condition(let condition) = self { return [condition] }
        return parts.flatMap(\.conditions)
    }

    /// 0 no, 1 unknown, 2 yes, as ``Truth`` reckons.
    func truth(_ row: Int) -> UInt8 {
        switch self {
        case .condition(let condition): return condition.truths[row]
        case .not(let part): return 2 &- part.truth(row)
        case .all(let parts):
            var truth: UInt8 = 2
            for part in parts { truth = min(truth, part.truth(row)) }
            return truth
        case .any(let parts):
            var truth: UInt8 = 0
            for part in parts { truth = max(truth, part.truth(row)) }
            return truth
        case .atLeast(let count, let parts):
            var (certain, possible) = (0, 0)
            for part in parts {
                let truth = part.truth(row)
                certain += truth == 2 ? 1 : 0
                possible += truth == 0 ? 0 : 1
            }
            return certain >= count ? 2 : possible < count ? 0 : 1
        }
    }

    fileprivate func settlement(_ batch: borrowing CSVRowBatch, _ row: Int) -> Settlement {
        func settlements(_ parts: [RuleScreen.Node]) -> [Settlement] {
            var all: [Settlement] = []
            for part in parts { all.append(part.settlement(batch, row)) }
            return all
        }
        switch self {
        case .condition(let condition): return condition.settlement(batch, row)
        case .not(let part): return part.settlement(batch, row).negated
        case .all(let parts): return .all(settlements(parts))
        case .any(let parts): return .any(settlements(parts))
        case .atLeast(let count, let parts): return .atLeast(count, of: settlements(parts))
        }
    }

    /// Writes the reasons of the conditions that decide, each once.
    fileprivate func writeReason(_ batch: borrowing CSVRowBatch, _ row: Int, to bytes: inout [UInt8]) {
        switch self {
        case .condition(let condition): condition.writeReason(batch, row, to: &bytes)
        case .not(let part): part.writeReason(batch, row, to: &bytes)
        case .all(let parts), .any(let parts): writeDeciding(parts, batch, row, to: &bytes)
        case .atLeast(let count, let parts):
            let certain = parts.count { $0.truth(row) == 2 }
            bytes.append(contentsOf: "\(Criterion.tally(certain, of: parts.count, needed: count)): ".utf8)
            writeDeciding(parts, batch, row, to: &bytes)
        }
    }

    private func writeDeciding(
        _ parts: [RuleScreen.Node], _ batch: borrowing CSVRowBatch, _ row: Int, to bytes: inout [UInt8]
    ) {
        let truth = truth(row)
        var seen: [Range<Int>] = []
        for part in parts where part.truth(row) == truth {
            let length = bytes.count
            if !seen.isEmpty { bytes.append(contentsOf: "; ".utf8) }
            let start = bytes.count
            part.writeReason(batch, row, to: &bytes)
            if seen.contains(where: { bytes[$0] == bytes[start...] }) {
                bytes.removeSubrange(length...)
            } else {
                seen.append(start..<bytes.count)
            }
        }
    }
}
