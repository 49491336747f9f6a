import TestSupport
import Testing

@testable import TrialFigures

@Suite struct AllocationFiguresByHandTests {
    @Test func `bars are as high as their probabilities`() throws {
        let figure = try ParsedFigure(
            ImbalanceDistributionFigure(final: [(0, 0.25), (1, 0.75)], largest: [(1, 0.5), (2, 0.5), (3, 0.0001)]).svg)
        let bars = figure.all("rect", part: "bars")
        #expect(bars.count == 4)
        let unit = bars[1].number("height") / 0.75
        for (bar, probability) in zip(bars, [0.25, 0.75, 0.5, 0.5]) {
            #expect(isClose(bar.number("height"), probability * unit, relative: 0, absolute: 0.02))
        }
        // The bars of one imbalance stand side by side, those of the next as far on.
        #expect(bars[1].number("x") < bars[2].number("x"))
        #expect(
            isClose(
                bars[3].number("x") - bars[2].number("x"), bars[1].number("x") - bars[0].number("x"), relative: 0,
                absolute: 0.02))
    }

    @Test func `a strip for each course, a line for each on one plot, a band for many`() throws {
        func courses(_ count: Int, _ arrangement: ImbalanceFigure.Arrangement) throws -> ParsedFigure {
            var options = ImbalanceFigure.Options()
            options.arrangement = arrangement
            options.bound = 2
            return try ParsedFigure(
                ImbalanceFigure(
                    courses: (0..<count).map { .init("S\($0)", [0.5, Double($0 % 3), 0]) }, options: options
                ).svg)
        }
        let strips = try courses(5, .strips)
        #expect(strips.all("path", part: "course").count == 5)
        #expect(strips.all("text", part: "largest").map(\.text) == ["0.5", "1.0", "2.0", "0.5", "1.0"])
        #expect(strips.all("text", part: "name").map(\.text) == ["S0", "S1", "S2", "S3", "S4"])
        #expect(try courses(5, .overlaid).all("path", part: "course").count == 5)
        let many = try courses(9, .overlaid)
        #expect(many.all("path", part: "course").count == 1 && many.all("path", part: "band").count == 1)
        #expect(try courses(41, .strips).all("path", part: "band").count == 1)
    }
}
