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

    @Test(arguments: [
        (0.724, "0.72"), (0.7251, "0.73"), (1, "1.00"), (0.0949, "0.095"), (0.0004, "0.0004"), (1e-9, "< 0.0001"),
        (12.34, "12.3"), (123.4, "123"), (9999.4, "9999"), (1e300, "> 999999"),
    ])
    func `prints ratios as journals do`(value: Double, text: String) {
        #expect(NumberText.ratio(value) == text)
    }

    @Test func `says NE where nothing can be said`() {
        #expect(NumberText.ratio(nil, lower: nil, upper: nil) == "NE")
        #expect(NumberText.ratio(0.5, lower: 0.1, upper: nil) == "0.50 (0.10–NE)")
        #expect(NumberText.ratio(0.5, lower: 1e-9, upper: 2) == "0.50 (< 0.0001 to 2.00)")
        #expect(NumberText.ratio(0.5, lower: 0.0001, upper: 2) == "0.50 (0.0001–2.00)")
    }

    @Test(arguments: [
        (0.00009, "p < 0.0001"), (0.00012, "p = 0.0001"), (0.001, "p = 0.001"), (0.0123, "p = 0.012"),
        (0.1, "p = 0.100"), (1, "p = 1.000"), (0, "p < 0.0001"),
    ])
    func `prints p-values as journals do`(value: Double, text: String) {
        #expect(NumberText.equation(p: value) == text)
    }

    @Test(arguments: [(0.2, "0.2"), (1, "1"), (50, "50"), (0.01, "0.01"), (1e-7, "10⁻⁷"), (1e9, "10⁹")])
    func `prints ticks with as few digits as they need`(value: Double, text: String) {
        #expect(NumberText.tick(value) == text)
    }

    @Test func `escapes what XML reserves and replaces what it forbids`() {
        #expect("a<b>&\"c\"\u{1}\n'".xmlEscaped == "a&lt;b&gt;&amp;&quot;c&quot;\u{FFFD} '")
    }
}
