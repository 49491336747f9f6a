import Testing

@testable import TrialFigures

@Suite("Number text, by hand")
struct NumberTextByHandTests {
    @Test(arguments: [
        (0.125, 2, "0.13"), (1.005, 2, "1.01"), (2.675, 2, "2.68"), (0.285, 2, "0.29"), (1.115, 2, "1.12"),
        (0.5, 0, "1"), (9.995, 2, "10.00"), (0.0049, 2, "0.00"), (0.005, 2, "0.01"), (-0.125, 2, "−0.13"),
        (-0.001, 2, "0.00"), (0, 2, "0.00"), (1e-7, 3, "0.000"), (123_456, 0, "123456"), (99.95, 1, "100.0"),
        (1.5e-5, 6, "0.000015"), (1e14, 1, "100000000000000.0"),
    ])
    func `rounds the printed decimal, halves away from zero`(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test(arguments: [
        (36, "36"), (58.7652292950034, "58.765"), (58.5, "58.5"), (0.015860069999796667, "0.015860"), (0, "0"),
        (1_234_567, "1234567"), (1_234_567.25, "1234567"), (-1.2240230319295358, "−1.2240"), (.nan, "NE"),
    ])
    func `measured numbers have five digits where they have a fraction`(value: Double, text: String) {
        #expect(NumberText.measured(value) == text)
    }

    @Test(arguments: [
        (0.012, "0.012"), (0.0005, "0.0005"), (0.00094, "0.0009"), (0.00095, "0.001"), (0.0001, "0.0001"),
        (0.00009999, "< 0.0001"), (0, "< 0.0001"), (1e-300, "< 0.0001"), (0.9994, "0.999"), (0.9995, "> 0.999"),
        (1, "> 0.999"), (0.0455, "0.046"),
    ])
    func `prints p-values neither as 0 nor as 1`(value: Double, text: String) {
        #expect(NumberText.pValue(value) == text)
    }

    @Test(arguments: [
        (0.605, "0.61"), (0.0949, "0.095"), (0.095, "0.10"), (0.0094, "0.0094"), (0.000_049, "< 0.0001"),
        (0, "< 0.0001"), (9.99, "9.99"), (12.345, "12.3"), (99.96, "100.0"), (1234.5, "1235"), (1e6, "> 999999"),
        (1e300, "> 999999"),
    ])
    func `prints ratios with digits that mean something`(value: Double, text: String) {
        #expect(NumberText.ratio(value) == text)
    }

    @Test func `says NE for what is absent, infinite or no number`() {
        for value in [nil, Double.infinity, -.infinity, .nan] {
            #expect(NumberText.fixed(value, decimals: 2) == "NE")
            #expect(NumberText.pValue(value) == "NE")
            #expect(NumberText.ratio(value) == "NE")
            #expect(NumberText.percent(value) == "NE")
        }
    }

    @Test func `prints intervals that cannot be misread`() {
        #expect(NumberText.interval("0.48", "0.80") == "0.48–0.80")
        #expect(NumberText.interval("18.0", "NE") == "18.0–NE")
        #expect(NumberText.interval("53.4%", "69.9%") == "53.4–69.9%")
        #expect(NumberText.interval("< 0.001", "0.80") == "< 0.001 to 0.80")
        #expect(NumberText.interval("−0.3", "0.8") == "−0.3 to 0.8")
        #expect(NumberText.equation("p", "< 0.0001") == "p < 0.0001")
        #expect(NumberText.equation("p", "0.012") == "p = 0.012")
    }

    @Test(arguments: [
        (12, "12"), (0.5, "0.5"), (-0.5, "−0.5"), (-3, "−3"), (1e-8, "0.00000001"), (365.25, "365.25"), (0, "0"),
        (1e6, "1000000"),
    ])
    func `gives a number that somebody gave with all its digits`(value: Double, text: String) {
        #expect(NumberText.exact(value) == text)
    }

    @Test(arguments: [(0.95, "95"), (0.995, "99.5"), (0.999, "99.9"), (0.9, "90"), (2.0 / 3, "66.6667")])
    func `gives a coverage in percent`(coverage: Double, text: String) {
        #expect(NumberText.coverage(coverage) == text)
    }

    @Test(arguments: [(0.2, "0.2"), (1, "1"), (50, "50"), (0.01, "0.01"), (1e-7, "10⁻⁷"), (1e9, "10⁹")])
    func `prints ticks with as few digits as they need`(value: Double, text: String) {
        #expect(NumberText.tick(value) == text)
    }

    @Test func `percentages round the share, not its hundredfold`() {
        // 0.2855 × 100 is 28.549999999999997 as a double.
        #expect(NumberText.percent(0.2855) == "28.6")
        #expect(NumberText.percent(0) == "0.0")
        #expect(NumberText.percent(1e-5) == "0.0")
        #expect(NumberText.percent(0.0005) == "0.1")
        #expect(NumberText.percent(1) == "100.0")
        #expect(NumberText.percent(2.0 / 3) == "66.7")
    }
}

@Suite("Display precision, by hand")
struct DisplayPrecisionByHandTests {
    @Test func `times have the decimals they need, two at most`() {
        #expect(DisplayPrecision.column([6, 7, nil, 110]).decimals == 0)
        #expect(DisplayPrecision.column([6.5, 7]).decimals == 1)
        #expect(DisplayPrecision.column([6.4928, 7]).decimals == 2)
        #expect(DisplayPrecision.column([0.034_567]).text(0.034_567) == "0.0346")
        #expect(DisplayPrecision.column([nil, nil]).decimals == 0)
        #expect(DisplayPrecision.column([1e20, 0]).decimals == 0)
    }

    @Test func `a coefficient has the digits that its standard error supports`() {
        #expect(DisplayPrecision.coefficient(standardError: 0.121_37).text(-0.500_993) == "−0.501")
        #expect(DisplayPrecision.coefficient(standardError: 0.001_258).text(0.001_738_4) == "0.00174")
        #expect(DisplayPrecision.coefficient(standardError: 31.7).text(12.345) == "12.35")
        #expect(DisplayPrecision.coefficient(standardError: nil).text(nil) == "NE")
    }

    @Test func `a narrow interval is not rounded away`() {
        #expect(DisplayPrecision.narrowRatio(lower: 0.9993, upper: 1.0042)?.text(1.0017) == "1.002")
        #expect(DisplayPrecision.narrowRatio(lower: 0.99993, upper: 1.00042)?.text(1.00017) == "1.0002")
        #expect(DisplayPrecision.narrowRatio(lower: 0.48, upper: 0.77) == nil)
        #expect(DisplayPrecision.narrowRatio(lower: nil, upper: nil) == nil)
    }
}

@Suite("Ratio text, by hand")
struct RatioTextByHandTests {
    @Test(arguments: [
        (0.624, 0.48, 0.8, "0.62 (0.48–0.80)"), (1.0017, 0.9993, 1.0042, "1.002 (0.999–1.004)"),
        (0.5, 0.1, nil, "0.50 (0.10–NE)"), (0.5, 1e-9, 2, "0.50 (< 0.0001 to 2.00)"),
        (0.5, 0.0001, 2, "0.50 (0.0001–2.00)"), (nil, nil, nil, "NE"), (nil, 0.5, 2, "NE"),
    ])
    func `gives a ratio and its limits decimals that suit each other`(
        estimate: Double?, lower: Double?, upper: Double?, text: String
    ) {
        #expect(RatioText(estimate, lower: lower, upper: upper).text == text)
    }
}
