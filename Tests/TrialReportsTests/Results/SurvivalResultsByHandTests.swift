import TestSupport
import Testing
import TrialAnalysis
import TrialTables

@testable import TrialReports

@Suite("Survival results, by hand")
struct SurvivalResultsByHandTests {
    // A: 6 at risk at 6, three events: S = 1/2; at 7 two at risk, one event: S = 1/4. So S is 1/2 from 6 to 7.
    let results: SurvivalResults

    init() throws { results = SurvivalResults(try Sample.twoArms { $0.landmarks = [6, 12, 12, 99] }) }

    @Test func `counts rows, groups and events`() {
        #expect(results.text(.rows, .init(.file)) == "12")
        #expect(results.text(.count, .init(.curves)) == "12")
        #expect(results.text(.events, .init(.curves)) == "7")
        #expect(results[.count, .init(.curves, group: "A")]?.value == 6)
        #expect(results[.events, .init(.curves, group: "A")]?.value == 4)
    }

    @Test func `reads the median off the flat part and the curve at times`() {
        let group = ResultRow.Place(.curves, group: "A")
        #expect(results[.median, group]?.value == 6.5)
        #expect(results.text(.median, group) == "6.5")
        let atSix = ResultRow.Place(.curves, group: "A", time: 6)
        #expect(results[.survival, atSix]?.value == 0.5)
        #expect(results.text(.survival, atSix) == "50.0%")
        #expect(results.text(.atRisk, atSix) == "6")
        #expect(results.text(.survivalAtEnd, group) == "25.0%")
    }

    @Test func `gives a time that is asked for twice once`() {
        #expect(results.rows.filter { $0.place.time == 12 && $0.place.group == "A" }.count == 4)
    }

    @Test func `names what is not estimable and says why`() throws {
        let late = try #require(results[.survival, .init(.curves, group: "A", time: 99)])
        #expect(late.value == nil)
        #expect(late.text == "NE")
        #expect(late.notes == ["past the end of follow-up"])
    }

    @Test func `sums the expected events to the observed`() throws {
        let groups = ["A", "B"].map { ResultRow.Place(.logRank, group: $0) }
        let observed = try groups.map { try #require(results[.observed, $0]?.value) }
        let expected = try groups.map { try #require(results[.expected, $0]?.value) }
        #expect(observed == [4, 3])
        #expect(isClose(expected.reduce(0, +), 7, relative: 1e-12))
        // At 6 three events, 6 of 12 at risk in A; at 7 one, 2 of 8; at 8 one, 1 of 7; later nobody of A.
        let byHand: Double = 1.5 + 0.25 + 1.0 / 7
        #expect(isClose(expected[0], byHand, relative: 1e-12))
    }

    @Test func `names the level and the reference of a hazard ratio`() throws {
        let ratio = try #require(results[.hazardRatio, .init(.cox, group: "B", term: "arm[B]")])
        #expect(ratio.reference == "A")
        // The text has two decimals.
        #expect(isClose(Double(ratio.text), ratio.value, relative: 0, absolute: 0.005))
    }

    @Test func `no two rows have the same name and place`() {
        let keys = results.rows.map { "\($0.statistic) \($0.place)" }
        #expect(Set(keys).count == keys.count)
    }

    @Test func `reads the unit off the header`() {
        #expect(EndpointName(column: "pfs [months]") == .init(column: "pfs [months]"))
        #expect(EndpointName(column: "pfs [months]").name == "pfs")
        #expect(EndpointName(column: "pfs [months]").unit == "months")
        #expect(EndpointName(column: "pfs").unit == nil)
        #expect(EndpointName(column: "[x]").name == "[x]")
        #expect(EndpointName(column: "a [b").name == "a [b")
        #expect(EndpointName(column: "pfs [d]", unit: "days").unit == "days")
        #expect(EndpointName(column: "pfs [d]", unit: "days").name == "pfs")
        #expect(EndpointName(column: "pfs", unit: "months").unit == "months")
    }

    @Test func `a unit that is given goes with every time`() throws {
        let results = SurvivalResults(try Sample.twoArms { $0.unit = "months" })
        #expect(results.endpoint.unit == "months")
        let times: Set<Statistic> = [
            .median, .medianLower, .medianUpper, .followUpMedian, .followUpMedianLower, .followUpMedianUpper,
        ]
        for row in results.rows { #expect(row.unit == (times.contains(row.statistic) ? "months" : nil)) }
    }
}

@Suite("Data hash, published")
struct DataHashPublishedTests {
    @Test func `agrees with the examples of the standard, in one block or many`() {
        // FIPS 180-4 examples, NIST "SHA-256 Example"; the empty message likewise.
        var hash = DataHash()
        #expect(hash.text == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        hash.update(Array("ab".utf8))
        hash.update([])
        hash.update(Array("c".utf8))
        #expect(hash.text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
