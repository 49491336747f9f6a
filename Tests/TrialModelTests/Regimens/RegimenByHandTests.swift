import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// Regimens and days, reckoned on paper.
@Suite("Regimens · ByHand")
struct RegimenByHandTests {
    @Test func `days 1 to 21 every other day are eleven doses`() throws {
        let days = try #require(DoseDays("1-21 every other day"))
        #expect(days.times(ofCycle: 1, length: 28).keys.sorted() == [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21])
        #expect(days.times(ofCycle: 2, length: 28).keys.sorted() == days.times(ofCycle: 1, length: 28).keys.sorted())
        #expect(DoseDays("d1-21 qod") == days)
    }

    @Test func `a pattern begins anew with each cycle, or runs on`() throws {
        let anew = try #require(DoseDays("1-21 every other day", phase: .cycle))
        let on = anew.with(phase: .continuous)
        // Cycles of 21 days: day 21 and the next day 1 both have a dose where the pattern begins anew.
        #expect(anew.times(ofCycle: 2, length: 21).keys.sorted().first == 1)
        #expect(on.times(ofCycle: 2, length: 21).keys.sorted() == [2, 4, 6, 8, 10, 12, 14, 16, 18, 20])
        #expect(on.times(ofCycle: 3, length: 21).keys.sorted() == on.times(ofCycle: 1, length: 21).keys.sorted())
        // Cycles of 28 days have an even number of days: the two are the same.
        #expect(on.times(ofCycle: 2, length: 28).keys.sorted() == anew.times(ofCycle: 2, length: 28).keys.sorted())
    }

    @Test func `days are written in many ways`() {
        #expect(DoseDays("1, 8, 15")?.times(ofCycle: 1, length: 28).keys.sorted() == [1, 8, 15])
        #expect(DoseDays("1-4, 9-12")?.times(ofCycle: 1, length: 28).keys.sorted() == [1, 2, 3, 4, 9, 10, 11, 12])
        #expect(DoseDays("daily")?.times(ofCycle: 1, length: 21).keys.sorted().count == 21)
        #expect(DoseDays("days 1 to 14")?.times(ofCycle: 1, length: 21).keys.sorted().count == 14)
        #expect(
            DoseDays("1-28 every 3 days")?.times(ofCycle: 1, length: 28).keys.sorted() == [
                1, 4, 7, 10, 13, 16, 19, 22, 25, 28,
            ])
        for wrong in ["", "0-3", "21-1", "1 8", "sometimes", "1-", "1,,8", "1-28 every 0 days", "5 every other day"] {
            #expect(DoseDays(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `amounts are exact and compare across units`() throws {
        #expect(DoseAmount("2.40 mg") == DoseAmount("2.4 mg"))
        let gram = try #require(DoseAmount("1 g")), milligrams = try #require(DoseAmount("1000 mg"))
        #expect(gram.compared(to: milligrams) == .same)
        #expect(DoseAmount("1.3 mg/m²")?.description == "1.3 mg/m2")
        #expect(gram.compared(to: try #require(DoseAmount("1 mg/m2"))) == nil)
        for wrong in ["mg", "10", "-1 mg", "0 mg", "10 mgs", "1,5 mg"] { #expect(DoseAmount(wrong) == nil, "\(wrong)") }
    }

    @Test func `levels print as they are read`() {
        for text in [
            "15 mg", "10 mg d1-28", "10 mg d1-21", "15 mg d1-21 every other day", "2.5 mg d1, 8, 15", "5 mg daily",
        ] {
            #expect(DoseLevel(text)?.description == text)
        }
        #expect(DoseLevel("10 mg days 1-21") == DoseLevel("10 mg d1-21"))
        #expect(DoseLevel("10") == nil && DoseLevel("ten mg") == nil && DoseLevel("10 mg often") == nil)
    }

    @Test func `spans of numbers`() throws {
        #expect(NumberSpan("1-16")?.contains(16) == true && NumberSpan("1-16")?.contains(17) == false)
        #expect(NumberSpan("17-")?.contains(1_000) == true && NumberSpan("17-")?.contains(16) == false)
        #expect(NumberSpan("5")?.last == 5)
        for wrong in ["", "0-3", "5-3", "a", "1-2-3", "1 to", "-4"] { #expect(NumberSpan(wrong) == nil, "\(wrong)") }
    }

    @Test func `bands of numbers have their ends`() throws {
        let half = try #require(NumberBand("30 to below 50"))
        let (thirty, fifty) = (try #require(ExactDecimal("30.0")), try #require(ExactDecimal("50")))
        #expect(half.contains(thirty) && !half.contains(fifty))
        #expect(NumberBand("30 to 60")?.contains(try #require(ExactDecimal("60.00"))) == true)
        #expect(NumberBand("above 60")?.contains(try #require(ExactDecimal("60"))) == false)
        #expect(NumberBand("2")?.contains(try #require(ExactDecimal("2"))) == true)
        for text in ["below 30", "up to 30", "from 50", "above 60", "30 to 60", "30 to below 50", "2"] {
            #expect(NumberBand(text)?.description == text)
        }
        for wrong in ["", "60 to 30", "30 to below 30", "low", "below", "to 5"] {
            #expect(NumberBand(wrong) == nil, "\(wrong)")
        }
    }
}
