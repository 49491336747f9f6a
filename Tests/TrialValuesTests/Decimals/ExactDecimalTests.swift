import Testing
import TrialValues

@Suite struct `Exact decimals, ByHand` {
    @Test(arguments: [
        ("0.30", 3, -1, "0.3"), ("-1", -1, 0, "-1"), (".5", 5, -1, "0.5"), ("5.", 5, 0, "5"), ("1e3", 1, 3, "1000"),
        ("1.00", 1, 0, "1"), ("0", 0, 0, "0"), ("-0.00", 0, 0, "0"), ("+12.50", 125, -1, "12.5"),
        ("000123", 123, 0, "123"), ("1E-3", 1, -3, "0.001"), ("100000", 1, 5, "100000"),
        ("999999999999999999", 999_999_999_999_999_999, 0, "999999999999999999"), ("0e999999", 0, 0, "0"),
        ("1000000000000000000000000", 1, 24, "1e24"), ("0.000000000000000001", 1, -18, "0.000000000000000001"),
        ("1.5e-30", 15, -31, "15e-31"), ("1.0203", 10203, -4, "1.0203"), ("-0.05", -5, -2, "-0.05"),
        ("100.001", 100_001, -3, "100.001"),
    ])
    func `reads digits and prints them`(text: String, significand: Int64, exponent: Int, printed: String) throws {
        let number = try #require(ExactDecimal(text))
        #expect(number.significand == significand)
        #expect(number.exponent == exponent)
        #expect(number.description == printed)
        #expect(ExactDecimal(Substring(text)) == number)
    }

    @Test(arguments: [
        "", " ", "1 ", " 1", "-", "+", ".", "1,000", "1/2", "0x10", "1e", "1e+", "--1", "1.2.3", "NaN", "inf", "∞", "١",
        "1234567890123456789", "0.1234567890123456789", "1e281", "1e-281", "1e99999999999999999999", "1_000", "5%",
    ])
    func `refuses anything else, and what has too many digits`(text: String) { #expect(ExactDecimal(text) == nil) }

    @Test(arguments: [
        ("1.0", "1.00", Comparison.same), ("0.1", "0.10000000000000001", .below),
        ("1e18", "999999999999999999", .above),
        ("-1", "0", .below), ("-1e-280", "0", .below), ("1e280", "1e-280", .above), ("-1e280", "1e-280", .below),
        ("-2", "-10", .above), ("0.3", "0.29999999999999999", .above), ("1e17", "100000000000000001", .below),
    ])
    func `compares exactly`(a: String, b: String, expected: Comparison) throws {
        let (a, b) = (try #require(ExactDecimal(a)), try #require(ExactDecimal(b)))
        #expect(a.compared(to: b) == expected)
        #expect(b.compared(to: a) == expected.reversed)
        #expect((a < b) == (expected == .below))
    }

    @Test func `adds and multiplies exactly, or not at all`() throws {
        func number(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }
        #expect(try number("0.1").adding(number("0.2")) == number("0.3"))
        #expect(try number("0.1").subtracting(number("0.1")) == .zero)
        #expect(try number("1e17").adding(number("0.1")) == nil)
        #expect(try number("1e30").adding(number("1")) == nil)
        #expect(try number("1e30").adding(.zero) == number("1e30"))
        #expect(try ExactDecimal.zero.adding(number("1e30")) == number("1e30"))
        #expect(try number("1.5").multiplied(by: number("40")) == number("60"))
        #expect(try number("-0.2").multiplied(by: number("0.5")) == number("-0.1"))
        #expect(try number("999999999999999999").multiplied(by: number("999999999999999999")) == nil)
        #expect(try number("-2.5").magnitude == number("2.5"))
        #expect(try number("5e17").adding(number("5e17")) == number("1e18"))
    }

    @Test(arguments: [
        ("2.25", 2, "2.3"), ("-2.25", 2, "-2.3"), ("2.24", 2, "2.2"), ("99.5", 2, "100"), ("3", 5, "3"), ("0", 3, "0"),
    ])
    func `rounds for display, half away from zero`(text: String, digits: Int, rounded: String) throws {
        #expect(try #require(ExactDecimal(text)).rounded(toSignificantDigits: digits).description == rounded)
    }

    @Test func `is a whole number where it has no places`() throws {
        #expect(ExactDecimal("120")?.whole == 120)
        #expect(ExactDecimal("-7")?.whole == -7)
        #expect(ExactDecimal("1.5")?.whole == nil)
        #expect(ExactDecimal("1e19")?.whole == nil)
        #expect(ExactDecimal("1e30")?.whole == nil)
        #expect(ExactDecimal(exactly: 250)?.description == "250")
        #expect(ExactDecimal(exactly: .max) == nil)
    }
}

@Suite struct `Exact decimals, Property` {
    @Test func `the double is the nearest to the printed number`() throws {
        var random = Generated(seed: 11)
        for _ in 0..<20_000 {
            let text = random.decimal()
            let number = try #require(ExactDecimal(text))
            #expect(number.double == Double(text))
        }
    }

    @Test func `prints what reads back, and is equal however it is written`() throws {
        var random = Generated(seed: 12)
        for _ in 0..<20_000 {
            let text = random.decimal()
            let number = try #require(ExactDecimal(text))
            #expect(ExactDecimal(number.description) == number)
            if text.contains("."), !text.contains("e") { #expect(ExactDecimal(text + "000") == number) }
            #expect(ExactDecimal(text.contains("e") ? text : text + "e0") == number)
        }
    }

    @Test func `the order is that of long whole numbers`() throws {
        var random = Generated(seed: 13)
        for _ in 0..<20_000 {
            let (a, b) = (random.decimal(), random.decimal())
            let (left, right) = (try #require(ExactDecimal(a)), try #require(ExactDecimal(b)))
            let expected = LongNumber.compare(LongNumber(left), .one, LongNumber(right), .one)
            #expect(left.compared(to: right) == expected, "\(a) beside \(b)")
            #expect(right.compared(to: left) == expected.reversed)
            #expect((left == right) == (expected == .same))
        }
    }

    @Test func `sums are those of long whole numbers`() throws {
        var random = Generated(seed: 14)
        var exact = 0
        for _ in 0..<20_000 {
            let (a, b) = (try #require(ExactDecimal(random.decimal())), try #require(ExactDecimal(random.decimal())))
            guard let sum = a.adding(b) else { continue }
            exact += 1
            #expect(sum.subtracting(b) == a)
            #expect(b.adding(a) == sum)
            #expect((a < sum) == (ExactDecimal.zero < b))
        }
        #expect(exact > 5000)
    }
}
