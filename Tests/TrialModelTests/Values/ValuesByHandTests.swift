import Testing

@testable import TrialModel

@Suite struct `Values of study files, ByHand` {
    @Test func `a number keeps its text`() {
        #expect(PrintedNumber("0.30")?.text == "0.30")
        #expect(PrintedNumber("3.5%")?.value == 0.035)
        #expect(PrintedNumber("95 %")?.value == 0.95)
        #expect(PrintedNumber("1e-3")?.value == 0.001)
        #expect(PrintedNumber("7.%")?.value == 0.07)
        for text in ["", "1,000", "1/3", "nan", "inf", "0x10", "1 2", "%", "1e999", "–1"] {
            #expect(PrintedNumber(text) == nil, "\(text)")
        }
    }

    @Test func `a length of time has its unit`() {
        #expect(Period("6 weeks")?.days == 42)
        #expect(Period("1 year")?.months == 12)
        #expect(Period("30.4375 days")?.months == 1)
        #expect(Period("40  months")?.description == "40 months")
        #expect(Period("1 month")?.description == "1 month")
        for text in ["40", "40months", "months", "4% months", "40 moons"] { #expect(Period(text) == nil, "\(text)") }
    }

    @Test func `ratios and rates`() {
        #expect(PrintedRatio("3:2")?.firstShare == 0.6)
        #expect(PrintedRatio("3 : 2")?.quotient == 1.5)
        for text in ["3:0", "1.5:1", "3", "3:", ":", "٣:2", "-1:1"] { #expect(PrintedRatio(text) == nil, "\(text)") }
        #expect(Rate("24 per year")?.perMonth == 2)
        #expect(Rate("5% per year")?.number.value == 0.05)
        for text in ["2", "2 month", "2 per", "-1 per month"] { #expect(Rate(text) == nil, "\(text)") }
    }
}
