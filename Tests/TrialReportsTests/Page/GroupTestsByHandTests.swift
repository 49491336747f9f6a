import Foundation
import Testing
import TrialAnalysis
import TrialStatistics

@testable import TrialReports

@Suite("Tests of the groups on the page and in the results, by hand")
struct GroupTestsByHandTests {
    private func analysis(_ change: (inout TestQuestions) -> Void) throws -> SurvivalAnalysis {
        try Sample.twoArms { change(&$0.tests) }
    }

    @Test func `MaxCombo stands in main result, figure, section and methods in place of the log-rank test`() throws {
        let page = ParsedPage(
            Sample.report(try analysis { $0.maxCombo = MaxComboTest.standardWeightings }).page)
        #expect(page.problem == nil)
        #expect(page.all("h2").map(\.text).contains("Further tests of the groups"))
        #expect(page.all("caption").map(\.text).contains("Components of MaxCombo"))
        #expect(page.all("desc")[0].text.contains("MaxCombo p"))
        #expect(page.outline.contains("Groups were compared by the MaxCombo test."))
        let result = page.all("p").first { $0.attributes["class"] == "result" && $0.text.contains("MaxCombo") }
        #expect(result?.text.contains("largest") == true)
    }

    @Test func `everything at once is in page and results, each number once`() throws {
        let hazard = try ReferenceHazard(rate: 0.1)
        let analysis = try analysis {
            $0.alternative = .lower
            $0.givesHazardRatios = true
            $0.trend = .order
            $0.pairwise = .init(pairs: .all, procedure: .holm)
            $0.permutations = .all
            $0.oneSample = .hazard(hazard, text: "rate=0.1")
            $0.bootstrap = .init(replicates: 60)
        }
        let page = ParsedPage(Sample.report(analysis).page)
        #expect(page.problem == nil)
        for title in ["Against a reference hazard", "Further tests of the groups", "Bootstrap"] {
            #expect(page.all("h2").map(\.text).contains(title))
        }
        // C(12, 6) arrangements.
        #expect(page.outline.contains("of 924 arrangements of the labels are at least as far out"))
        #expect(page.outline.contains("lower hazard of B than of A"))
        #expect(
            page.outline.contains("P-values are two-sided but where they are called one-sided; only those of pairs"))
        let document = try ResultsDocument(analysis, provenance: Sample.provenance).text()
        for line in [
            "\"permutations\" : \"all\"", "\"oneSample\" : \"rate=0.1\"", "\"trendScores\" : \"order\"", "\"seed\" : 1",
        ] {
            #expect(document.contains(line))
        }
        let results = SurvivalResults(analysis)
        let keys = results.rows.map { "\($0.statistic) \($0.place)" }
        #expect(Set(keys).count == keys.count)
        #expect(results.text(.arrangements, .init(.permutation)) == "924")
        #expect(results[.adjustedP, .init(.pairwise, group: "B", term: "B against A")]?.value != nil)
        // 6·4 + 7 + 10 = 41 units of time in A at a rate of a tenth.
        #expect(results.text(.expected, .init(.oneSample, group: "A")) == "4.10")
        #expect(results.text(.replicates, .init(.bootstrap)) == "60")
    }

    @Test func `nothing asked adds nothing`() throws {
        let page = ParsedPage(Sample.report(try analysis { _ in }).page)
        for title in ["Against a reference hazard", "Further tests of the groups", "Bootstrap"] {
            #expect(!page.all("h2").map(\.text).contains(title))
        }
        let json = try AnalysisJSON(try analysis { _ in }).text()
        #expect(
            try ResultsDocument(try analysis { _ in }, provenance: Sample.provenance).text().contains(
                "\"groupTests\" : null"))
        for key in ["maxCombo", "trend", "pairwise", "permutation", "oneSample", "bootstrap", "oneSidedP", "pike"] {
            #expect(!json.contains("\"\(key)\""))
        }
    }

    @Test func `the name of a combination reads back`() {
        for name in ["maxcombo", "maxcombo:0,0;0,1", "maxcombo:0,0.5;1,1;mwlr:0.5", "maxcombo:gehan"] {
            let weightings = MaxComboTest.weightings(named: name)
            #expect(weightings.map(MaxComboTest.name) == name)
        }
        for name in ["maxcombo:", "maxcombo:0", "maxcombo:0,0;0,0", "maxcombo:0,1;1,0;1,1;2,0;0,2", "max"] {
            #expect(MaxComboTest.weightings(named: name) == nil)
        }
    }
}
