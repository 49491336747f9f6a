import TrialModel
import TrialTables

/// What to ask for next, found once for each combination of open conditions.
struct AskTable: ~Copyable {
    private let rules: [RuleScreen]
    private var memo = ByteMemo()
    private var asks: [[FactAsk]] = []
    private var numbers: [Settlement: Int32] = [:]
    private var key: [UInt8] = []

    init(_ rules: [RuleScreen]) { self.rules = rules }

    /// Begins a batch: what was found before stays only if it is not too much.
    mutating func beginBatch() {
        guard asks.count > 1 << 16 else { return }
        memo.clear()
        asks.removeAll(keepingCapacity: true)
    }

    /// The fewest things to ask for before the subject of an open row can be called eligible.
    mutating func asks(_ batch: borrowing CSVRowBatch, _ row: Int) -> [FactAsk] {
        key.removeAll(keepingCapacity: true)
        for (index, rule) in rules.enumerated() where rule.verdicts[row] == 1 {
            append(Int32(index))
            for condition in rule.conditions {
                let truth = condition.truths[row]
                append(truth == 1 ? number(of: condition.settlement(batch, row)) : -1 - Int32(truth))
            }
        }
        if let number = key.withUnsafeBufferPointer({ memo.number(of: $0) }) { return asks[number] }
        var demands: [Settlement] = []
        for rule in rules where rule.verdicts[row] == 1 { demands.append(rule.demand(batch, row)) }
        let settlement = Settlement.all(demands)
        asks.append(settlement.fewestToHold ?? settlement.fewest)
        _ = key.withUnsafeBufferPointer { memo.add($0) }
        return asks[asks.count - 1]
    }

    private mutating func append(_ number: Int32) {
        for shift in stride(from: 0, to: 32, by: 8) { key.append(UInt8(truncatingIfNeeded: number >> Int32(shift))) }
    }

    private mutating func number(of settlement: Settlement) -> Int32 {
        if let number = numbers[settlement] { return number }
        let number = Int32(numbers.count)
        numbers[settlement] = number
        return number
    }
}
