import Testing
import TrialAnalysis
import TrialStatistics
import TrialTables

@testable import TrialReports

@Suite("Analysis report, property")
struct AnalysisReportPropertyTests {
    /// What is special about the generated data.
    enum Kind: String, CaseIterable, Sendable {
        case oneGroup, noGroup, noEvents, allEvents, oneRow, monotone, eightGroups, tinyTimes, hugeTimes, zeroTimes
        case weighted, delayedEntry, groupWithoutEvents, stratified, robust, logLog, arcsine, manyLevels, steep
    }

    @Test(arguments: Kind.allCases, 0..<3)
    func `no file says nan or inf, and all can be read`(kind: Kind, seed: UInt64) throws {
        let analysis = try Self.analysis(kind, seed: seed)
        for file in try Sample.report(analysis).files {
            let words = file.contents.split { !$0.isLetter }.map { $0.lowercased() }
            #expect(!words.contains { ["nan", "inf", "infinity", "null"].contains($0) && file.name != "results.json" })
            #expect(!words.contains("nan") && !words.contains("inf"))
            if file.name != "results.json" { #expect(ParsedPage(file.contents).problem == nil) }
        }
    }

    @Test(arguments: Kind.allCases)
    func `the same analysis gives the same bytes`(kind: Kind) throws {
        let first = try Sample.report(try Self.analysis(kind, seed: 7)).files
        let second = try Sample.report(try Self.analysis(kind, seed: 7)).files
        #expect(first.map(\.contents) == second.map(\.contents))
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func `a hazard ratio beyond every axis still has its line`(seed: UInt64) throws {
        let analysis = try Self.analysis(.steep, seed: seed)
        let ratio = try #require(analysis.cox?.terms.last?.hazardRatio)
        #expect(ratio.lower < 1e-6 && ratio.upper > 1e6)
        #expect(AnalysisFigures(analysis).forest?.contains("steep, per unit") == true)
    }

    static func analysis(_ kind: Kind, seed: UInt64) throws -> SurvivalAnalysis {
        var random = Generator(state: seed &* 1_000_003 &+ UInt64(kind.rawValue.utf8.reduce(0) { $0 &* 31 &+ Int($1) }))
        let count = kind == .oneRow ? 1 : 40 + Int(seed) * 30
        let groups = kind == .eightGroups ? 8 : kind == .oneGroup ? 1 : 2
        let group = (0..<count).map { $0 % groups }
        let scale = kind == .tinyTimes ? 1e-9 : kind == .hugeTimes ? 1e12 : 1
        let times = (0..<count).map { _ in
            kind == .zeroTimes ? 0 : ((random.uniform() * 50).rounded() / 2 + 1) * scale
        }
        let marker = (0..<count).map { _ in random.uniform() < 0.5 ? 1.0 : 0 }
        let events = (0..<count).map { row -> Bool in
            switch kind {
            case .noEvents: false
            case .allEvents: true
            case .monotone: marker[row] == 1
            case .groupWithoutEvents: group[row] == 1 && random.uniform() < 0.7
            default: random.uniform() < 0.6
            }
        }
        let table = try Table(columns: [
            Column("time", numbers: times), Column("event", flags: events.map { $0 }),
            Column("arm", texts: group.map { "arm \($0)" }), Column("marker", numbers: marker),
            Column("x", numbers: (0..<count).map { _ in random.uniform() < 0.05 ? nil : random.uniform() }),
            Column("steep", numbers: (0..<count).map { _ in random.uniform() / 300 }),
            Column("level", texts: (0..<count).map { "level \($0 / 2 % 12)" }),
            Column("weight", numbers: (0..<count).map { _ in random.uniform() * 3 }),
            Column("entry", numbers: times.map { $0 * random.uniform() * 0.9 }),
            Column("id", texts: (0..<count).map { "s\($0 / 2)" }),
        ])
        return try SurvivalAnalysis(table, plan(kind, scale: scale))
    }

    private static func plan(_ kind: Kind, scale: Double) -> SurvivalPlan {
        var plan = SurvivalPlan(time: "time", event: .flag(column: "event"))
        plan.landmarks = [0, 5 * scale, 1000 * scale]
        if kind != .noGroup { plan.group = "arm" }
        switch kind {
        case .oneRow, .zeroTimes, .allEvents: break
        case .monotone: plan.covariates = ["marker"]
        case .steep: plan.covariates = ["steep"]
        case .manyLevels: plan.covariates = ["level"]
        default: plan.covariates = ["x"]
        }
        if kind == .weighted { plan.weights = "weight" }
        if kind == .delayedEntry { plan.entry = "entry" }
        if kind == .stratified { plan.strata = ["marker", "level"] }
        if kind == .robust { plan.cluster = "id" }
        if kind == .logLog { plan.transform = .logLog }
        if kind == .arcsine { plan.transform = .arcsine }
        return plan
    }

    /// SplitMix64, so that the data are the same everywhere.
    private struct Generator {
        var state: UInt64

        mutating func uniform() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
        }
    }
}
