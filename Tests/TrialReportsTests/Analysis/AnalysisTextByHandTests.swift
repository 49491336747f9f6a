import TestSupport
import Testing
import TrialAnalysis

@testable import TrialReports

@Suite("Analysis text, by hand")
struct AnalysisTextByHandTests {
    private func lines(_ analysis: SurvivalAnalysis) -> [String] { AnalysisText(analysis, source: "trial.csv").lines }

    private func cells(_ line: String?) -> [String] {
        (line ?? "").split(separator: " ").map { String($0) }
    }

    @Test func `gives medians and follow-up with their limits`() throws {
        let lines = lines(try Sample.twoArms())
        #expect(lines[0] == "trial.csv: 12 rows, 12 analysed with 7 events")
        #expect(lines[2] == "arm  n  events  median (95% CI)  median follow-up (95% CI)")
        #expect(cells(lines[3]) == ["A", "6", "4", "6.5", "(6.0–NE)", "10.0", "(NE–NE)"])
    }

    @Test func `bears the title and the unit that are asked for`() throws {
        let lines = lines(
            try Sample.twoArms {
                $0.title = "Overall survival"
                $0.unit = "months"
                $0.landmarks = [6]
            })
        #expect(lines[0] == "Overall survival" && lines[1].hasPrefix("trial.csv: "))
        #expect(lines[3].contains("median, months (95% CI)"))
        #expect(lines.contains { $0.contains("time, months") })
    }

    @Test func `case weights have a column beside the rows`() throws {
        let lines = lines(try Sample.twoArms { $0.weights = "weight" })
        #expect(cells(lines[2]).prefix(6) == ["arm", "n", "sum", "of", "weights", "events"])
        #expect(cells(lines[3]).prefix(4) == ["A", "6", "8.5", "4"])
        #expect(cells(lines[4]).prefix(4) == ["B", "6", "7.0", "3"])
    }

    @Test func `the sum of weights counts everybody, however late they enter`() throws {
        let lines = lines(
            try Sample.twoArms {
                $0.weights = "weight"
                $0.entry = "entry"
            })
        #expect(cells(lines[3]).prefix(4) == ["A", "6", "8.5", "4"])
        #expect(cells(lines[4]).prefix(4) == ["B", "6", "7.0", "3"])
    }

    @Test func `every number is the text of a result`() throws {
        let analysis = try Sample.twoArms {
            $0.covariates = ["age", "stage"]
            $0.landmarks = [6, 9.5, 99]
            $0.weights = "weight"
        }
        let rows = SurvivalResults(analysis).rows
        let known = Set(rows.flatMap { numbers(in: $0.text) } + ["6", "9.5", "99", "95"])
        for line in lines(analysis).prefix(while: { $0 != "Notes" }) {
            #expect(numbers(in: line).allSatisfy(known.contains), "\(line)")
        }
    }

    @Test func `reads as the page does`() throws {
        let analysis = try Sample.twoArms {
            $0.covariates = ["age"]
            $0.landmarks = [6, 12]
        }
        let text = lines(analysis).joined(separator: "\n")
        for cell in ParsedPage(Sample.report(analysis).page).all("td") where cell.text.contains("(") {
            let isCoefficient = cell.text.contains("−") || !cell.text.contains("–")
            #expect(isCoefficient || text.contains(cell.text), "\(cell.text)")
        }
    }

    @Test func `keeps to a hundred columns, whatever the names`() throws {
        let name = String(repeating: "lenalidomide and dexamethasone, ", count: 8)
        let lines = lines(
            try Sample.twoArms(names: (name + "維持", name + "対照")) {
                $0.landmarks = [6]
                $0.covariates = ["age"]
            })
        #expect(lines.allSatisfy { $0.cellCount <= 100 })
        #expect(lines.joined().contains("維持"))
    }

    @Test func `notes hang under their dash`() throws {
        let table = try Sample.twoArms { $0.strata = ["stage"] }
        let lines = lines(table)
        let notes = try #require(lines.firstIndex(of: "Notes"))
        #expect(lines[notes + 1].hasPrefix("- "))
        #expect(lines.suffix(from: notes + 1).allSatisfy { $0.hasPrefix("- ") || $0.hasPrefix("  ") })
        #expect(lines.count > notes + 2)
    }
}

@Suite("Analysis text, snapshot")
struct AnalysisTextSnapshotTests {
    @Test func `reads as it did`() throws {
        let analysis = try Sample.twoArms {
            $0.strata = ["stage"]
            $0.landmarks = [6, 12]
            $0.weights = "weight"
            $0.covariates = ["age"]
        }
        let text = AnalysisText(analysis, source: "trial.csv").lines.joined(separator: "\n") + "\n"
        #expect(try Snapshot.difference(text, "Tests/TrialReportsTests/Snapshots/two-arms-terminal.txt") == nil)
    }
}
