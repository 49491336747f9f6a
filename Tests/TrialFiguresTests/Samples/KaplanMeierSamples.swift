import Foundation
import TrialFigures
import TrialStatistics

/// Kaplan-Meier figures, ordinary ones and those that ask for trouble, by name.
enum KaplanMeierSamples {
    typealias Group = KaplanMeierFigure.Group
    typealias Options = KaplanMeierFigure.Options

    static func all() throws -> [(name: String, figure: KaplanMeierFigure)] {
        try ordinary() + awkwardGroups() + awkwardTexts() + awkwardOptions()
    }

    /// Exponential times with uniform censoring between 30 and 60, rounded to tenths as months are.
    static func arm(_ label: String, count: Int, mean: Double, seed: UInt64, censorFrom: Double = 30) throws -> Group {
        var random = SplitMix(seed: seed)
        var times: [Double] = []
        var events: [Bool] = []
        for _ in 0..<count {
            let event = random.exponential(mean: mean)
            let censoring = censorFrom + (60 - censorFrom) * random.uniform()
            times.append((min(event, censoring) * 10).rounded() / 10)
            events.append(event <= censoring)
        }
        return Group(label, curve: try KaplanMeier(times: times, events: events))
    }

    static func group(_ label: String, _ times: [Double], _ events: [Bool]) throws -> Group {
        Group(label, curve: try KaplanMeier(times: times, events: events))
    }

    static func options(_ change: (inout Options) -> Void = { _ in }) -> Options {
        var options = Options()
        options.survivalTitle = "Progression-free survival"
        options.timeTitle = "Time since randomisation"
        options.timeUnit = .months
        change(&options)
        return options
    }

    static func twoArms() throws -> [Group] {
        [
            try arm("Ixazomib", count: 395, mean: 38, seed: 1),
            try arm("Placebo", count: 261, mean: 26, seed: 2),
        ]
    }

    private static func ordinary() throws -> [(name: String, figure: KaplanMeierFigure)] {
        let two = try twoArms()
        let six = try (1...6).map { try arm("Stratum \($0)", count: 80, mean: 8 * Double($0), seed: UInt64($0)) }
        let plain = options {
            $0.effects = [.init(hazardRatio: 0.72, lower: 0.58, upper: 0.89)]
            $0.logRankP = 0.0023
        }
        let rich = options {
            $0.title = "Progression-free survival, intention to treat"
            $0.limits = .init(transform: .logLog)
            $0.showsBands = true
            $0.showsMedians = true
            $0.riskTable = .full
            $0.effects = plain.effects
            $0.logRankP = 0.0000023
        }
        let narrow = options {
            $0.width = .singleColumn
            $0.effects = plain.effects
            $0.logRankP = 0.0023
        }
        return [
            ("km-two-arms", KaplanMeierFigure(groups: two, options: plain)),
            ("km-two-arms-rich", KaplanMeierFigure(groups: two, options: rich)),
            ("km-two-arms-85mm", KaplanMeierFigure(groups: two, options: narrow)),
            (
                "km-three-arms",
                KaplanMeierFigure(
                    groups: two + [try arm("Ixazomib and lenalidomide", count: 120, mean: 70, seed: 3)],
                    options: options {
                        $0.riskTable = .atRiskAndCensored
                        $0.survivalUnit = .proportion
                    })
            ),
            ("km-six-arms", KaplanMeierFigure(groups: six, options: options())),
            ("km-six-arms-85mm", KaplanMeierFigure(groups: six, options: options { $0.width = .singleColumn })),
        ]
    }

    private static func awkwardGroups() throws -> [(name: String, figure: KaplanMeierFigure)] {
        let none = Array(repeating: false, count: 5)
        return [
            (
                "km-no-events",
                try figure([
                    group("No events", [3, 5, 9, 14, 20], none),
                    group("Some", [1, 4, 4, 9], [true, false, true, true]),
                ])
            ),
            (
                "km-single-subject",
                try figure([group("One who died", [7], [true]), group("One censored", [11], [false])])
            ),
            ("km-time-zero", try figure([group("All at zero", [0, 0, 0], [true, true, false])])),
            ("km-only-zero-censored", try figure([group("Nobody stayed", [0], [false])])),
            (
                "km-reaches-zero",
                try figure([group("Tiny", [2, 3, 5, 8, 13], Array(repeating: true, count: 5))]) {
                    $0.showsMedians = true
                    $0.limits = .init(transform: .log)
                    $0.showsBands = true
                }
            ),
            (
                "km-identical",
                try figure([arm("First", count: 50, mean: 20, seed: 9), arm("Second", count: 50, mean: 20, seed: 9)])
            ),
            (
                "km-tiny-values",
                try figure([group("Microtimes", [1e-7, 3e-7, 5e-7], [true, false, true])]) { $0.timeUnit = .unstated }
            ),
            (
                "km-huge-values",
                try figure([group("Days of the gods", [1e12, 3e12, 5e12], [true, false, true])]) { $0.timeUnit = .days }
            ),
            ("km-empty", KaplanMeierFigure(groups: [])),
            ("km-late-entry", try lateEntry()),
        ]
    }

