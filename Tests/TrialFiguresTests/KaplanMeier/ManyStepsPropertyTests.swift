import Testing
import TrialStatistics

@testable import TrialFigures

@Suite struct ManyStepsPropertyTests {
    @Test func `a file of very many steps stays small`() throws {
        var random = SplitMix(seed: 5)
        let groups = try (1...2).map { group in
            let times = (0..<100_000).map { _ in random.exponential(mean: 20 * Double(group)) }
            let events = (0..<100_000).map { _ in random.uniform() < 0.5 }
            return KaplanMeierFigure.Group("Group \(group)", curve: try KaplanMeier(times: times, events: events))
        }
        var options = KaplanMeierFigure.Options()
        options.showsBands = true
        options.timeRange = 0...100
        let svg = KaplanMeierFigure(groups: groups, options: options).svg
        #expect(svg.utf8.count < 200_000)
    }

    @Test func `ticks left out lie between two whose strokes cover them`() throws {
        var random = SplitMix(seed: 6)
        let times = (0..<3000).map { _ in 100 * random.uniform() }
        let curve = try KaplanMeier(times: times, events: times.map { _ in random.uniform() < 0.3 })
        let frame = PlotFrame(
            box: Box(left: 0, top: 0, width: 400, height: 250),
            time: TimeAxis(options: .init(), longest: 100, from: 0, to: 400, columnWidth: 20))
        let kept = CurveTraces(group: .init("", curve: curve), frame: frame, options: .init()).censored
        let reach = Coordinate(CurveTraces.tickWidth).hundredths
        for step in curve.steps where step.censored > 0 {
            let place = Coordinate(frame.point(step.time, 0).x).hundredths
            let before = kept.last { $0.x <= place }
            let after = kept.first { $0.x >= place }
            let width = try #require(after).x - (try #require(before)).x
            #expect(width <= reach)
        }
        #expect(kept.count < curve.steps.count)
    }
}
