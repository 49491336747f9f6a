import Testing
import TrialRecheck

@testable import TrialRecheck

/// What prints mean as sets of numbers.
@Suite("Printed values · ByHand")
struct PrintedValueTests {
    private func expect(_ text: String, _ lower: Double, _ upper: Double, upTo reading: Reading = .rounded) throws {
        let set = try #require(PrintedValue(text).set(upTo: reading))
        #expect(abs(set.lower - lower) < 1e-9 && abs(set.upper - upper) < 1e-9, "\(text): \(set)")
    }

    @Test func `a number is all that rounds to it`() throws {
        try expect("28.1 %", 28.05, 28.15)
        try expect("−0.30", -0.305, -0.295)
        try expect("34,920", 34919.5, 34920.5)
        try expect("0·72", 0.715, 0.725)
    }

    @Test func `weaker readings add what is cut off or padded`() throws {
        try expect("28.1", 28.05, 28.2, upTo: .truncated)
        try expect("0.860", 0.855, 0.87, upTo: .padded)
        try expect("0.861", 0.8605, 0.862, upTo: .padded)
    }

    @Test func `an unreadable digit may be any`() throws {
        try expect("2?", 20, 29)
        try expect("0.2?", 0.195, 0.295)
    }

    @Test func `bounds and ranges`() throws {
        let below = try #require(PrintedValue("<0.001").set(from: 0))
        #expect(below.lower == 0 && below.contains(0.001) && !below.contains(0.0011))
        let above = try #require(PrintedValue(">0.05").set())
        #expect(above.contains(0.05) && above.upper == .infinity && !above.contains(0.049))
        try expect("0.789–1.332", 0.7885, 1.3325)
    }

    @Test func `what is no number has no set`() {
        for text in ["NR", "NE", "~33", "CTCAE 5.0", "2018-05", ""] {
            #expect(PrintedValue(text).set() == nil, "\(text)")
        }
        #expect(PrintedValue("NR").content == .notReached)
        #expect(PrintedValue("2018-05").date?.last.description == "2018-05-31")
        #expect(PrintedValue("2018", isDate: true).date?.first.description == "2018-01-01")
        #expect(PrintedValue("2018-13").date == nil)
    }

    @Test(arguments: ["1.2.3", "1,00", "12,34.5", "?1", "--1", "1e5", "1234567890123456"])
    func `what is not well formed is no decimal`(text: String) { #expect(PrintedDecimal(text) == nil) }

    @Test func `fractions are printed exactly`() {
        let percent = PrintedDecimal("65.63")
        // 42/64 = 65.625 %: half up prints 65.63, half to even 65.62.
        #expect(percent?.plainestReading(4200, over: 64) == .rounded)
        #expect(PrintedDecimal("65.62")?.plainestReading(4200, over: 64) == .rounded)
        #expect(PrintedDecimal("4.6")?.plainestReading(300, over: 64) == .truncated)
        #expect(PrintedDecimal("4.7")?.plainestReading(300, over: 64) == .rounded)
        #expect(PrintedDecimal("4.8")?.plainestReading(300, over: 64) == nil)
        #expect(PrintedDecimal("30.00")?.plainestReading(3040, over: 100) == .padded)
    }
}
