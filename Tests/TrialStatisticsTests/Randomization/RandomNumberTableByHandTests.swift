import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Random number tables · ByHand")
struct RandomNumberTableByHandTests {
    private let table = Result {
        try RandomNumberTable(["10480 15011 01536", "22368 46573 25595", "24130 48360 22527"])
    }
    private let ratio = Result { try AllocationRatio([1, 1], arms: ["ID", "RD"]) }

    private func names(_ allocation: TableAllocation) -> String {
        allocation.rows.map { allocation.ratio.arms[$0.arm] == "ID" ? "I" : "R" }.joined()
    }

    @Test func `two digits a patient, even and odd, along the rows`() throws {
        // 10 48 01 50 11 01 53 …: I I R I, and 11, 01, 53 fill R.
        let allocation = try TableAllocation(
            table.get(), rule: .parity(even: 0, odd: 1), ratio: ratio.get(), subjects: 8)
        #expect(allocation.rows.prefix(7).map(\.number) == [10, 48, 1, 50, 11, 1, 53])
        #expect(names(allocation) == "IIRIRRRI" && allocation.counts == [4, 4])
        #expect(allocation.rows[7].number == nil && allocation.passedOver.isEmpty)
        #expect(allocation.rows[2].row == 1 && allocation.rows[2].column == 5)
    }

    @Test func `down the columns from a start`() throws {
        // From row 2, column 4, two digits down: 68, 30, then the columns to the right: 15, 46, 48, …
        let reading = TableReading(row: 2, column: 4, direction: .down, width: 2)
        let allocation = try TableAllocation(
            table.get(), reading: reading, rule: .parity(even: 0, odd: 1), ratio: ratio.get(), subjects: 4)
        #expect(allocation.rows.map(\.number) == [68, 30, nil, nil] && names(allocation) == "IIRR")
        let six = try TableAllocation(
            table.get(), reading: reading, rule: DigitRule("0-45=ID,46-99=RD", arms: ["ID", "RD"]), ratio: ratio.get(),
            subjects: 6)
        // 68 R, 30 I, 15 I, 46 R, 48 R: R is full, and the last is I.
        #expect(six.rows.map(\.number) == [68, 30, 15, 46, 48, nil] && names(six) == "RIIRRI")
        #expect(six.rows[2].row == 1 && six.rows[2].column == 6)
    }

    @Test func `numbers that mean nothing, and arms that are full, are passed over`() throws {
        let three = try AllocationRatio([1, 1, 1], arms: ["A", "B", "C"])
        let allocation = try TableAllocation(
            table.get(), reading: TableReading(width: 1), rule: DigitRule("1-2=A,3-4=B,5-6=C", arms: ["A", "B", "C"]),
            ratio: three, subjects: 3)
        // 1 → A, 0 means nothing, 4 → B, the rest C.
        #expect(allocation.rows.map(\.arm) == [0, 1, 2] && allocation.rows.map(\.number) == [1, 4, nil])
        #expect(allocation.passedOver == [.init(number: 0, row: 1, column: 2, reason: .meansNoArm)])
        let wide = try TableAllocation(
            table.get(), reading: TableReading(row: 2, column: 1, width: 1),
            rule: DigitRule("0-4=A,5-7=B,8-9=C", arms: ["A", "B", "C"]), ratio: three, subjects: 3)
        // 2 → A, 2 3 full, 6 → B, the rest C.
        #expect(wide.passedOver.map(\.reason) == [.armIsFull, .armIsFull] && wide.rows.map(\.number) == [2, 6, nil])
    }

    @Test func `ranks: the lowest get the first arm`() throws {
        // 10 48 01 50 11 (01 again) 53: 01 10 11 get ID, 48 50 53 RD.
        let allocation = try TableAllocation(table.get(), rule: .ranks, ratio: ratio.get(), subjects: 6)
        #expect(names(allocation) == "IRIRIR")
        #expect(allocation.passedOver == [.init(number: 1, row: 1, column: 11, reason: .readBefore)])
    }

    @Test func `rules are read and written`() throws {
        #expect(try DigitRule(" odd = B , even = A", arms: ["A", "B"]) == .parity(even: 0, odd: 1))
        #expect(try DigitRule("00-59=A,60-99=B", arms: ["A", "B"]).text(arms: ["A", "B"]) == "0-59=A,60-99=B")
        #expect(try DigitRule("rank", arms: ["A", "B"]).text(arms: []) == "rank")
        #expect(try DigitRule("7=A,8=B", arms: ["A", "B"]).text(arms: ["A", "B"]) == "7=A,8=B")
    }

    @Test func `rows as they are printed`() throws {
        #expect(try table.get().text(row: 1) == "22368 46573 25595" && table.get().rows == 3)
        #expect(try RandomNumberTable(seed: 5, rows: 2).text(row: 0).count == 59)
    }

    @Test(arguments: [
        "even=A,odd=A", "even=A", "even=A,even=B", "0-9=A", "0-5=A,5-9=B", "9-0=A,10=B", "x=A,odd=B", "even=C,odd=A",
        "",
        "even A",
    ])
    func `a rule that does not lead to each arm is refused`(text: String) {
        let error = #expect(throws: StatisticsError.self) { try DigitRule(text, arms: ["A", "B"]) }
        #expect(error?.argument == "rule")
    }

    @Test(arguments: [
        (TableReading(row: 4), "start"), (TableReading(column: 16), "start"), (TableReading(row: 0), "start"),
        (TableReading(width: 0), "width"), (TableReading(width: 10), "width"),
        (TableReading(row: 3, column: 15), "digits"),
    ])
    func `a start outside the table, and its end, are named`(reading: TableReading, argument: String) {
        let error = #expect(throws: StatisticsError.self) {
            try TableAllocation(
                table.get(), reading: reading, rule: .parity(even: 0, odd: 1), ratio: ratio.get(), subjects: 8)
        }
        #expect(error?.argument == argument)
    }

    @Test func `what cannot come out even is refused`() throws {
        func argument(_ rule: DigitRule, _ parts: [Int], _ subjects: Int, width: Int = 2) -> String? {
            #expect(throws: StatisticsError.self) {
                try TableAllocation(
                    table.get(), reading: TableReading(width: width), rule: rule, ratio: AllocationRatio(parts),
                    subjects: subjects)
            }?.argument
        }
        #expect(argument(.parity(even: 0, odd: 1), [3, 2], 81) == "subjects")
        #expect(argument(.parity(even: 0, odd: 1), [1, 1, 1], 6) == "rule")
        #expect(argument(.ranks, [1, 1], 12, width: 1) == "width")
        #expect(argument(.ranges([.init(numbers: 0...12, arm: 0)]), [1, 1], 4, width: 1) == "rule")
        #expect(#expect(throws: StatisticsError.self) { try RandomNumberTable(["12", "1x"]) }?.index == 1)
        #expect(#expect(throws: StatisticsError.self) { try RandomNumberTable(["12", "1", "12"]) }?.index == 1)
        #expect(#expect(throws: StatisticsError.self) { try RandomNumberTable([" "]) }?.code == .empty)
        #expect(#expect(throws: StatisticsError.self) { try RandomNumberTable(seed: 1, rows: 0) }?.argument == "rows")
    }
}
