import Testing
import TrialValues

@testable import TrialRecheck

/// Cells as papers and people write them: read right, or refused with what to write.
@Suite("Printed cells · ByHand")
struct PrintedCellsTests {
    private func file(_ keys: String) throws(Diagnostics) -> PublishedFile {
        try PublishedFile(
            bytes: Array(
                "equipoise: 1\npaper: {id: X}\nnumbers:\n  T:\n    - {quantity: CR, group: A, \(keys)}\n".utf8),
            name: "x.yaml")
    }

    private func number(_ keys: String) throws -> PublishedNumber { try file(keys).papers[0].numbers[0] }

    private func problems(_ keys: String) -> [String] {
        do throws(Diagnostics) {
            _ = try file(keys)
            return []
        } catch { return error.all.map(\.message) }
    }

    @Test(arguments: [
        "value: \"0,789\", unit: HR", "value: \"1,234\", unit: HR", "value: 0.8, unit: HR, p: \"0,032\"",
        "value: 0.8, unit: HR, limits: \"0,612–1,017\"", "value: 1.1, unit: HR, limits: \"1,012–1,217\"",
        "value: \"12,5\", unit: \"%\"",
    ])
    func `a decimal comma is refused with the point to write`(keys: String) {
        #expect(problems(keys).contains { $0.contains("write a decimal point") }, "\(problems(keys))")
    }

    @Test func `thousands with commas or spaces of any width`() throws {
        for text in ["1,234", "1 234", "1\u{2009}234", "1\u{202F}234", "1\u{A0}234"] {
            #expect(try number("value: \"\(text)\", unit: patients").value.decimal?.whole == 1234, "\(text)")
        }
        #expect(PrintedValue("12 345 678").decimal?.whole == 12_345_678)
        #expect(PrintedValue("1 2345").decimal?.whole == 1)
    }

    @Test(arguments: [
        ("5e-4", 0.0005), ("5E−04", 0.0005), ("1.2 × 10−6", 1.2e-6), ("1.2 x 10^-6", 1.2e-6), ("1·2×10⁻⁶", 1.2e-6),
    ])
    func `powers of ten`(_ text: String, _ value: Double) throws {
        let decimal = try #require(PrintedValue(text).decimal)
        #expect(abs(decimal.value - value) < 1e-12 * value)
        let set = decimal.interval(.rounded)
        #expect(set.lower < value && value < set.upper && set.width < 0.21 * value)
        #expect(PrintedValue("<" + text).set(from: 0)?.contains(value * 1.01) == false)
    }

    @Test func `powers of ten that are no p-values`() {
        #expect(PrintedValue("1e3").content == .word)
        #expect(PrintedValue("150 x 10^9/L").decimal?.whole == 150)
        #expect(problems("value: 0.8, unit: HR, p: 3e-40").count == 1)
    }

    @Test(arguments: [
        "value: 12/40 (30%), unit: \"%\"", "value: 12/40 (30%), unit: patients",
        "value: 12 (30%), unit: patients, of: 40",
        "value: 12 (30), unit: \"%\", of: 40", "value: 30% (12/40), unit: \"%\"", "value: 12/40 (30 %)",
    ])
    func `count, denominator and percentage in one cell`(keys: String) throws {
        let number = try number(keys)
        #expect(number.isPercentage && number.value.decimal?.whole == 30)
        #expect(number.count?.text == "12" && number.denominator?.text == "40")
        #expect(Recheck(try file(keys).papers[0]).findings.isEmpty)
        let wrong = Recheck(try file(keys.replacing("30", with: "45")).papers[0])
        #expect(wrong.contradictions.map(\.check) == ["percentage"])
    }

    @Test func `cells that say two things, or more than is known`() {
        #expect(problems("value: 12/40 (30%), unit: \"%\", of: 41").count == 1)
        #expect(problems("value: 12/40 (30%), unit: \"%\", count: 13").count == 1)
        #expect(problems("value: 12 (30), unit: patients, of: 40").count == 1)
    }

    @Test func `the cells of a table`() throws {
        let head = "quantity,group,value,unit,ci_low,ci_high,ci_level,p_value,n,denominator\n"
        let text = head + "male,A,12/40 (30%),%,,,,,,40\nOS HR,A vs B,0.79,HR,0.61,1.02,0.95,0.07,,\n"
        let numbers = try PublishedFile(bytes: Array(text.utf8), name: "x.csv").papers[0].numbers
        #expect(numbers[0].count?.text == "12" && numbers[0].value.decimal?.whole == 30)
        #expect(numbers[1].level == 0.95)
        #expect(throws: Diagnostics.self) {
            try PublishedFile(
                bytes: Array((head + "OS HR,A vs B,\"0,79\",HR,\"0,61\",1.02,,\"0,07\",,\n").utf8), name: "x.csv")
        }
    }

    @Test func `a level of 0.95 is one of 95 %`() throws {
        let keys = "value: 0.70, unit: HR, limits: 0.52–0.94, p: 0.018, level: "
        #expect(try number(keys + "0.95").level == 0.95 && number(keys + "95").level == 0.95)
        #expect(Recheck(try file(keys + "0.95").papers[0]).findings.isEmpty)
        #expect(problems(keys + "100").count == 1)
    }

    @Test(arguments: [
        ("percent", "%"), ("pct", "%"), ("hazard ratio", "HR"), ("hr", "HR"), ("chi-squared", "chi2"), ("Chi2", "chi2"),
        ("χ²", "chi2"), ("T", "t"), ("mos", "months"), ("participants", "patients"), ("mg", "mg"), ("x ULN", "x ULN"),
    ])
    func `units by other names`(_ text: String, _ unit: String) throws {
        #expect(try number("value: 3, unit: \(text)").unit == unit)
        #expect(PublishedUnits.nearest(to: text) == nil)
    }

    @Test func `a misspelt unit is told`() throws {
        #expect(
            try file("value: 3, unit: patinets").notes == [
                "the unit `patinets` of T > CR > A is not known; did you mean `patients`?"
            ])
        for unit in ["mg", "month", "grade", "days", "score", "mmol/L", "doses"] {
            #expect(try file("value: 3, unit: \(unit)").notes.isEmpty, "\(unit)")
        }
    }
}
