import TestSupport
import Testing
import TrialAnalysis
import TrialTables

@testable import TrialReports

@Suite("Analysis page, by hand")
struct AnalysisPageByHandTests {
    @Test func `is well-formed, with landmarks and headings in order`() throws {
        let page = ParsedPage(Sample.report(try Sample.twoArms { $0.covariates = ["age"] }).page)
        #expect(page.problem == nil)
        #expect(page.all("h1").count == 1)
        #expect(
            page.all("h2").map(\.text) == [
                "What was analysed", "Main result", "Survival curves", "Log-rank test", "Cox model", "Methods",
                "Provenance",
            ])
        for name in ["header", "main", "footer"] { #expect(page.all(name).count == 1) }
        #expect(page.all("a").first?.attributes["href"] == "#main")
    }

    @Test func `every table has a caption and headed rows and columns`() throws {
        let page = ParsedPage(
            Sample.report(
                try Sample.twoArms {
                    $0.covariates = ["age", "stage"]
                    $0.landmarks = [6, 9]
                }
            ).page)
        let tables = page.all("table").count
        #expect(tables == 5)
        #expect(page.all("caption").count == tables)
        #expect(page.all("th").allSatisfy { ["row", "col"].contains($0.attributes["scope"]) })
        let figures = page.all("svg").filter { $0.attributes["role"] == "img" }
        #expect(figures.map { $0.attributes["aria-labelledby"] } == ["km-title km-desc", "forest-title forest-desc"])
        #expect(page.all("desc").map { $0.attributes["id"] } == ["km-desc", "forest-desc"])
        #expect(page.all("desc").allSatisfy { $0.text.contains("median ") || $0.text.contains("B vs A: ") })
        #expect(page.all("figcaption").count == 2)
    }

    @Test func `bears the title and the unit that are asked for`() throws {
        let analysis = try Sample.twoArms {
            $0.title = "Progression-free survival"
            $0.unit = "months"
            $0.landmarks = [6]
        }
        let report = AnalysisReport(analysis, provenance: Sample.provenance, showsBands: true)
        let page = ParsedPage(report.page)
        #expect(page.all("h1").map(\.text) == ["Progression-free survival"])
        #expect(page.all("title").first?.text == "Progression-free survival – trial.csv")
        #expect(page.all("p").first?.text == "Survival analysis: time by arm, trial.csv")
        let heads = page.all("th").map(\.text)
        #expect(heads.contains("Median, months (95%\u{A0}CI)") && heads.contains("Time, months"))
        #expect(page.all("dd").contains { $0.text == "time, in months" })
        #expect(page.all("figcaption").first?.text.hasSuffix("Shaded are the pointwise 95% limits.") == true)
    }

    @Test func `short words stand on one line and long ones break`() throws {
        let long = String(repeating: "lenalidomide ", count: 8)
        let page = ParsedPage(Sample.report(try Sample.twoArms(names: ("1947-1969", long))).page)
        let heads = page.all("th").filter { $0.attributes["scope"] == "row" }
        #expect(heads.first { $0.text == "1947-1969" }?.attributes["class"] == "word short")
        #expect(heads.first { $0.text.hasPrefix("lenalidomide") }?.attributes["class"] == "word")
    }

    @Test func `one group is no reference`() throws {
        let page = ParsedPage(Sample.report(try Sample.twoArms(names: ("A", "A"))).page)
        #expect(page.all("dd").contains { $0.text == "arm: A" })
    }

