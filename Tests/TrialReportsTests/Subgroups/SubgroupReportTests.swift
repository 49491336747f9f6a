import Foundation
import TestSupport
import Testing
import TrialAnalysis
import TrialStatistics
import TrialTables

@testable import TrialReports

/// Data drawn from a seed, with a level that is separated, one that has one group and one without events.
private func analysis(
    seed: UInt64 = 1, names: (String, String) = ("placebo", "drug"), _ change: (inout SubgroupPlan) -> Void = { _ in }
) throws -> SubgroupAnalysis {
    var random = SplitMix(state: seed)
    let count = 120
    let arm = (0..<count).map { _ in random.below(2) }
    let site = (0..<count).map { ["ordinary", "separated", "one group", "no event"][min($0 / 40 + ($0 % 40) / 30, 3)] }
    let table = try Table(columns: [
        Column("pfs", numbers: (0..<count).map { _ in 1 + (random.uniform() * 40).rounded() / 2 }),
        Column(
            "event",
            flags: (0..<count).map { row in
                switch site[row] {
                case "separated": arm[row] == 0
                case "no event": false
                default: random.uniform() < 0.7
                }
            }),
        Column("arm", texts: (0..<count).map { site[$0] == "one group" || arm[$0] == 1 ? names.1 : names.0 }),
        Column("site", texts: site),
        Column("age", numbers: (0..<count).map { $0 % 30 == 7 ? nil : 40 + (random.uniform() * 40).rounded() }),
    ])
    var survival = SurvivalPlan(time: "pfs", event: .flag(column: "event"))
    survival.group = "arm"
    survival.reference = names.0
    survival.unit = "months"
    var plan = SubgroupPlan(survival: survival, variables: [.init("site"), .init("age", cuts: [50, 65])])
    var windows = SlidingWindowPlan(marker: "age", size: 40, overlap: 20)
    windows.permutations = 19
    plan.slidingWindows = windows
    change(&plan)
    return try SubgroupAnalysis(table, plan)
}

private let provenance = Provenance(
    command: "equipoise subgroups trial.csv", dataName: "trial.csv", dataHash: "0f", programVersion: "0.1.0")

@Suite("Subgroup report · ByHand")
struct SubgroupReportTests {
    @Test func `the page is well-formed, with headings in order and captions`() throws {
        let report = SubgroupReport(try analysis(), provenance: provenance)
        let page = ParsedPage(report.page)
        #expect(page.problem == nil)
        #expect(
            page.all("h2").map(\.text) == [
                "What was analysed", "Hazard ratios by subgroup", "Sliding windows over age", "Notes", "Methods",
                "Provenance",
            ])
        #expect(page.all("caption").count == page.all("table").count && page.all("table").count == 3)
        #expect(
            page.all("svg").map { $0.attributes["aria-labelledby"] } == [
                "forest-title forest-desc", "windows-title windows-desc",
            ])
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        #expect(try report.files.map(\.name) == ["report.html", "results.json", "forest.svg", "stepp.svg"])
    }

    @Test func `Firth's rows are marked in text, page, figure and JSON`() throws {
        let analysis = try analysis()
        let row = try #require(analysis.variables[0].rows.first { $0.level == "separated" })
        #expect(row.effect.method == .firth)
        let report = SubgroupReport(analysis, provenance: provenance)
        let text = SubgroupText(analysis, source: "trial.csv").lines.joined(separator: "\n")
        for part in [text, report.page, try #require(report.figures.forest)] {
            #expect(part.contains(") †") && part.contains("Firth's penalised estimate"))
        }
        #expect(report.figures.forest?.contains("open-estimate") == true)
        let json = try SubgroupJSON(analysis).text()
        #expect(json.contains("\"method\" : \"firth\""))
        let firth = report.results.rows.filter { !$0.notes.isEmpty && $0.value != nil }
        #expect(firth.contains { $0.place.term == "site[separated]" && $0.statistic == .hazardRatio })
    }

    @Test func `where nothing can be said stands NE with the reason`() throws {
        let results = SubgroupWords(try analysis()).results
        for (level, reason) in [
            ("one group", "no subject of group 'placebo'"), ("no event", "no event in either group"),
        ] {
            let row = try #require(results[.hazardRatio, .init(.subgroups, term: "site[\(level)]")])
            #expect(row.value == nil && row.text == "NE" && row.notes == [reason])
        }
    }

    @Test func `no two rows of the results have one place and name`() throws {
        for measure in [SlidingWindowEffects.Measure.hazardRatio, .survivalDifference(at: 10)] {
            let results = SubgroupWords(try analysis { $0.slidingWindows?.measure = measure }).results
            struct Key: Hashable {
                let place: ResultRow.Place
                let statistic: Statistic
            }
            let keys = results.rows.map { Key(place: $0.place, statistic: $0.statistic) }
            #expect(Set(keys).count == keys.count)
        }
    }

    @Test func `the guide shows the keys that the JSON has`() throws {
        let guide = try String(contentsOf: Repository.file("Documentation/Guides/subgroups.md"), encoding: .utf8)
        let json = try JSONSerialization.jsonObject(with: Data(try SubgroupJSON(try analysis()).text().utf8))
        func keys(_ value: Any) -> Set<String> {
            switch value {
            case let object as [String: Any]: Set(object.keys).union(object.values.flatMap(keys))
            case let list as [Any]: Set(list.flatMap(keys))
            default: []
            }
        }
        for key in keys(json) { #expect(guide.contains("\"\(key)\""), "\(key)") }
    }
}

@Suite("Subgroup report · Property")
struct SubgroupReportPropertyTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `no file says nan or inf, all can be read, and the same analysis gives the same bytes`(seed: UInt64) throws {
        let changes: [(inout SubgroupPlan) -> Void] = [
            { _ in }, { $0.slidingWindows?.measure = .survivalDifference(at: 12) }, { $0.thinCells = .separationOnly },
            { $0.survival.strata = ["site"] }, { $0.survival.isRobust = true }, { $0.variables = [] },
            { $0.slidingWindows = nil },
        ]
        for change in changes {
            let files = try SubgroupReport(try analysis(seed: seed, change), provenance: provenance).files
            for file in files {
                let words = file.contents.split { !$0.isLetter }.map { $0.lowercased() }
                #expect(!words.contains("nan") && !words.contains("inf") && !words.contains("infinity"))
                if file.name != "results.json" { #expect(ParsedPage(file.contents).problem == nil, "\(file.name)") }
            }
            let again = try SubgroupReport(try analysis(seed: seed, change), provenance: provenance).files
            #expect(again.map(\.contents) == files.map(\.contents))
        }
    }

    @Test func `names that hold markup or move a cursor harm nothing`() throws {
        let analysis = try analysis(names: ("<b>&\"", "\u{1B}[31mred"))
        #expect(ParsedPage(SubgroupReport(analysis, provenance: provenance).page).problem == nil)
        #expect(!SubgroupText(analysis, source: "x").lines.joined().contains("\u{1B}"))
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `every number in a table of the page is the text of a result`(seed: UInt64) throws {
        let report = SubgroupReport(try analysis(seed: seed), provenance: provenance)
        let known = Set(report.results.rows.flatMap { numbers(in: $0.text) })
        for cell in ParsedPage(report.page).all("td") {
            // The cell of a level is its name.
            for number in numbers(in: cell.text) where !["50", "65"].contains(number) {
                #expect(known.contains(number), "\(cell.text)")
            }
        }
    }
}
