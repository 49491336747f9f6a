import Testing

@testable import TrialValues

@Suite struct `Unit conversion, Property` {
    private static let factors: [ConversionFactor] = {
        var random = Generated(seed: 5)
        return (0..<400).compactMap { index in
            // Small factors and those that fill 64 bits.
            let shift = UInt64(index % 61)
            return ConversionFactor(
                random.next() >> shift, over: max(1, random.next() >> (60 - shift)), exponent: random.below(80) - 40)
        }
    }()

    @Test func `the comparison is that of long whole numbers, whatever the factor`() throws {
        var random = Generated(seed: 6)
        var counts: [Comparison: Int] = [:]
        for factor in Self.factors {
            for _ in 0..<20 {
                let a = try #require(ExactDecimal(random.decimal()))
                // One in two is the product rounded, next to which the comparison is close.
                let near = factor.convert(a, significantDigits: 3 + random.below(14))
                let b = random.below(2) == 0 ? near : ExactDecimal(random.decimal())
                guard let b else { continue }
                var numerator = LongNumber(factor.numerator)
                numerator.exponent = factor.exponent
                let expected = LongNumber.compare(
                    LongNumber(a), numerator, LongNumber(b), LongNumber(factor.denominator))
                #expect(factor.compare(a, with: b) == expected, "\(a) · \(factor) beside \(b)")
                #expect(factor.inverse.compare(b, with: a) == expected.reversed)
                counts[expected, default: 0] += 1
            }
        }
        #expect(counts[.below] ?? 0 > 1000)
        #expect(counts[.above] ?? 0 > 1000)
        #expect(counts[.same] ?? 0 > 20)
    }

    @Test func `what is converted is the same, and back it is the number itself`() throws {
        var random = Generated(seed: 7)
        var converted = 0
        for factor in Self.factors {
            for _ in 0..<20 {
                let a = try #require(ExactDecimal(random.decimal()))
                guard let b = factor.convert(a) else { continue }
                converted += 1
                #expect(factor.compare(a, with: b) == .same)
                #expect(factor.inverse.convert(b) == a)
            }
        }
        #expect(converted > 500)
    }

    private static let families = [
        ["10*9/L", "/mm3", "K/uL", "/uL", "10*12/L", "/L", "/nL"], ["g/L", "g/dL", "mg/dL", "ug/mL", "ng/mL", "kg/L"],
        ["d", "wk", "mo", "a", "h", "min", "s", "ms"], ["g", "kg", "mg", "[lb_av]", "[oz_av]", "ng"],
        ["m", "cm", "[in_i]", "[ft_i]", "km"], ["Cel", "[degF]", "K"], ["mm[Hg]", "kPa", "cm[H2O]", "Pa"],
        ["U/L", "ukat/L", "[iU]/L", "mU/mL", "nkat/L"], ["mmol/L", "umol/L", "mg/dL", "g/L", "meq/L", "mM"],
    ]

    @Test(arguments: families)
    func `round trips are exact, and the order is the same in every unit`(codes: [String]) throws {
        let units = try codes.map { try #require(MeasurementUnit($0)) }
        var random = Generated(seed: 8)
        for from in units {
            for to in units {
                let way = try #require(UnitConversion(from: from, to: to, of: .calcium))
                let back = try #require(UnitConversion(from: to, to: from, of: .calcium))
                for _ in 0..<60 {
                    let (a, b) = (
                        try #require(ExactDecimal("\(random.below(100_000))e-\(random.below(4))")),
                        try #require(ExactDecimal("\(random.below(100_000))e-\(random.below(4))"))
                    )
                    if let there = way.convert(a) { #expect(back.convert(there) == a) }
                    let comparison = try #require(way.compare(a, with: b))
                    #expect(back.compare(b, with: a) == comparison.reversed)
                    if let there = way.convert(a) { #expect(there.compared(to: b) == comparison) }
                }
            }
        }
    }

    @Test func `a number is never below itself in another unit`() throws {
        for codes in Self.families {
            let units = try codes.map { try #require(MeasurementUnit($0)) }
            for from in units {
                for to in units {
                    for text in ["1.0", "2.5", "1000", "0.1", "37", "100"] {
                        let quantity = Quantity(number: try #require(ExactDecimal(text)), unit: from)
                        guard let converted = quantity.converted(to: to, of: .calcium) else { continue }
                        #expect(quantity.compared(to: converted, of: .calcium) == .same)
                    }
                }
            }
        }
    }

    @Test func `factors that do not fit are no factors`() throws {
        let large = try #require(ConversionFactor(.max))
        #expect(large.multiplied(by: large) == nil)
        #expect(large.multiplied(by: large.inverse) == .one)
        #expect(ConversionFactor(0) == nil)
        #expect(ConversionFactor(1, over: 0) == nil)
        #expect(ConversionFactor(600, over: 4) == ConversionFactor(15, exponent: 1))
    }
}
