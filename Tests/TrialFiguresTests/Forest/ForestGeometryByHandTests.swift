import Foundation
import TestSupport
import Testing
import TrialStatistics

@testable import TrialFigures

@Suite struct ForestGeometryByHandTests {
    private func figure(_ rows: [ForestFigure.Row], range: ClosedRange<Double>? = 0.1...10) throws -> ParsedFigure {
        var options = ForestFigure.Options()
        options.axisRange = range
        return try ParsedFigure(try ForestFigure(rows: rows, options: options).svg)
    }

    /// The place of a ratio, read off the ticks that the figure shows.
    private func scale(_ figure: ParsedFigure) throws -> (Double) -> Double {
        let ticks = figure.all("text", part: "tick")
        let (first, last) = (try #require(ticks.first), try #require(ticks.last))
        let start = try #require(Double(first.text))
        let end = try #require(Double(last.text))
        return { value in
            first.number("x") + log(value / start) / log(end / start) * (last.number("x") - first.number("x"))
        }
    }

    @Test func `marks stand at their ratios on the logarithmic axis`() throws {
        let figure = try figure([.init("A", estimate: 0.5, lower: 0.2, upper: 1.25)])
        let place = try scale(figure)
        let square = try #require(figure.all("rect", part: "estimate").first)
        let interval = try #require(figure.all("line", part: "interval").first)
        #expect(isClose(square.number("x") + square.number("width") / 2, place(0.5), relative: 0, absolute: 0.02))
        #expect(isClose(interval.number("x1"), place(0.2), relative: 0, absolute: 0.02))
        #expect(isClose(interval.number("x2"), place(1.25), relative: 0, absolute: 0.02))
    }

    @Test(arguments: [
        (0.2, 5.0, [String]()), (0.1, 10, []), (0.0999, 5, ["arrow-left"]), (0.2, 10.01, ["arrow-right"]),
        (0.01, 100, ["arrow-left", "arrow-right"]), (0.2, nil, ["arrow-right"]), (nil, 5, ["arrow-left"]),
        (nil, nil, ["arrow-left", "arrow-right"]),
    ])
    func `arrows appear exactly where a limit leaves the axis`(lower: Double?, upper: Double?, arrows: [String]) throws
    {
        for kind in [ForestFigure.Row.Kind.effect, .summary] {
            let figure = try figure([.init("A", kind: kind, estimate: 1, lower: lower, upper: upper)])
            #expect(figure.all("polygon").map(\.part).filter { $0.hasPrefix("arrow") } == arrows)
        }
    }

    @Test func `an effect prints its own text, or one with decimals that its interval needs`() throws {
        let figure = try figure([
            .init("A", estimate: 1.0017, lower: 0.9993, upper: 1.0042),
            .init("B", estimate: 0.5, lower: 0.2, upper: 1.25, text: "0.500 (0.200–1.250)"),
        ])
        #expect(figure.all("text", part: "cell").map(\.text) == ["1.002 (0.999–1.004)", "0.500 (0.200–1.250)"])
    }

    @Test func `what cannot be estimated has NE and no mark`() throws {
        let figure = try figure([.init("A"), .init("B", kind: .heading)])
        #expect(figure.all("text", part: "cell").map(\.text) == ["NE"])
        #expect(figure.all("rect", part: "estimate").isEmpty && figure.all("line", part: "interval").isEmpty)
        #expect(figure.all("polygon").isEmpty)
    }

    @Test func `an open square is as wide as a filled one, with its stroke`() throws {
        var options = ForestFigure.Options()
        options.notes = ["□ of another kind"]
        let figure = try ParsedFigure(
            try ForestFigure(
                rows: [
                    .init("A", estimate: 0.7, lower: 0.4, upper: 1, weight: 10),
                    .init("B", estimate: 0.7, lower: 0.4, upper: 1, weight: 10, mark: .open),
                ], options: options
            ).svg)
        let filled = try #require(figure.all("rect", part: "estimate").first)
        let open = try #require(figure.all("rect", part: "open-estimate").first)
        #expect(open.number("width") + open.number("stroke-width") == filled.number("width"))
        #expect(open.number("x") + open.number("width") / 2 == filled.number("x") + filled.number("width") / 2)
        #expect(figure.all("text", part: "note").map(\.text) == ["□ of another kind"])
    }

    @Test func `areas of squares follow the weights`() throws {
        let figure = try figure([
            .init("A", estimate: 1, lower: 0.9, upper: 1.1, weight: 100),
            .init("B", estimate: 1, lower: 0.9, upper: 1.1, weight: 25),
            .init("C", estimate: 1, lower: 0.9, upper: 1.1, weight: 0),
        ])
        #expect(figure.all("rect", part: "estimate").map { $0.number("width") } == [8, 4, 2])
    }

    @Test func `the line of no effect stands at 1 also when the range leaves it out`() throws {
        let figure = try figure([.init("A", estimate: 0.3, lower: 0.2, upper: 0.4)], range: 0.1...0.5)
        #expect(figure.all("text", part: "tick").map(\.text) == ["0.1", "0.2", "0.5", "1"])
    }

    @Test(arguments: [
        (ForestFigure.Row("A", estimate: -1, lower: nil, upper: nil), "rows[1].estimate is -1.0"),
        (ForestFigure.Row("A", estimate: .nan), "rows[1].estimate is nan"),
        (ForestFigure.Row("A", estimate: 1, upper: .infinity), "rows[1].upper is inf"),
        (ForestFigure.Row("A", estimate: 1, lower: 2), "rows[1].lower is 2.0; expected at most the estimate, 1.0"),
        (ForestFigure.Row("A", estimate: 1, upper: 0.5), "rows[1].upper is 0.5"),
        (ForestFigure.Row("A", lower: 0.5), "rows[1].estimate is nil"),
        (ForestFigure.Row("A", estimate: 1, weight: -1), "rows[1].weight is -1.0"),
        (ForestFigure.Row("A", estimate: 1, p: 1.5), "rows[1].p is 1.5"),
        (ForestFigure.Row("A", cells: ["x"], estimate: 1), "rows[1].cells.count is 1; expected at most 0"),
        (ForestFigure.Row("A", kind: .heading, estimate: 1), "rows[1].estimate is 1.0; expected nil in a heading"),
        (ForestFigure.Row("A", indent: -1, estimate: 1), "rows[1].indent is -1"),
    ])
    func `a row that makes no sense is an error that names it`(row: ForestFigure.Row, text: String) throws {
        let error = try #require(throws: StatisticsError.self) { try ForestFigure(rows: [.init("fine"), row]) }
        #expect(error.description.hasPrefix(text))
        #expect(error.index == 1)
    }
}
