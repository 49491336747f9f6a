import Foundation
import Testing
import TrialAnalysis
import TrialStatistics
import TrialTables

@testable import TrialReports

/// Comparisons of every kind, by name.
private enum ComparisonSample: String, CaseIterable, Sendable {
    case fourfold, empty, larger, numbers, threeGroups, summaries, pairs, pairedAnswers, rate, margin, strata,
        largerStrata

    var comparison: GroupComparison {
        get throws {
            var options = ComparisonOptions()
            switch self {
            case .fourfold: return try GroupComparison(try ContingencyTable([[13, 27], [5, 35]]))
            case .empty: return try GroupComparison(try ContingencyTable([[0, 12], [0, 9]]))
            case .larger: return try GroupComparison(try ContingencyTable([[4, 1, 0], [2, 5, 3], [0, 2, 8]]))
            case .numbers: return try Self.file("outcome", "group", options)
            case .threeGroups: return try Self.file("outcome", "third", options)
            case .summaries:
                options.margin = MarginQuestion(.equivalence, margin: 2)
                return try GroupComparison(
                    [
                        ("A <1>", try SampleSummary(mean: 10, standardDeviation: 2, count: 50)),
                        ("B & C", try SampleSummary(mean: 10.1, standardDeviation: 2, count: 50)),
                    ], options: options)
            case .pairs: return try Self.file("outcome", "group", options, pair: "id")
            case .pairedAnswers: return try Self.file("answer", "group", options, pair: "id")
            case .rate:
                options.nullRate = 0.3
                return try GroupComparison(rate: try Proportion(27, of: 64), options: options)
            case .margin:
                options.margin = MarginQuestion(.nonInferiority, margin: 0.1)
                return try GroupComparison(try ContingencyTable([[83, 17], [69, 7]]), options: options)
            case .strata: return try Self.file("answer", "group", options, strata: ["third"])
            case .largerStrata: return try Self.file("third", "group", options, strata: ["answer"])
            }
        }
    }

    private static func file(
        _ outcome: String, _ group: String, _ options: ComparisonOptions, pair: String? = nil, strata: [String] = []
    ) throws -> GroupComparison {
        var plan = ComparisonPlan(outcome: outcome, group: group)
        plan.options = options
        plan.pair = pair
        plan.strata = strata
        let rows = (0..<30).map {
            "\($0 / 2),\($0 % 2 == 0 ? "a" : "b"),x\($0 % 3),\(($0 * 7) % 11),\($0 * 5 % 7 < 4 ? "yes" : "no")"
        }
        return try GroupComparison(
            try Table(csv: .text((["id,group,third,outcome,answer"] + rows).joined(separator: "\n") + "\n")), plan)
    }

    var report: ComparisonReport {
        get throws {
            ComparisonReport(
                try comparison, subject: "x & y by <g>",
                provenance: Provenance(
                    command: "equipoise compare", dataName: "t.csv", dataHash: "00", programVersion: "0"))
        }
    }
}

@Suite("Comparison report · Property")
struct ComparisonReportPropertyTests {
    @Test(arguments: ComparisonSample.allCases)
    private func `all files can be read and none says nan or inf`(sample: ComparisonSample) throws {
        let files = try sample.report.files
        #expect(files.map(\.name).prefix(2) == ["report.html", "results.json"])
        for file in files {
            let words = file.contents.split { !$0.isLetter }.map { $0.lowercased() }
            #expect(!words.contains("nan") && !words.contains("inf"))
            if file.name != "results.json" { #expect(ParsedPage(file.contents).problem == nil) }
        }
    }

    @Test(arguments: ComparisonSample.allCases)
    private func `no two rows are about one number, and absent ones are NE`(sample: ComparisonSample) throws {
        let rows = try sample.report.results.rows
        struct Key: Hashable {
            let place: ResultRow.Place
            let statistic: Statistic
        }
        #expect(Set(rows.map { Key(place: $0.place, statistic: $0.statistic) }).count == rows.count)
        #expect(rows.allSatisfy { ($0.value == nil) == ($0.text == "NE") })
        #expect(!rows.isEmpty)
    }

    @Test(arguments: ComparisonSample.allCases)
    private func `text and page hold every test and every estimate`(sample: ComparisonSample) throws {
        let comparison = try sample.comparison
        let page = ParsedPage(try sample.report.page).outline
        let json = try ComparisonJSON(comparison).text()
        for test in comparison.tests {
            #expect(page.contains(test.title) && json.contains("\"\(test.name)\""), "\(test.name)")
        }
        for estimate in comparison.estimates {
            #expect(page.contains(ComparisonWords.estimate(estimate)), "\(estimate.title)")
        }
        #expect(!ComparisonText(comparison, source: "t.csv").lines.isEmpty)
    }
}

@Suite("Comparison report · ByHand")
struct ComparisonReportByHandTests {
    @Test func `the answer to a margin stands on the page`() throws {
        let page = ParsedPage(try ComparisonSample.margin.report.page).outline
        #expect(page.contains("Non-inferiority is not shown (risk difference, Miettinen-Nurminen)."))
        #expect(page.contains("above −10.0%"))
    }

    @Test func `a ratio of a zero cell is 0, a small one is small`() {
        #expect(ComparisonWords.number(0, measure: "oddsRatio") == "0")
        #expect(ComparisonWords.number(1e-7, measure: "oddsRatio") == "< 0.0001")
        #expect(ComparisonWords.number(nil, measure: "oddsRatio") == "NE")
    }

    @Test func `groups are drawn where there is one proportion or mean of each`() throws {
        #expect(try ComparisonSample.fourfold.report.figure?.contains("32.5% (20.1–48.0%)") == true)
        #expect(try ComparisonSample.numbers.report.figure != nil && ComparisonSample.rate.report.figure != nil)
        #expect(try ComparisonSample.larger.report.figure == nil && ComparisonSample.pairedAnswers.report.figure == nil)
    }
}

@Suite("Multiplicity report · ByHand")
struct MultiplicityReportByHandTests {
    @Test func `rows and page of a fallback`() throws {
        var plan = MultiplicityPlan(pValues: [0.03, 0.01])
        plan.procedure = .fallback
        let report = MultiplicityReport(
            try MultiplicityAnalysis(plan),
            provenance: Provenance(command: "", dataName: "the command line", dataHash: "00", programVersion: "0"))
        let adjusted = report.rows.filter { $0.statistic == .adjustedP }
        #expect(adjusted.map(\.place.term) == ["H1", "H2"] && adjusted.map(\.text) == ["0.060", "0.020"])
        let page = ParsedPage(report.page)
        #expect(page.problem == nil && page.outline.contains("H2 0.5 0.010 0.020 rejected"))
        #expect(report.figure?.contains("arrow-label") == true)
        var steps = plan
        steps.procedure = .hommel
        let other = MultiplicityReport(
            try MultiplicityAnalysis(steps),
            provenance: Provenance(command: "", dataName: "the command line", dataHash: "00", programVersion: "0"))
        #expect(other.figure == nil && ParsedPage(other.page).problem == nil)
    }
}
