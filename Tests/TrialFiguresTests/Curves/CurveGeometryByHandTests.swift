import Foundation
import TestSupport
import Testing

@testable import TrialFigures

@Suite struct CurveGeometryByHandTests {
    /// The places of values, read off the first and last ticks of a group of the figure.
    private func scale(
        _ figure: ParsedFigure, _ axis: String, _ place: String, isRatio: Bool = false
    ) throws -> (Double) -> Double {
        let ticks = figure.all("text", part: "tick").filter { $0.attributes["text-anchor"] == axis }
        let (first, last) = (try #require(ticks.first), try #require(ticks.last))
        let start = try #require(Double(first.text))
        let end = try #require(Double(last.text))
        let span = last.number(place) - first.number(place)
        return { value in
            let part = isRatio ? log(value / start) / log(end / start) : (value - start) / (end - start)
            return first.number(place) + part * span
        }
    }

    private func corners(_ figure: ParsedFigure, _ part: String) throws -> [Point] {
        let path = try #require(figure.all("path", part: part).first)
        return try #require(try ParsedPath(path.attributes["d"] ?? "").parts.first)
    }

    @Test func `steps stay level and fall at the place of the next point`() throws {
        let figure = try ParsedFigure(
            CurveFigure(series: [
                .init("A", shape: .steps, points: [.init(0, 1), .init(4, 0.6), .init(10, 0.2)], end: 12)
            ]).svg)
        let across = try scale(figure, "middle", "x")
        let down = try scale(figure, "end", "y")
        let corners = try corners(figure, "curve")
        let drop = down(100) - corners[0].y
        let expected = [(0.0, 100.0), (4, 100), (4, 60), (10, 60), (10, 20), (12, 20)]
        #expect(corners.count == expected.count)
        for (corner, (time, percent)) in zip(corners, expected) {
            #expect(isClose(corner.x, across(time), relative: 0, absolute: 0.02))
            #expect(isClose(corner.y + drop, down(percent), relative: 0, absolute: 0.02))
        }
    }

    @Test func `a smooth curve goes straight from point to point on a logarithmic axis`() throws {
        var options = CurveFigure.Options()
        options.valueScale = .ratio
        options.mark = 50
        let figure = try ParsedFigure(
            CurveFigure(
                series: [
                    .init(
                        "", shape: .smooth,
                        points: [
                            .init(40, 0.5, lower: 0.25, upper: 1), .init(50, 1, lower: 1, upper: 1),
                            .init(60, 2, lower: 1, upper: 4),
                        ])
                ], options: options
            ).svg)
        let across = try scale(figure, "middle", "x")
        let down = try scale(figure, "end", "y", isRatio: true)
        let curve = try corners(figure, "curve")
        let drop = down(0.5) - curve[0].y
        for (corner, (age, ratio)) in zip(curve, [(40.0, 0.5), (50, 1), (60, 2)]) {
            #expect(isClose(corner.x, across(age), relative: 0, absolute: 0.02))
            #expect(isClose(corner.y + drop, down(ratio), relative: 0, absolute: 0.02))
        }
        // The band goes along the upper limits and back along the lower ones.
        let band = try corners(figure, "band")
        for (corner, ratio) in zip(band, [1.0, 1, 4, 1, 1, 0.25]) {
            #expect(isClose(corner.y + drop, down(ratio), relative: 0, absolute: 0.02))
        }
        #expect(
            figure.all("line", part: "guides").contains {
                isClose($0.number("x1"), across(50), relative: 0, absolute: 0.02)
            })
    }

    @Test func `where limits are absent the band has a gap, and none without limits`() throws {
        func bands(_ points: [CurveFigure.Point]) throws -> Int {
            let figure = try ParsedFigure(
                CurveFigure(series: [.init("A", shape: .steps, points: points, end: 9)]).svg)
            guard let path = figure.all("path", part: "band").first else { return 0 }
            return try ParsedPath(path.attributes["d"] ?? "").parts.count
        }
        #expect(try bands([.init(0, 1), .init(2, 0.5)]) == 0)
        #expect(try bands([.init(0, 1), .init(2, 0.5, lower: 0.4, upper: 0.6)]) == 1)
        #expect(
            try bands([
                .init(1, 0.9, lower: 0.8, upper: 1), .init(2, 0.5), .init(5, 0.4, lower: 0.3, upper: 0.5),
            ]) == 2)
    }

    @Test func `the figure says in words what it shows`() throws {
        let figure = try ParsedFigure(
            CurveFigure(series: [.init("A", shape: .steps, points: [.init(0, 1), .init(4, 0.6)])]).svg)
        #expect(figure.all("desc").first?.text == "Survival by Time. A: 100.0% at 0, 60.0% at 4.")
        #expect(
            try ParsedFigure(CurveFigure(series: []).svg).all("desc").first?.text
                == "Survival by Time. Nothing can be drawn.")
    }
}
