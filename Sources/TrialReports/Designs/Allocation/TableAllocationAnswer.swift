import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// Allocations read off a table of random digits: the table, the way through it, the rule, what was read.
    public static func tableAllocation(_ allocation: TableAllocation, version: String) -> DesignAnswer {
        TableAllocationAnswer(allocation: allocation, version: version).answer
    }
}

extension TableAllocation {
    /// The allocations as a CSV file.
    public var fileText: String {
        let rows = rows.enumerated().map { index, row in
            AllocationFile.line([
                String(index + 1), ratio.arms[row.arm], row.number.map { digits(of: $0) } ?? "",
                row.row.map(String.init) ?? "", row.column.map(String.init) ?? "",
            ])
        }
        return (["number,arm,read,row,column"] + rows).joined(separator: "\n") + "\n"
    }

    /// A number with its leading zeros.
    fileprivate func digits(of number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, reading.width - text.count)) + text
    }
}

private struct TableAllocationAnswer {
    let allocation: TableAllocation
    let version: String

    private var ratio: AllocationRatio { allocation.ratio }
    private var table: RandomNumberTable { allocation.table }
    private var hash: String {
        var hash = DataHash()
        hash.update(table.digits.map { $0 + 48 })
        return hash.text
    }

    private var rule: String { allocation.rule.text(arms: ratio.arms) }
    private var read: Int { allocation.rows.count { $0.number != nil } }

    var answer: DesignAnswer {
        let counts = zip(ratio.arms, allocation.counts).map { "\($0) \($1)" }.joined(separator: ", ")
        let audit = DesignAnswer.Block.table(
            "How it was made", ["item", "value"],
            [
                ["Rule", rule], ["Digits a number", String(allocation.reading.width)],
                ["Start", "row \(allocation.reading.row), column \(allocation.reading.column)"],
                ["Direction", allocation.reading.direction.rawValue],
                ["Digits", table.seed.map { "made from seed \($0)" } ?? "given"],
                ["SHA-256 of the digits", hash], ["Program", "Equipoise \(version)"],
            ], wordColumns: [1])
        let digits = DesignAnswer.Block.table(
            "Table of random digits", ["row", "digits"],
            (0..<table.rows).map { [String($0 + 1), table.text(row: $0)] }, wordColumns: [1])
        return DesignAnswer(
            title: "Randomisation by a table of random digits",
            summary: "\(allocation.rows.count) subjects by \(rule): \(counts).",
            sections: [
                .init("Audit", [audit]), .init("Digits", [digits]), .init("Allocations", [rows] + passed),
            ], notes: notes, json: TableAllocationJSON(allocation, hash: hash, version: version))
    }

    private var rows: DesignAnswer.Block {
        .table(
            "Allocations", ["number", "arm", "read", "at row, column"],
            allocation.rows.enumerated().map { index, row in
                [
                    String(index + 1), ratio.arms[row.arm], row.number.map { allocation.digits(of: $0) } ?? "the rest",
                    row.row.map { "\($0), \(row.column ?? 0)" } ?? "",
                ]
            }, wordColumns: [1])
    }

    private var passed: [DesignAnswer.Block] {
        guard !allocation.passedOver.isEmpty else { return [] }
        return [
            .table(
                "Passed over", ["read", "at row, column", "why"],
                allocation.passedOver.map {
                    [allocation.digits(of: $0.number), "\($0.row), \($0.column)", $0.reason.rawValue]
                }, wordColumns: [2])
        ]
    }

    private var notes: [String] {
        let rest = allocation.rows.count - read
        var notes: [String] = []
        if rest > 0 {
            notes.append(
                "The last \(rest == 1 ? "allocation was" : "\(rest) allocations were") certain: all other arms were full. Whoever counts knows them beforehand."
            )
        }
        notes.append(
            "Digits, start, direction and rule are all that is needed to read these allocations again, by hand or with --digits."
        )
        return notes
    }
}

private struct TableAllocationJSON: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let number: Int
        let arm: String
        let read: String?
        let row: Int?
        let column: Int?
    }

    struct Pass: Encodable, Sendable {
        let read: String
        let row: Int
        let column: Int
        let reason: String
    }

    let method = "table"
    let ratio: [Int]
    let arms: [String]
    let seed: String?
    let version: String
    let rule: String
    let width: Int
    let start: [Int]
    let direction: String
    let digits: [String]
    let digitsHash: String
    let counts: [Int]
    let allocations: [Row]
    let passedOver: [Pass]

    private enum CodingKeys: String, CodingKey {
        case method, ratio, arms, seed, version, rule, width, start, direction, digits, digitsHash, counts, allocations
        case passedOver
    }

    init(_ allocation: TableAllocation, hash: String, version: String) {
        ratio = allocation.ratio.parts
        arms = allocation.ratio.arms
        seed = allocation.table.seed.map(String.init)
        self.version = version
        rule = allocation.rule.text(arms: allocation.ratio.arms)
        width = allocation.reading.width
        start = [allocation.reading.row, allocation.reading.column]
        direction = allocation.reading.direction.rawValue
        digits = (0..<allocation.table.rows).map { allocation.table.text(row: $0) }
        digitsHash = hash
        counts = allocation.counts
        allocations = allocation.rows.enumerated().map { index, row in
            Row(
                number: index + 1, arm: allocation.ratio.arms[row.arm],
                read: row.number.map { allocation.digits(of: $0) }, row: row.row, column: row.column)
        }
        passedOver = allocation.passedOver.map {
            Pass(read: allocation.digits(of: $0.number), row: $0.row, column: $0.column, reason: $0.reason.rawValue)
        }
    }
}
