import Testing

@testable import TrialFigures

@Suite struct NumbersByHandTests {
    @Test(arguments: [
        (12.0, "12"), (0.5, "0.5"), (-3.25, "-3.25"), (0.004, "0"), (-0.004, "0"), (0.05, "0.05"), (1.999, "2"),
        (-0.996, "-1"), (1_234_567.891, "1234567.89"), (.nan, "0"), (.infinity, "10000000"),
    ])
    func `writes coordinates with at most two decimals and no minus zero`(value: Double, text: String) {
        #expect(Coordinate(value).description == text)
    }

    @Test(arguments: [(0.5, ".5"), (-0.5, "-.5"), (0.05, ".05"), (0.0, "0"), (10.0, "10")])
    func `leaves out the zero before the point in path data`(value: Double, text: String) {
        #expect(Coordinate(value).pathText == text)
    }

    @Test func `ticks are the decimals that they are printed as`() {
        let scale = LinearScale(domain: 0.6...1, start: 0, end: 1)
        #expect(scale.ticks(every: 0.2) == [0.6, 0.8, 1] && scale.ticks(every: 0.1) == [0.6, 0.7, 0.8, 0.9, 1])
        #expect(LinearScale(domain: 0...20, start: 0, end: 1).ticks(every: 5) == [0, 5, 10, 15, 20])
    }

    @Test func `escapes what XML reserves and replaces what it forbids`() {
        #expect("a<b>&\"c\"\u{1}\n'".xmlEscaped == "a&lt;b&gt;&amp;&quot;c&quot;\u{FFFD} '")
    }
}
