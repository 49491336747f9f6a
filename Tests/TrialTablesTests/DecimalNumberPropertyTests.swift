import Testing

@testable import TrialTables

@Suite struct `Decimal numbers, Property` {
    // Double(String) is strtod in the C locale.
    private func check(_ text: String) {
        var text = text
        let value = text.withUTF8 { DecimalNumber($0)?.value }
        let expected = Double(text)
        guard value?.bitPattern != expected?.bitPattern else { return }
        Issue.record("\(text) is \(String(describing: value)); expected \(String(describing: expected))")
    }

    @Test(arguments: 0..<10)
    func `a random decimal is the nearest Double`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100_000 {
            let digits = Int.random(in: 1...20, using: &random)
            let whole = UInt64.random(in: 0...UInt64.max, using: &random)
            let text = String(String(whole).suffix(digits))
            let point = Int.random(in: 0...text.count, using: &random)
            let sign = ["", "-", "+"].randomElement(using: &random) ?? ""
            let exponent = Bool.random(using: &random) ? "" : "e\(Int.random(in: -40...40, using: &random))"
            check(sign + text.prefix(point) + "." + text.dropFirst(point) + exponent)
        }
    }

    @Test func `the shortest decimal of any Double is that Double`() {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<100_000 {
            let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
            guard value.isFinite else { continue }
            var text = "\(value)"
            #expect(text.withUTF8 { DecimalNumber($0)?.value.bitPattern } == value.bitPattern)
        }
    }

    @Test func `whole cells go the same way`() throws {
        var random = SeededGenerator(seed: 5)
        let cells = (0..<50_000).map { _ in
            let value = Double.random(in: -1...1, using: &random) * 1e6
            let places = Int.random(in: 0...17, using: &random)
            return String(String(value).prefix(places + 3))
        }
        let table = try read("x,y\n" + cells.map { $0 + ",1\n" }.joined())
        #expect(table.numbers("x") == cells.map { Double($0) })
    }
}
