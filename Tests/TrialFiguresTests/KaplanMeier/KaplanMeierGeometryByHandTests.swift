import TestSupport
import Testing
import TrialStatistics

@testable import TrialFigures

/// Places in the drawing, computed from the data by hand and compared with the parsed file.
@Suite struct KaplanMeierGeometryByHandTests {
    typealias Group = KaplanMeierFigure.Group

    /// S: 1 to 6, then 1/2 to 10; one censored at 6, one at 7, one at 10.
    private func six() throws -> Group {
        Group(
            "Six",
            curve: try KaplanMeier(times: [6, 6, 6, 6, 7, 10], events: [true, true, true, false, false, false]))
    }

    private func figure(_ groups: [Group], _ change: (inout KaplanMeierFigure.Options) -> Void = { _ in }) throws
        -> ParsedFigure
    {
        var options = KaplanMeierFigure.Options()
        change(&options)
        return try ParsedFigure(KaplanMeierFigure(groups: groups, options: options).svg)
    }

    /// Scales read off the ticks that the figure shows, not off the code that drew them.
    private func scales(_ figure: ParsedFigure) throws -> (x: (Double) -> Double, y: (Double) -> Double) {
        let times = figure.all("text", part: "tick").filter { $0.attributes["text-anchor"] == "middle" }
        let heights = figure.all("text", part: "tick").filter { $0.attributes["text-anchor"] == "end" }
        let (first, last) = (try #require(times.first), try #require(times.last))
        let (low, high) = (try #require(heights.first), try #require(heights.last))
        let span = try #require(Double(last.text)) - (try #require(Double(first.text)))
        let start = try #require(Double(first.text))
        let drop = TextMetrics(size: 7).baselineDrop
        return (
            { first.number("x") + ($0 - start) / span * (last.number("x") - first.number("x")) },
            { low.number("y") - drop + $0 * (high.number("y") - low.number("y")) }
        )
    }

    @Test func `steps down at each event time to the height of its survival`() throws {
        let figure = try figure([six()])
        let (x, y) = try scales(figure)
        let path = try #require(figure.all("path", part: "curve").first)
        let corners = try #require(try ParsedPath(path.attributes["d"] ?? "").parts.first)
        let expected = [(0, 1), (6, 1), (6, 0.5), (10, 0.5)].map { Point(x: x($0.0), y: y($0.1)) }
        #expect(corners.count == expected.count)
        for (corner, wanted) in zip(corners, expected) {
            #expect(isClose(corner.x, wanted.x, relative: 0, absolute: 0.011))
            #expect(isClose(corner.y, wanted.y, relative: 0, absolute: 0.011))
        }
    }

    @Test func `marks every censored time once, across the curve`() throws {
        let figure = try figure([six()])
        let (x, y) = try scales(figure)
        let path = try #require(figure.all("path", part: "censored").first)
        let ticks = try ParsedPath(path.attributes["d"] ?? "").parts
        #expect(ticks.count == 3)
        for (tick, time) in zip(ticks, [6.0, 7, 10]) {
            #expect(isClose(tick[0].x, x(time), relative: 0, absolute: 0.011))
            #expect(isClose((tick[0].y + tick[1].y) / 2, y(0.5), relative: 0, absolute: 0.011))
        }
        #expect(try self.figure([six()], { $0.showsCensoring = false }).all("path", part: "censored").isEmpty)
    }

    @Test func `numbers at risk stand below their ticks`() throws {
        for sample in try KaplanMeierSamples.all() {
            let figure = try ParsedFigure(sample.figure.svg)
            let marks = figure.all("line", part: "tick-mark").map { $0.number("x1") }
            let labels = figure.all("text", part: "tick").filter { $0.attributes["text-anchor"] == "middle" }
            #expect(labels.map { $0.number("x") } == marks)
            let counts = Dictionary(grouping: figure.all("text", part: "risk-count"), by: \.row)
            for row in counts.values { #expect(row.map { $0.number("x") } == marks, "\(sample.name)") }
        }
    }

    @Test func `counts those at risk just before each tick`() throws {
        let figure = try figure([six()], { $0.timeTickStep = 2 })
        #expect(figure.all("text", part: "risk-count").map(\.text) == ["6", "6", "6", "6", "1", "1"])
    }

    @Test func `counts those who enter at 0 as at risk there, and late entries from then on`() throws {
        let curve = try KaplanMeier(
            times: [2, 4, 6], events: [true, true, false], entries: [0, 0, 3])
        let figure = try figure([Group("Late", curve: curve)]) { $0.timeTickStep = 2 }
        #expect(figure.all("text", part: "risk-count").map(\.text) == ["2", "2", "2", "1"])
    }

    @Test func `rows of the full table add up to the group`() throws {
        let figure = try figure([six()]) {
            $0.timeTickStep = 2
            $0.riskTable = .full
        }
        let rows = Dictionary(grouping: figure.all("text", part: "risk-count"), by: \.row)
        let counts = rows.keys.sorted().map { rows[$0, default: []].compactMap { Int($0.text) } }
        #expect(counts == [[6, 6, 6, 6, 1, 1], [0, 0, 0, 0, 2, 2], [0, 0, 0, 0, 3, 3]])
    }

    @Test func `drops a line at the median`() throws {
        // Half are left from 2 on, and 1/4 from 3 on, so the median is 2.5.
        let group = Group("A", curve: try KaplanMeier(times: [1, 2, 3, 4], events: [true, true, true, false]))
        let figure = try figure([group]) { $0.showsMedians = true }
        let (x, y) = try scales(figure)
        let lines = figure.all("line", part: "medians")
        #expect(lines.count == 2)
        #expect(isClose(lines[0].number("y1"), y(0.5), relative: 0, absolute: 0.011))
        #expect(isClose(lines[1].number("x1"), x(2.5), relative: 0, absolute: 0.011))
        #expect(isClose(lines[1].number("x2"), x(2.5), relative: 0, absolute: 0.011))
    }

    @Test func `the band follows the limits`() throws {
        let group = try six()
        let figure = try figure([group]) {
            $0.limits = .init(transform: .logLog)
            $0.showsBands = true
        }
        let (x, y) = try scales(figure)
        let limits = group.curve.limits(atStep: 0, transform: .logLog)
        let path = try #require(figure.all("path", part: "band").first)
        let corners = try #require(try ParsedPath(path.attributes["d"] ?? "").parts.first)
        let upper = y(try #require(limits.upper))
        let lower = y(try #require(limits.lower))
        let expected = [(6.0, upper), (10, upper), (10, lower), (6, lower)]
        #expect(corners.count == 4)
        for (corner, wanted) in zip(corners, expected) {
            #expect(isClose(corner.x, x(wanted.0), relative: 0, absolute: 0.011))
            #expect(isClose(corner.y, wanted.1, relative: 0, absolute: 0.011))
        }
    }

    @Test func `a zoomed curve begins at its height there`() throws {
        let figure = try figure([six()]) {
            $0.timeRange = 7...9
            $0.timeTickStep = 1
        }
        let (x, y) = try scales(figure)
        let path = try #require(figure.all("path", part: "curve").first)
        let corners = try #require(try ParsedPath(path.attributes["d"] ?? "").parts.first)
        #expect(corners.count == 2)
        #expect(
            isClose(corners[0].x, x(7), relative: 0, absolute: 0.011)
                && isClose(corners[1].x, x(9), relative: 0, absolute: 0.011))
        #expect(isClose(corners[0].y, y(0.5), relative: 0, absolute: 0.011))
    }
}
