import Foundation
import TestSupport
import Testing
import TrialStatistics

@testable import TrialFigures

@Suite struct SlidingWindowGeometryByHandTests {
    /// The place of a value between the first and last tick that the figure shows.
    private func place(
        _ figure: ParsedFigure, _ part: String, _ coordinate: String, _ scale: @escaping (Double) -> Double = { $0 }
    ) throws -> (Double) -> Double {
        let ticks = figure.all("text", part: part)
        let (first, last) = (try #require(ticks.first), try #require(ticks.last))
        let start = scale(try #require(Double(first.text.replacing("−", with: "-"))))
        let end = scale(try #require(Double(last.text.replacing("−", with: "-"))))
        return { value in
            let share = (scale(value) - start) / (end - start)
            return first.number(coordinate) + share * (last.number(coordinate) - first.number(coordinate))
        }
    }

    @Test func `points stand at the median of the marker and at their ratio`() throws {
        let figure = try ParsedFigure(SlidingWindowSamples.ordinary(.doubleColumn).svg)
        let x = try place(figure, "marker-tick", "x")
        let y = try place(figure, "effect-tick", "y", log)
        // Ticks hang their text below the middle of their line.
        let drop = Typeface.small.baselineDrop
        let points = figure.all("circle")
        #expect(points.count == 5)
        for (point, (median, ratio)) in zip(points, [(50, 0.57), (55.5, 0.53), (59, 0.60), (62, 0.64), (65, 0.61)]) {
            #expect(isClose(point.number("cx"), x(median), relative: 0, absolute: 0.02))
            #expect(isClose(point.number("cy"), y(ratio) - drop, relative: 0, absolute: 0.03))
        }
        let intervals = figure.all("line", part: "interval")
        #expect(isClose(intervals[0].number("y1"), y(0.35) - drop, relative: 0, absolute: 0.03))
        #expect(isClose(intervals[0].number("y2"), y(0.94) - drop, relative: 0, absolute: 0.03))
        #expect(figure.all("circle", part: "open-estimate").count == 1)
    }

    @Test func `ranges of windows lie beneath, neighbours in different rows`() throws {
        let figure = try ParsedFigure(SlidingWindowSamples.ordinary(.doubleColumn).svg)
        let x = try place(figure, "marker-tick", "x")
        let ranges = figure.all("line", part: "window")
        #expect(ranges.count == 5)
        #expect(isClose(ranges[0].number("x1"), x(36), relative: 0, absolute: 0.02))
        #expect(isClose(ranges[0].number("x2"), x(54), relative: 0, absolute: 0.02))
        for (left, right) in zip(ranges, ranges.dropFirst()) { #expect(left.number("y1") != right.number("y1")) }
    }

    @Test func `limits that leave the axis have arrows, what cannot be said a cross`() throws {
        let figure = try ParsedFigure(SlidingWindowSamples.extremes().svg)
        let arrows = figure.all("polygon").map(\.part)
        // The first leaves on both sides, the third below, the fourth has no limits at all.
        #expect(arrows.filter { $0 == "arrow-down" }.count == 3 && arrows.filter { $0 == "arrow-up" }.count == 2)
        #expect(figure.all("line", part: "not-estimable").count == 2)
        #expect(figure.all("circle").count == 2)
    }

    @Test func `differences stand on a linear axis that holds 0`() throws {
        let figure = try ParsedFigure(SlidingWindowSamples.difference().svg)
        let y = try place(figure, "effect-tick", "y")
        let point = try #require(figure.all("circle").first)
        #expect(isClose(point.number("cy"), y(0.14) - Typeface.small.baselineDrop, relative: 0, absolute: 0.03))
        #expect(figure.all("text", part: "effect-tick").contains { Double($0.text) == 0 })
    }

    @Test(arguments: [
        (SlidingWindowFigure.Window(range: 0...1, position: 2, estimate: 1), "position is 2.0"),
        (.init(range: 0...1, position: 0, estimate: -1), "estimate is -1.0; expected a finite ratio > 0"),
        (.init(range: 0...1, position: 0, estimate: 1, lower: .infinity), "lower is inf"),
        (.init(range: 0...1, position: 0, estimate: nil, lower: 1), "estimate is nil"),
        (.init(range: 0...1, position: 0, estimate: 1, lower: 2), "estimate is 1.0; expected a number between"),
    ])
    func `a window that makes no sense is an error that names it`(window: SlidingWindowFigure.Window, text: String) {
        let error = #expect(throws: StatisticsError.self) {
            try SlidingWindowFigure(windows: [window], scale: .ratio)
        }
        #expect(error?.description.hasPrefix("windows[0].\(text)") == true, "\(error?.description ?? "")")
        #expect(error?.index == 0)
    }
}
