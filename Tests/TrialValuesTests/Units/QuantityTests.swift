import Testing
import TrialValues

@Suite struct `Quantity, ByHand` {
    private func quantity(_ text: String) throws -> Quantity { try #require(Quantity(text), "\(text)") }

    @Test(arguments: [
        ("1000 /mm3", "1000", "/mm3"), ("1000/mm3", "1000", "/mm3"), ("100,000 /mm3", "100000", "/mm3"),
        ("1,234,567.5 mg", "1234567.5", "mg"), ("2.5 mg/dL", "2.5", "mg/dL"), ("5%", "5", "%"), ("5 %", "5", "%"),
        ("1.0x10^9/L", "1", "10*9/L"), ("1.0 x 10^9/L", "1", "10*9/L"), ("75 × 10⁹/L", "75", "10*9/L"),
        ("38.0 °C", "38", "Cel"), ("1e3/uL", "1000", "/uL"), ("-2 mmol/L", "-2", "mmol/L"), (".5 g", "0.5", "g"),
        ("18", "18", "1"), ("3 weeks", "3", "wk"), ("18 years", "18", "a"), ("12 mEq/L", "12", "meq/L"),
        ("1,000", "1000", "1"),
    ])
    func `reads number and unit`(text: String, number: String, code: String) throws {
        let read = try quantity(text)
        #expect(read.number.description == number)
        #expect(read.unit.code == code)
        #expect(read.text == text)
    }

    @Test(arguments: [
        "", "mg", "mg 5", "1,5 mg", "10,00 mg", "1,0000 mg", "1,000,00 mg", ",5 mg", "1..5 mg", "< 5 mg", "5 bananas",
        "1/2 mg", "2 x ULN", "5 mg mg", "0,500 mg", "1 000 mg", "1234567890123456789 mg", "five mg",
    ])
    func `refuses anything else`(text: String) { #expect(Quantity(text) == nil) }

    @Test(arguments: [
        ("1000 /mm3", "1.0 10^9/L", Comparison.same), ("999 /mm3", "1.0 10^9/L", .below),
        ("1001 /mm3", "1 K/uL", .above),
        ("100,000 /mm3", "100 x10^9/L", .same), ("1.0 10^9/L", "1.00 10^9/L", .same), ("10 g/dL", "100 g/L", .same),
        ("8.0 g/dL", "79.9 g/L", .above), ("1 year", "12 months", .same), ("1 month", "30 days", .above),
        ("1 month", "30.4375 days", .same), ("2 weeks", "14 days", .same), ("60 U/L", "1 µkat/L", .same),
        ("61 U/L", "1 µkat/L", .above), ("38 °C", "100.4 °F", .same), ("38.0 °C", "100.3 °F", .above),
        ("0 °C", "273.15 K", .same), ("-40 °C", "-40 °F", .same), ("1 lb", "453.59237 g", .same),
        ("6 ft", "182.88 cm", .same),
        ("120 mmHg", "15.99864 kPa", .same), ("1 kcal", "4184 J", .same), ("0 g", "0 mg", .same),
        ("-1 g", "0 mg", .below),
        ("50%", "0.5", .same), ("200 mg/24 h", "0.2 g/day", .same), ("1 g", "1000 mg", .same),
        ("1000 mg", "1 g", .same),
        ("1 Ci", "37 GBq", .same), ("5 IU/L", "5 U/L", .same), ("7 days", "1 week", .same), ("1 in", "2.54 cm", .same),
    ])
    func `compares across units`(a: String, b: String, expected: Comparison) throws {
        #expect(try quantity(a).compared(to: quantity(b)) == expected)
        #expect(try quantity(b).compared(to: quantity(a)) == expected.reversed)
    }

    @Test(arguments: [
        // 2.5 mg/dL = 25 mg/L = 25/113.12 mmol/L = 221.004… µmol/L
        ("2.5 mg/dL", "221 umol/L", Analyte.creatinine, Comparison.above),
        ("2.5 mg/dL", "221.01 umol/L", .creatinine, .below),
        ("113.12 mg/L", "1 mmol/L", .creatinine, .same), ("11.312 mg/dL", "1000 umol/L", .creatinine, .same),
        ("180.156 mg/dL", "10 mmol/L", .glucose, .same), ("40.078 mg/L", "1 mmol/L", .calcium, .same),
        ("2 mEq/L", "1 mmol/L", .calcium, .same), ("40.078 mg/L", "2 mEq/L", .calcium, .same),
        ("4 mEq/L", "4 mmol/L", .potassium, .same), ("2.8014 mg/dL", "1 mmol/L", .ureaNitrogen, .same),
        // 1 mmol/L is 16.1145 g/L
        ("1 mmol/L", "1.61145 g/dL", .haemoglobin, .same), ("5 mmol/L", "8 g/dL", .haemoglobin, .above),
        // albumin to creatinine: 1 mg per mmol of creatinine is 1 mg per 113.12 mg
        ("113.12 mg/mmol", "1 mg/mg", .creatinine, .same), ("30 mg/g", "3.3936 mg/mmol", .creatinine, .same),
    ])
    func `compares mass, amount and charge through the analyte`(
        a: String, b: String, analyte: Analyte, expected: Comparison
    ) throws {
        #expect(try quantity(a).compared(to: quantity(b), of: analyte) == expected)
        #expect(try quantity(b).compared(to: quantity(a), of: analyte) == expected.reversed)
    }

    @Test(arguments: [
        ("1 mg/dL", "88 umol/L", Analyte?.none), ("40 g/L", "600 umol/L", .albumin), ("1 mEq/L", "1 mmol/L", nil),
        ("1 mEq/L", "1 mmol/L", .glucose), ("60 mL/min", "60 mL/min/1.73 m2", nil), ("6.5 %", "48 mmol/mol", nil),
        ("1 mg", "1 mL", .creatinine), ("1 g/L", "1 10^9/L", .haemoglobin), ("1 mg", "1 mmol/L", .creatinine),
        ("18", "18 years", nil),
    ])
    func `has no answer where units do not fit`(a: String, b: String, analyte: Analyte?) throws {
        #expect(try quantity(a).compared(to: quantity(b), of: analyte) == nil)
    }

    @Test(arguments: [
        ("100,000 /mm3", "10^9/L", "100"), ("2 weeks", "days", "14"), ("98.6 °F", "Cel", "37"), ("1.5 g", "mg", "1500"),
        ("5 feet", "cm", "152.4"), ("30 U/L", "ukat/L", "0.5"), ("37 °C", "[degF]", "98.6"),
    ])
    func `converts where the number ends`(text: String, unit: String, number: String) throws {
        let converted = try quantity(text).converted(to: #require(MeasurementUnit(unit)))
        #expect(converted?.number.description == number)
    }

    @Test func `a number that does not end is rounded for display alone`() throws {
        let unit = try #require(MeasurementUnit("umol/L"))
        let limit = try quantity("2.5 mg/dL")
        #expect(limit.converted(to: unit, of: .creatinine) == nil)
        #expect(limit.rounded(to: unit, of: .creatinine)?.text == "221 µmol/L")
        #expect(limit.rounded(to: unit, of: .creatinine, significantDigits: 8)?.text == "221.00424 µmol/L")
        let degrees = try quantity("100 °F").rounded(to: #require(MeasurementUnit("°C")), significantDigits: 4)
        #expect(degrees?.text == "37.78 °C")
        #expect(try quantity("-100 °F").rounded(to: #require(MeasurementUnit("°C")))?.text == "-73.333 °C")
        #expect(
            try quantity("2 days").rounded(to: #require(MeasurementUnit("weeks")), significantDigits: 3)?.text
                == "0.286 weeks")
    }

    @Test func `prints itself where it was not read`() throws {
        func text(_ number: String, _ unit: String) throws -> String {
            try Quantity(number: #require(ExactDecimal(number)), unit: #require(MeasurementUnit(unit))).text
        }
        #expect(try text("1", "weeks") == "1 week")
        #expect(try text("2", "weeks") == "2 weeks")
        #expect(try text("5", "%") == "5%")
        #expect(try text("1.5", "10*9/L") == "1.5 10^9/L")
        #expect(try text("3", "1") == "3")
    }

    @Test func `every analyte has a name of its own, found by it`() {
        #expect(Set(Analyte.all.map(\.name)).count == Analyte.all.count)
        for analyte in Analyte.all {
            #expect(Analyte(named: analyte.name.uppercased()) == analyte)
            #expect(!analyte.source.isEmpty)
        }
        #expect(Analyte(named: "unobtainium") == nil)
    }
}
