import Testing

@testable import TrialFigures

@Suite("Love plot · ByHand")
struct BalanceFigureByHandTests {
    /// Where a value stands, by the first and the last tick that the figure shows.
    private func place(_ value: Double, _ figure: ParsedFigure) throws -> Double {
        let ticks = figure.all("text", part: "tick").map { (value: Double($0.text) ?? .nan, x: $0.number("x")) }
        let (first, last) = (try #require(ticks.first), try #require(ticks.last))
        return first.x + (value - first.value) / (last.value - first.value) * (last.x - first.x)
    }

    @Test func `marks stand at absolute values, and the line at the threshold`() throws {
        let figure = try ParsedFigure(BalanceSamples.ordinary(.doubleColumn).svg)
        let before = figure.all("circle", part: "before").dropFirst().map { $0.number("cx") }
        let after = figure.all("circle", part: "after").dropFirst().map { $0.number("cx") }
        for (x, value) in zip(before + after, [0.42, 0.08, 0.31, 0, 0.012, 0.14]) {
            let expected = try place(value, figure)
            #expect(abs(x - expected) < 0.02)
        }
        #expect(before.count == 3 && after.count == 3)
        let dashed = figure.all("line").filter { $0.attributes["stroke-dasharray"] != nil }
        let threshold = try place(0.1, figure)
        #expect(dashed.count == 1 && abs(dashed[0].number("x1") - threshold) < 0.02)
        #expect(figure.all("text", part: "cell").map(\.text).contains("NE"))
    }

    @Test func `without weights there is one column`() throws {
        var options = BalanceFigure.Options()
        options.threshold = nil
        let row = BalanceFigure.Row("age", before: 0.2, beforeText: "0.20", after: 0.1, afterText: "")
        let figure = try ParsedFigure(BalanceFigure(rows: [row], options: options).svg)
        #expect(figure.all("circle", part: "after").isEmpty && figure.all("circle", part: "before").count == 2)
        #expect(figure.all("text", part: "heading").map(\.text) == ["Unweighted"])
        #expect(figure.all("desc").first?.text == "Absolute standardised difference. age: 0.20.")
    }
}