    @Test func `many groups leave their numbers to the tables`() throws {
        let analysis = try AnalysisReportPropertyTests.analysis(.eightGroups, seed: 1)
        let results = ParsedPage(Sample.report(analysis).page).all("p").filter { $0.attributes["class"] == "result" }
        #expect(
            results.last?.text
                == "The hazard ratios against arm 0, adjusted for x, in the \(analysis.cox?.model.count ?? 0) rows that have all of these, are in the table of the Cox model."
        )
    }

    @Test func `no identifier occurs twice`() throws {
        let page = ParsedPage(Sample.report(try Sample.twoArms { $0.covariates = ["age"] }).page)
        let identifiers = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(identifiers).count == identifiers.count)
    }

    @Test func `fetches nothing and runs nothing`() throws {
        let text = Sample.report(try Sample.twoArms()).page
        for word in ["<script", "<link", "<img", "<iframe", "@import", "url(", " src=", " onload"] {
            #expect(!text.contains(word))
        }
        let addresses = text.split(separator: "\"").filter { $0.contains("://") }
        #expect(addresses.allSatisfy { $0.hasPrefix("http://www.w3.org/") })
    }

    @Test(arguments: ["<b>&\"'</b>", "]]><script>alert(1)</script>", "a\u{1}b\nc", "&amp;", "𝄞 \u{202E}"])
    func `a name of a group is text wherever it stands`(name: String) throws {
        let analysis = try Sample.twoArms(names: ("A", name)) { $0.covariates = ["age"] }
        for file in try Sample.report(analysis).files where file.name != "results.json" {
            let page = ParsedPage(file.contents)
            #expect(page.problem == nil)
            #expect(page.all("script", "b").isEmpty)
        }
        let heading = String(name.map { $0 == "\n" ? " " : $0 == "\u{1}" ? "\u{FFFD}" : $0 })
        #expect(ParsedPage(Sample.report(analysis).page).all("th").contains { $0.text == heading })
    }

    @Test func `explains NE once, and only where it occurs`() throws {
        let without = try SurvivalAnalysis(
            Table(columns: [
                Column("time", numbers: (1...300).map(Double.init)),
                Column("event", numbers: (1...300).map { $0 % 2 == 0 ? 0 : 1 }),
            ]), SurvivalPlan(time: "time", event: .flag(column: "event")))
        func explanations(_ analysis: SurvivalAnalysis) -> Int {
            Sample.report(analysis).page.components(of: "not estimable from these data")
        }
        #expect(explanations(without) == 0)
        #expect(explanations(try Sample.twoArms { $0.landmarks = [99] }) == 1)
    }

    @Test func `warns at the top when a part could not be done`() throws {
        let table = try Table(columns: [
            Column("time", numbers: [1, 2, 3, 4, 5, 6]), Column("event", numbers: [1, 1, 1, 0, 0, 0]),
            Column("arm", texts: ["A", "A", "A", "B", "B", "B"]),
        ])
        var plan = SurvivalPlan(time: "time", event: .flag(column: "event"))
        plan.group = "arm"
        let page = ParsedPage(Sample.report(try SurvivalAnalysis(table, plan)).page)
        #expect(page.all("p").contains { $0.attributes["class"] == "warning" })
        #expect(page.all("h2").contains { $0.text == "Notes" })
    }

    @Test func `names the files it writes`() throws {
        #expect(
            try Sample.report(Sample.twoArms()).files.map(\.name) == ["report.html", "results.json", "km.svg"])
        #expect(
            try Sample.report(Sample.twoArms { $0.covariates = ["age"] }).files.map(\.name)
                == ["report.html", "results.json", "km.svg", "forest.svg"])
    }

    @Test func `every number of tables and sentences is the text of a result`() throws {
        let analysis = try Sample.twoArms {
            $0.covariates = ["age", "stage"]
            $0.landmarks = [6, 9.5, 99]
        }
        let report = Sample.report(analysis)
        let rows = report.document.results.rows
        let known = Set(
            rows.flatMap { numbers(in: $0.text) }
                + rows.compactMap(\.place.time).map { String($0).replacing(".0", with: "") })
        let page = ParsedPage(report.page)
        for cell in page.all("td") { #expect(numbers(in: cell.text).allSatisfy(known.contains), "\(cell.text)") }
        let level = known.union(["95"])
        let sentences = page.all("p").filter { $0.path.suffix(1) == ["section"] && !$0.path.contains("svg") }
        for sentence in sentences {
            #expect(numbers(in: sentence.text).allSatisfy(level.contains), "\(sentence.text)")
        }
        let lines = page.all("text").filter { $0.attributes["class"]?.contains("annotation") == true }
        for line in lines { #expect(numbers(in: line.text).allSatisfy(level.contains), "\(line.text)") }
        #expect(page.all("desc").count == 2)
        let spoken = level.union(["100"])
        for text in page.all("desc").map(\.text) {
            #expect(numbers(in: text).allSatisfy(spoken.contains), "\(text)")
        }
    }
}

@Suite("Analysis page, snapshot")
struct AnalysisPageSnapshotTests {
    @Test func `reads as it did`() throws {
        let analysis = try Sample.twoArms {
            $0.strata = ["stage"]
            $0.landmarks = [6, 12]
        }
        #expect(
            try Snapshot.difference(
                ParsedPage(Sample.report(analysis).page).outline, "Tests/TrialReportsTests/Snapshots/two-arms.txt")
                == nil)
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