    private static func lateEntry() throws -> KaplanMeierFigure {
        var random = SplitMix(seed: 12)
        let entries = (0..<200).map { _ in 50 + 30 * random.uniform() }
        let times = entries.map { min($0 + random.exponential(mean: 15), 96) }
        let curve = try KaplanMeier(times: times, events: times.map { $0 < 96 }, entries: entries)
        return KaplanMeierFigure(
            groups: [Group("Women", curve: curve)],
            options: options {
                $0.timeTitle = "Age"
                $0.timeUnit = .years
                $0.timeRange = 50...96
                $0.timeTickStep = 10
            })
    }

    private static func awkwardTexts() throws -> [(name: String, figure: KaplanMeierFigure)] {
        let eight = try (1...8).map {
            try arm(
                "Group \($0) <&\"> with a name of sixty characters, no fewer ok", count: 60, mean: 6 * Double($0),
                seed: UInt64($0))
        }
        let wide = options {
            $0.title =
                "A <title> & \"more\" that does not fit on one line of a figure as narrow as this one, so that it has to wrap"
            $0.effects = [
                .init(
                    comparison: "Ixazomib with lenalidomide and dexamethasone vs placebo with both", hazardRatio: 0.72,
                    lower: 0.58, upper: nil)
            ]
            $0.notes = ["Stratified by ISS stage, age & induction", "Data cut-off 2026-01-01"]
            $0.logRankP = 0.04999
            $0.survivalTitle = "Survival without progression, relapse, second malignancy or death"
            $0.width = .singleColumn
        }
        return [
            ("km-eight-long", KaplanMeierFigure(groups: eight, options: options())),
            (
                "km-eight-long-85mm",
                KaplanMeierFigure(
                    groups: eight,
                    options: options {
                        $0.width = .singleColumn
                        $0.riskTable = .full
                    })
            ),
            ("km-long-everything", KaplanMeierFigure(groups: Array(eight.prefix(2)), options: wide)),
            (
                "km-wide-letters",
                try figure([
                    group(String(repeating: "W", count: 60), [1, 2, 3], [true, false, true]),
                    group("生存期間 العربية 👩‍⚕️", [2, 3], [true, false]),
                ])
            ),
            ("km-no-labels", try figure([arm("", count: 30, mean: 20, seed: 4)])),
        ]
    }

    private static func awkwardOptions() throws -> [(name: String, figure: KaplanMeierFigure)] {
        [
            (
                "km-hidden-table",
                try figure(twoArms()) {
                    $0.riskTable = .hidden
                    $0.labels = .legend
                }
            ),
            (
                "km-nonsense-options",
                try figure(twoArms()) {
                    $0.timeTickStep = 0
                    $0.timeRange = 5...5
                    $0.plotHeight = -.infinity
                    $0.logRankP = .nan
                    $0.effects = [.init(hazardRatio: .nan, lower: nil, upper: .infinity)]
                }
            ),
            (
                "km-absurd-range",
                try figure(twoArms()) {
                    $0.timeRange = -1e308...1e308
                    $0.width = FigureWidth(millimetres: 1)
                    $0.riskTable = .atRiskAndCensored
                }
            ),
            (
                "km-far-range",
                try figure(twoArms()) {
                    $0.timeRange = 1e9...1e14
                    $0.plotHeight = 1
                }
            ),
            (
                "km-dense-ticks", try figure(twoArms()) { $0.timeTickStep = 1 }
            ),
            (
                "km-zoomed",
                try figure(twoArms()) {
                    $0.timeRange = 12...36
                    $0.timeTickStep = 6
                    $0.showsBands = true
                }
            ),
            (
                "km-bands-of-six",
                try figure((1...6).map { try arm("Stratum \($0)", count: 80, mean: 8 * Double($0), seed: UInt64($0)) })
                {
                    $0.showsBands = true
                    $0.showsMedians = true
                    $0.logRankP = 1e-12
                }
            ),
        ]
    }

    private static func figure(_ groups: [Group], _ change: (inout Options) -> Void = { _ in }) throws
        -> KaplanMeierFigure
    {
        KaplanMeierFigure(groups: groups, options: options(change))
    }
}
