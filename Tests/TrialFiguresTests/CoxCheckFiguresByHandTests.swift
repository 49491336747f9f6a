import Testing
import TrialStatistics

@testable import TrialFigures

@Suite("Figures of Cox checks · ByHand")
struct CoxCheckFiguresByHandTests {
    /// Events at 1 and 3 of an axis of plain time: the points stand at the ticks of these times.
    @Test func `points stand at the ticks of their times`() throws {
        let figure = try ParsedFigure(CoxCheckSamples.few().svg)
        let ticks = figure.all("text", part: "tick").filter { ["1", "3"].contains($0.text) }
        let places = ticks.compactMap { Double($0.attributes["x"] ?? "") }.sorted()
        let points = try #require(figure.all("path", part: "residuals").first?.attributes["d"])
        let parts = try ParsedPath(points).parts.compactMap(\.first)
        #expect(parts.count == 2)
        #expect(zip(parts.map(\.x).sorted(), places.suffix(2)).allSatisfy { abs($0 - $1) < 0.02 })
        #expect(figure.all("path", part: "smooth").isEmpty)
    }

    /// S = 1/2 at 1: log(−log ½) = −0.3665, a level line from there.
    @Test func `a log-log curve stands at the logarithm of the cumulative hazard`() throws {
        let curves = try [
            KaplanMeier(times: [1, 2, 4, 8], events: [true, true, true, false]),
            KaplanMeier(times: [1, 2], events: [true, false]),
        ]
        let figure = try ParsedFigure(
            LogLogFigure(groups: [.init("a", curve: curves[0]), .init("b", curve: curves[1])]).svg)
        let paths = try figure.all("path", part: "curve").map { try ParsedPath($0.attributes["d"] ?? "").parts[0] }
        #expect(paths.count == 2)
        // a: ¾, ½, ¼ at 1, 2, 4 on a logarithmic axis: equal steps across, and log(log(4/3)), log(log 2), log(log 4) upwards.
        let corners = paths[0]
        let xs = Set(corners.map { ($0.x * 100).rounded() / 100 }).sorted()
        #expect(abs((xs[1] - xs[0]) - (xs[2] - xs[1])) < 0.03)
        let ys = Set(corners.map { ($0.y * 100).rounded() / 100 }).sorted(by: >)
        let values = [4.0 / 3, 2, 4].map { Logarithm.natural(Logarithm.natural($0)) }
        let unit = (ys[0] - ys[2]) / (values[2] - values[0])
        #expect(abs((ys[0] - ys[1]) - unit * (values[1] - values[0])) < 0.03)
        #expect(abs(paths[1][0].y - ys[1]) < 0.02)
    }

    @Test func `thousands of residuals leave what print can show`() throws {
        let figure = try CoxCheckSamples.one(count: 6000, distinctTimes: 5000, .rank)
        #expect(figure.svg.utf8.count < 150_000)
    }
}
