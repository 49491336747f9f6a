import Testing
import TrialAnalysis
import TrialStatistics
import TrialTables

@testable import TrialReports

@Suite("Analysis figures, by hand")
struct AnalysisFiguresByHandTests {
    private func lines(_ analysis: SurvivalAnalysis) -> [String] {
        AnalysisWords(analysis, SurvivalResults(analysis)).figureLines
    }

    @Test func `medians, hazard ratio and test stand in the figure as on the page`() throws {
        let analysis = try Sample.twoArms()
        let texts = lines(analysis)
        #expect(texts.count == 4)
        #expect(texts[0] == "Median, A: 6.5 (95% CI 6.0–NE)")
        #expect(texts[2].hasPrefix("HR "))
        #expect(texts[3].hasPrefix("Log-rank p = "))
        let drawn = ParsedPage(AnalysisFigures(analysis).kaplanMeier).all("text").map(\.text)
        for text in texts { #expect(drawn.contains(text), "\(text)") }
    }

    @Test func `a hazard ratio that is adjusted says so, and a test that is stratified too`() throws {
        let texts = lines(
            try Sample.twoArms {
                $0.covariates = ["age"]
                $0.strata = ["stage"]
            })
        #expect(texts[2].hasPrefix("Adjusted HR "))
        #expect(texts[3].hasPrefix("Stratified log-rank p = "))
    }

    @Test func `one group has its median and nothing to compare`() throws {
        let texts = lines(try Sample.twoArms { $0.group = nil })
        #expect(texts.count == 1)
        #expect(texts[0].hasPrefix("Median 11"))
    }

    @Test func `a figure says once what it shows`() throws {
        let drawing = ParsedPage(AnalysisFigures(try Sample.twoArms()).kaplanMeier)
        #expect(drawing.all("title").map(\.text) == ["Kaplan-Meier curves"])
        let text = try #require(drawing.all("desc").first?.text)
        #expect(text.hasPrefix("time by arm. A: the curve falls from 100% to 25.0% at the end of follow-up; 6 rows"))
        #expect(!text.contains("Kaplan-Meier") && text.ranges(of: "6.5 (95% CI 6.0–NE)").count == 1)
    }

    @Test func `a curve without events stays, and its median is NE`() throws {
        let table = try Table(columns: [Column("t", numbers: [1, 2, 3]), Column("e", numbers: [0, 0, 0])])
        let analysis = try SurvivalAnalysis(table, SurvivalPlan(time: "t", event: .flag(column: "e")))
        let drawing = ParsedPage(AnalysisFigures(analysis).kaplanMeier)
        #expect(
            drawing.all("desc").map(\.text) == ["t. all rows: the curve stays at 100%; 3 rows, 0 events, median NE."])
    }

    @Test func `the forest prints the hazard ratios of the page`() throws {
        let analysis = try Sample.twoArms { $0.covariates = ["age", "stage"] }
        let results = SurvivalResults(analysis)
        let words = AnalysisWords(analysis, results)
        let drawn = ParsedPage(try #require(AnalysisFigures(analysis).forest)).all("text").map(\.text)
        for term in try #require(analysis.cox).terms {
            let text = results.estimate(
                .hazardRatio, .hazardRatioLower, .hazardRatioUpper, words.place(of: term))
            #expect(drawn.contains(text), "\(text)")
            #expect(drawn.contains(results.text(.p, words.place(of: term))))
        }
    }

    @Test func `a narrow interval reads in the forest as on the page`() throws {
        let table = try Table(columns: [
            Column("time", numbers: (0..<400).map { Double(($0 * 37) % 101 + 1) }),
            Column("event", numbers: (0..<400).map { $0 % 3 == 0 ? 0 : 1 }),
            Column("ldh", numbers: (0..<400).map { Double(100 + ($0 * 53) % 307) }),
        ])
        var plan = SurvivalPlan(time: "time", event: .flag(column: "event"))
        plan.covariates = ["ldh"]
        let report = Sample.report(try SurvivalAnalysis(table, plan))
        let drawn = ParsedPage(try #require(report.figures.forest)).all("text").map(\.text)
        let cells = ParsedPage(report.page).all("td").map(\.text)
        let text = try #require(drawn.first { $0.contains("(0.") || $0.contains("(1.") })
        #expect(text.split(separator: ".").count == 4 && cells.contains(text), "\(text)")
        #expect(numbers(in: text).allSatisfy { $0.count >= 5 }, "\(text)")
    }

    @Test func `title and unit stand where a reader looks for them`() throws {
        let figures = AnalysisFigures(
            try Sample.twoArms {
                $0.title = "Progression-free survival"
                $0.unit = "months"
                $0.covariates = ["age"]
            })
        for svg in [figures.kaplanMeier, try #require(figures.forest)] {
            let drawing = ParsedPage(svg)
            #expect(drawing.all("title").map(\.text) == ["Progression-free survival"])
            #expect(drawing.all("text").contains { $0.text == "Progression-free survival" })
        }
        let drawing = ParsedPage(figures.kaplanMeier)
        #expect(drawing.all("text").contains { $0.text == "time (months)" })
        #expect(drawing.all("desc").first?.text.contains("median 6.5 months (95% CI") == true)
    }

    @Test func `bands are shaded where asked, by the level and scale of the plan`() throws {
        func band(_ change: (inout SurvivalPlan) -> Void) throws -> String? {
            let svg = AnalysisFigures(try Sample.twoArms(change: change), showsBands: true).kaplanMeier
            return ParsedPage(svg).all("path").first { $0.attributes["data-part"] == "band" }?.attributes["d"]
        }
        let level = try ConfidenceLevel(0.8)
        let plain = try #require(try band { $0.transform = .plain })
        #expect(try band { _ in } != plain)
        #expect(
            try band {
                $0.transform = .plain
                $0.level = level
            } != plain)
        #expect(!AnalysisFigures(try Sample.twoArms()).kaplanMeier.contains("band"))
    }

    @Test func `there is a forest only with covariates`() throws {
        #expect(AnalysisFigures(try Sample.twoArms()).forest == nil)
        #expect(AnalysisFigures(try Sample.twoArms { $0.covariates = ["age"] }).forest != nil)
    }

    @Test func `levels of one factor stand under a heading with their reference`() throws {
        let forest = try #require(AnalysisFigures(try Sample.twoArms { $0.covariates = ["stage"] }).forest)
        let texts = ParsedPage(forest).all("text").map(\.text)
        #expect(texts.contains("arm: B vs A"))
        #expect(texts.contains("stage, vs I"))
        #expect(texts.contains("II") && texts.contains("III"))
    }
}
