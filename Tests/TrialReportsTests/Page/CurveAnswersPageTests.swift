import Testing
import TrialAnalysis
import TrialStatistics

@testable import TrialReports

@Suite("Readings of curves, page and figure · ByHand")
struct CurveAnswersPageTests {
    private func report(_ change: (inout SurvivalPlan) -> Void) throws -> AnalysisReport {
        Sample.report(try Sample.twoArms(change: change))
    }

    @Test func `the page has a section for what was asked, and none for what was not`() throws {
        let plain = ParsedPage(try report { _ in }.page)
        #expect(plain.problem == nil)
        #expect(!plain.outline.contains("Restricted mean") && !plain.outline.contains("Further readings"))
        let asked = ParsedPage(
            try report {
                $0.landmarks = [6]
                $0.curves.quantiles = [0.25]
                $0.curves.hazard = .init(ties: .nelsonAalen)
                $0.curves.band = .init(.hallWellner)
                $0.curves.given = 3
                $0.curves.milestone = .plain
                $0.curves.restrictedMean = .init(until: .smallestLastTime)
            }.page)
        #expect(asked.problem == nil)
        for words in [
            "h2: Further readings of the curves", "h2: Survival at given times, compared",
            "h2: Restricted mean survival time", "caption: Times by which a share had the event",
            "caption: Cumulative hazard, Nelson-Aalen", "caption: Event-free at a time, of those event-free at 3",
            "caption: Hall-Wellner bands, 95%", "Milestone test at 6", "holds each whole curve over the times it spans",
        ] {
            #expect(asked.outline.contains(words), "\(words)")
        }
    }

    @Test func `a band is drawn, and pointwise limits above it`() throws {
        let figure = try report { $0.curves.band = .init(.equalPrecision) }.figures.kaplanMeier
        #expect(figure.contains("simultaneous-band"))
        #expect(try !report { _ in }.figures.kaplanMeier.contains("simultaneous-band"))
    }

    @Test func `weights stand beneath the figure`() throws {
        let figure = try report { $0.weights = "weight" }.figures.kaplanMeier
        #expect(figure.contains("Number at risk (sum of their weights)") && figure.contains("6 (8.5)"))
        #expect(try report { _ in }.figures.kaplanMeier.contains("Number at risk (number censored)"))
    }

    @Test func `numbers of the tables are texts of results`() throws {
        let analysis = try Sample.twoArms {
            $0.landmarks = [6]
            $0.curves.milestone = .logLog
            $0.curves.restrictedMean = .init(until: .time(9))
        }
        let results = SurvivalResults(analysis)
        let words = AnalysisWords(analysis, results)
        let tables = RestrictedMeanTables(words: words).all + [MilestoneTables(words: words).table].compactMap(\.self)
        let texts = Set(results.rows.map(\.text))
        let cells = tables.flatMap { $0.rows.flatMap(\.self) }
        #expect(tables.count == 3 && cells.count > 15)
        for cell in cells where cell.contains("(") {
            let estimate = cell.split(separator: " ").first.map(String.init) ?? ""
            #expect(texts.contains(estimate), "\(cell)")
        }
        #expect(results.rows.contains { $0.statistic == .restrictedMean && $0.value != nil })
        let places = results.rows.map {
            [
                $0.place.analysis.rawValue, $0.place.group ?? "", $0.place.term ?? "", "\($0.place.time ?? -1)",
                $0.statistic.rawValue,
            ]
        }
        #expect(Set(places).count == places.count)
    }
}
