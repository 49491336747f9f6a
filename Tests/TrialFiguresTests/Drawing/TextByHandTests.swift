import TestSupport
import Testing

@testable import TrialFigures

@Suite struct TextByHandTests {
    @Test func `adds up the widths of Helvetica`() {
        // H 722, e 556, l 222, l 222, o 556, in thousandths.
        #expect(isClose(TextMetrics(size: 10).width(of: "Hello"), 22.78, relative: 1e-12))
        #expect(isClose(TextMetrics(size: 10, isBold: true).width(of: "Hello"), 24.45, relative: 1e-12))
        #expect(TextMetrics(size: 10).width(of: "") == 0)
    }

    @Test func `breaks at spaces and inside words that are too long`() {
        let metrics = TextMetrics(size: 10)
        #expect(metrics.lines(of: "one two three", within: 40) == ["one two", "three"])
        #expect(metrics.lines(of: "WWWWW a", within: 20) == ["WW", "WW", "W a"])
        #expect(metrics.lines(of: "W", within: 1) == ["W"])
        #expect(metrics.lines(of: "  \n ", within: 40) == [])
    }
}

@Suite struct ScalesByHandTests {
    @Test func `places values in proportion`() {
        let scale = LinearScale(domain: 0...60, start: 10, end: 130)
        #expect(scale.position(of: 15) == 40)
        #expect(scale.position(of: 99) == 130)
        #expect(scale.ticks(every: 12) == [0, 12, 24, 36, 48, 60])
        #expect(LinearScale(domain: 5...31, start: 0, end: 1).ticks(every: 10) == [10, 20, 30])
    }

    @Test(arguments: [
        (60.0, 10, TimeUnit.months, 6.0), (60, 6, .months, 12), (7, 8, .months, 1), (200, 8, .months, 36),
        (3, 8, .years, 0.5), (1000, 8, .days, 200), (0.9, 10, .months, 0.1), (1e-7, 10, .unstated, 1e-8),
    ])
    func `chooses steps that suit the unit`(span: Double, count: Int, unit: TimeUnit, step: Double) {
        #expect(isClose(TickStep.automatic(over: span, atMost: count, unit: unit), step, relative: 1e-12))
    }

    @Test func `places ratios by their logarithm with ticks at 1, 2 and 5`() {
        let scale = LogScale(domain: 0.1...10, start: 0, end: 200)
        #expect(isClose(scale.position(of: 1), 100, relative: 1e-12))
        #expect(scale.position(of: 0) == 0)
        #expect(scale.ticks { _ in 5 } == [0.1, 0.2, 0.5, 1, 2, 5, 10])
        #expect(scale.ticks { _ in 40 } == [0.1, 0.3, 1, 3, 10])
        #expect(scale.ticks { _ in 60 } == [0.1, 1, 10])
        #expect(LogScale.rounded(outward: 0.3...4) == 0.2...5)
        #expect(LogScale.rounded(outward: 0.5...2) == 0.5...2)
    }
}
