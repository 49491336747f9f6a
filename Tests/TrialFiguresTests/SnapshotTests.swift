import TestSupport
import Testing
import TrialFigures
import TrialStatistics

@Suite struct SnapshotTests {
    @Test func `two small arms with everything shown`() throws {
        var options = KaplanMeierFigure.Options()
        options.title = "Remission"
        options.timeUnit = .weeks
        options.showsBands = true
        options.showsMedians = true
        options.riskTable = .full
        options.logRankP = 0.0123
        options.width = .singleColumn
        // Part of the data of Freireich et al., Blood 21 (1963) 699–716.
        let treated = try KaplanMeier(
            times: [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
            events: (0..<21).map { $0 < 9 })
        let control = try KaplanMeier(
            times: [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
            events: Array(repeating: true, count: 21))
        let figure = KaplanMeierFigure(
            groups: [.init("6-MP", curve: treated), .init("Placebo", curve: control)], options: options)
        #expect(try Snapshot.difference(figure.svg, "Tests/TrialFiguresTests/Snapshots/kaplan-meier.svg") == nil)
    }

    @Test func `a small forest`() throws {
        var options = ForestFigure.Options()
        options.columns = [.init("Events/n")]
        options.favoursLeft = "Favours A"
        options.favoursRight = "Favours B"
        let figure = try ForestFigure(
            rows: [
                .init("Sex", kind: .heading, p: 0.4),
                .init("Women", indent: 1, cells: ["12/40"], estimate: 0.7, lower: 0.4, upper: 1.2, weight: 10),
                .init("Men", indent: 1, cells: ["2/41"], estimate: 3, lower: 0.4, upper: 22, weight: 2),
                .init("Unknown", indent: 1, cells: ["0/3"]),
                .init("All", kind: .summary, cells: ["14/84"], estimate: 0.8, lower: 0.5, upper: 1.3, p: 0.37),
            ], options: options)
        #expect(try Snapshot.difference(figure.svg, "Tests/TrialFiguresTests/Snapshots/forest.svg") == nil)
    }

    @Test func `effects over sliding windows`() throws {
        let svg = try SlidingWindowSamples.ordinary(.singleColumn).svg
        #expect(try Snapshot.difference(svg, "Tests/TrialFiguresTests/Snapshots/sliding-windows.svg") == nil)
    }

    @Test func `differences before and after weighting`() throws {
        let svg = BalanceSamples.ordinary(.singleColumn).svg
        #expect(try Snapshot.difference(svg, "Tests/TrialFiguresTests/Snapshots/balance.svg") == nil)
    }

    @Test func `a curve of steps with its limits`() throws {
        var options = CurveFigure.Options()
        options.valueTitle = "Predicted event-free"
        options.axisUnit = .months
        options.width = .singleColumn
        let figure = CurveFigure(
            series: [
                .init(
                    "arm=A", shape: .steps,
                    points: [
                        .init(0, 1), .init(2, 0.8, lower: 0.6, upper: 0.95), .init(5, 0.5, lower: 0.3, upper: 0.7),
                    ], end: 8),
                .init("arm=B", shape: .steps, points: [.init(0, 1), .init(2, 0.9), .init(5, 0.75)], end: 8),
            ], options: options)
        #expect(try Snapshot.difference(figure.svg, "Tests/TrialFiguresTests/Snapshots/curves.svg") == nil)
    }
}
