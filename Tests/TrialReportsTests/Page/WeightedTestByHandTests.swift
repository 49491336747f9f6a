import Foundation
import Testing
import TrialAnalysis
import TrialStatistics

@testable import TrialReports

@Suite("Weighted tests on the page, by hand")
struct WeightedTestByHandTests {
    private func analysis(_ weighting: LogRankTest.Weighting, strata: [String] = []) throws -> SurvivalAnalysis {
        try Sample.twoArms {
            $0.weighting = weighting
            $0.strata = strata
        }
    }

    @Test func `the test has its name in section, main result, figure and methods`() throws {
        let page = ParsedPage(Sample.report(try analysis(.flemingHarrington(rho: 1, gamma: 0.5))).page)
        #expect(page.problem == nil)
        #expect(page.all("h2").map(\.text).contains("Fleming-Harrington (1, 0.5) test"))
        #expect(page.all("caption").map(\.text).contains("Observed and expected events, weighted"))
        #expect(page.all("desc")[0].text.contains("Fleming-Harrington (1, 0.5) p"))
        #expect(page.outline.contains("Groups were compared by the Fleming-Harrington (1, 0.5) test."))
        #expect(page.outline.contains("weighs S(t−)^1 · (1 − S(t−))^0.5, where S(t−) is the Kaplan-Meier curve"))
        #expect(!page.outline.contains("Log-rank"))
    }

    @Test func `strata are said with the weights taken from each`() throws {
        let page = ParsedPage(Sample.report(try analysis(.modestlyWeighted(.survival(0.5)), strata: ["stage"])).page)
        #expect(
            page.outline.contains(
                "by the modestly weighted log-rank (0.5) test, stratified by the combinations of stage."))
        #expect(page.outline.contains("weighs 1/max(S(t−), 0.5), where"))
        #expect(page.outline.contains("taken from each stratum by itself"))
        #expect(page.all("desc")[0].text.contains("Stratified modestly weighted log-rank (0.5) p"))
    }

    @Test func `the log-rank test says nothing of weights`() throws {
        let page = ParsedPage(Sample.report(try analysis(.logRank)).page)
        #expect(page.outline.contains("Groups were compared by the log-rank test."))
        #expect(!page.outline.contains("weigh"))
    }

    @Test(arguments: [LogRankTest.Weighting.logRank, .gehan, .taroneWare, .peto, .modifiedPeto])
    func `text and JSON name the test`(_ weighting: LogRankTest.Weighting) throws {
        let analysis = try analysis(weighting)
        let lines = AnalysisText(analysis, source: "trial.csv").lines
        #expect(lines.contains { $0.hasPrefix("\(weighting.title) test: χ² = ") })
        let json = try JSONSerialization.jsonObject(with: Data(try AnalysisJSON(analysis).text().utf8))
        let test = try #require((json as? [String: Any])?["logRank"] as? [String: Any])
        #expect(Set(test.keys) == ["test", "chiSquare", "df", "p"])
        #expect(test["test"] as? String == weighting.name)
        let document = try ResultsDocument(analysis, provenance: Sample.provenance).text()
        #expect(document.contains("\"test\" : \"\(weighting.name)\""))
    }

    @Test func `the observed and expected of Gehan's test are sums of the numbers at risk`() throws {
        let results = SurvivalResults(try analysis(.gehan))
        // Events of A at 6 (three, n = 12) and 7 (n = 8).
        #expect(results[.observed, .init(.logRank, group: "A")]?.value == 44)
    }
}
