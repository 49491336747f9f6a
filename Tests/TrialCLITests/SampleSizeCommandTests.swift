import Foundation
import TestSupport
import Testing
import TrialCLI

@Suite("equipoise samplesize") struct SampleSizeCommandTests {
    private static let mm3 = [
        "samplesize", "survival", "--control-median", "21.3", "--hazard-ratio", "0.72", "--ratio", "3:2", "--accrual",
        "18",
    ]

    private func number(_ json: [String: Any], _ key: String) throws -> Double {
        try #require(json[key] as? Double, "\(key)")
    }

    @Test func `3 to 2 by each formula, as rpact has it`() throws {
        let json = try Run("samplesize", "survival", "--hazard-ratio", "0.72", "--ratio", "3:2", "--json").json
        let events = try #require(json["events"] as? [String: Double])
        #expect(isClose(try #require(events["schoenfeld"]), 405.69856887543534, relative: 1e-9))
        #expect(isClose(try #require(events["freedman"]), 386.5588021515027, relative: 1e-9))
        #expect(isClose(try #require(events["hsieh"]), 413.01499235977263, relative: 1e-9))
        #expect(try #require(events["schoenfeld-alternative"]) < #require(events["schoenfeld-both"]))
    }

    @Test func `subjects, follow-up and power belong together`() throws {
        let sized = try Run(arguments: Self.mm3 + ["--follow-up", "18", "--json"]).json
        #expect(isClose(try number(sized, "subjects"), 794.8818521503424, relative: 1e-8))
        let followed = try Run(
            arguments: Self.mm3 + ["--subjects", "656", "--solve", "follow-up", "--power", "0.9", "--json"]
        ).json
        #expect(isClose(try number(followed, "analysisTime"), 45.416899434255136, relative: 1e-5))
        let power = try Run(arguments: Self.mm3 + ["--subjects", "656", "--duration", "45.416899", "--json"]).json
        #expect(isClose(try number(power, "power"), 0.9, relative: 1e-6))
    }

    @Test func `given subjects stay as they are, and the arms add up to them`() throws {
        let followed = Self.mm3 + ["--subjects", "656", "--solve", "follow-up", "--power", "0.9"]
        let json = try Run(arguments: followed + ["--json"]).json
        #expect(json["treatmentSubjects"] as? Int == 394 && json["controlSubjects"] as? Int == 262)
        let text = Run(arguments: followed).output.replacing(#/\s+/#, with: " ")
        #expect(text.contains("656 subjects (394 on treatment, 262 on control)") && text.contains("With 656 subjects"))
        #expect(!text.contains("657"))
        let means = try Run(
            "samplesize", "means", "--difference", "5", "--standard-deviation", "10", "--ratio", "3:2", "--subjects",
            "101", "--json"
        ).json
        #expect(means["groups"] as? [Int] == [61, 40])
        // A number that was sought is rounded up in each arm: 794.88 · 3/5 = 476.9, 794.88 · 2/5 = 317.95.
        let sought = try Run(arguments: Self.mm3 + ["--follow-up", "18", "--json"]).json
        #expect(sought["treatmentSubjects"] as? Int == 477 && sought["controlSubjects"] as? Int == 318)
    }

    @Test(arguments: [
        (["--subjects", "400.5"], "--subjects is 400.5; expected a whole number"),
        (["--dropout", "1.2@12"], "--dropout: error: the part is 1.2; expected one from 0 to below 1"),
        (["--treatment-dropout", "-0.1@12"], "--treatment-dropout: error: the part is -0.1"),
        (["--accrual-rates", "2,3"], "--accrual-rates: error: --accrual-rates has 2, --accrual-changes 0"),
        (["--accrual-changes", "3"], "--accrual-changes: error: --accrual-rates has 1, --accrual-changes 1"),
        (["--accrual-rates", "-2"], "--accrual-rates: error: one is -2.0"),
        (["--ramp", "0"], "--ramp: error: it is 0.0"),
        (["--hazard-ratio-changes", "6"], "--hazard-ratio-changes: error: --hazard-ratio has 1"),
        (["--margin", "0.7"], "--hazard-ratio: error: it is 0.72; expected a finite number below the margin 0.7"),
    ])
    func `a slip is told by its option, with the value as it was written`(_ words: [String], _ message: String) {
        let run = Run(arguments: Self.mm3 + ["--follow-up", "18"] + words)
        #expect(run.outcome == .refused && run.error.contains(message), "\(run.error)")
    }

    @Test(arguments: [
        ("medan=12", "'medan' is no fact of a stratum; did you mean median? expected share, median, hazard"),
        ("median", "'median' has no value; expected median=…"),
        ("median=12,median=13", "median stands twice"),
        ("median=12,dropout=1.5@6", "--stratum: dropout: error: the part is 1.5"),
    ])
    func `a fact of a stratum that is none is named, with those that there are`(_ fact: String, _ message: String) {
        let run = Run(
            "samplesize", "survival", "--accrual", "18", "--follow-up", "18", "--stratum",
            "share=0.3,hazard-ratio=0.6,\(fact)",
            "--stratum", "share=0.7,median=24,hazard-ratio=0.75")
        #expect(run.outcome == .refused && run.error.contains(message), "\(run.error)")
    }

    @Test func `a margin is told, and one below 1 is superiority by a margin`() throws {
        func text(_ words: String...) -> String {
            Run(arguments: ["samplesize", "survival", "--hazard-ratio", "0.7"] + words).output.replacing(
                #/\s+/#, with: " ")
        }
        #expect(
            text("--margin", "1.3").contains("power to show non-inferiority (margin 1.3) for a hazard ratio of 0.7"))
        let below = text("--margin", "0.9")
        #expect(below.contains("to show superiority by a margin (0.9)"))
        #expect(below.contains("the trial is to show a hazard ratio below 0.9, more than superiority"))
        #expect(!text().contains("margin"))
        #expect(text("--margin", "0.6,1.25").contains("to show equivalence (margins 0.6 and 1.25)"))
    }

    @Test func `looks inflate, and their events are fractions of the most`() throws {
        let run = Run(
            arguments: Self.mm3 + [
                "--follow-up", "18", "--fractions", "0.5,0.75,1", "--spending", "lan-demets-obf", "--futility-spending",
                "hsd:-4", "--json",
            ])
        let json = try run.json
        let inflation = try number(json, "inflation")
        #expect(inflation > 1.01 && inflation < 1.2)
        #expect(isClose(try number(json, "subjects"), 794.8818521503424 * inflation, relative: 1e-7))
        let looks = try #require(json["looks"] as? [[String: Any]])
        let events = try number(json, "events")
        #expect(isClose(try number(looks[1], "events"), 0.75 * events, relative: 1e-9))
        #expect(isClose(try number(looks[0], "upperZ"), 2.96258804, relative: 1e-7))
        #expect(isClose(try number(looks[2], "time"), 36, relative: 1e-8))
        let (null, alternative) = (
            try number(json, "expectedEventsUnderNull"), try number(json, "expectedEventsUnderAlternative")
        )
        #expect(null < alternative && alternative < events)
    }

    @Test func `a delayed effect has averages, and weights of its own`() throws {
        let delayed = [
            "samplesize", "survival", "--control-median", "12", "--hazard-ratio", "1,0.6", "--hazard-ratio-changes",
            "3",
            "--accrual", "12", "--follow-up", "18", "--formula", "log-rank", "--json",
        ]
        let json = try Run(arguments: delayed).json
        let average = try #require(json["averageHazardRatio"] as? [String: Double])
        #expect(average.values.allSatisfy { $0 > 0.6 && $0 < 1 })
        let weighted = try Run(arguments: delayed + ["--fleming-harrington", "0,1"]).json
        #expect(try number(weighted, "subjects") < number(json, "subjects"))
    }

    private static let late = [
        "samplesize", "survival", "--control-median", "13", "--hazard-ratio", "1,0.58", "--hazard-ratio-changes", "6",
        "--accrual", "22", "--dropout", "0.05@12", "--formula", "log-rank", "--fractions", "0.8,1",
    ]

    @Test func `looks under a late effect: subjects, power and date belong together`() throws {
        let sized = try Run(arguments: Self.late + ["--follow-up", "18", "--power", "0.8", "--json"]).json
        let subjects = try number(sized, "subjects").rounded(.up)
        let power = try Run(arguments: Self.late + ["--follow-up", "18", "--subjects", "\(subjects)", "--json"]).json
        let reached = try number(power, "power")
        #expect(reached > 0.8 && reached < 0.802)
        let again = try Run(arguments: Self.late + ["--follow-up", "18", "--power", "\(reached)", "--json"]).json
        #expect(isClose(try number(again, "subjects"), subjects, relative: 1e-7))
        let dated = try Run(
            arguments: Self.late + ["--subjects", "\(subjects)", "--events", "\(number(power, "events"))", "--json"]
        ).json
        #expect(isClose(try number(dated, "analysisTime"), 40, relative: 1e-7))
        let looks = try #require(sized["looks"] as? [[String: Any]])
        #expect(try number(looks[0], "averageHazardRatio") > number(looks[1], "averageHazardRatio"))
        #expect(isClose(try number(looks[1], "power"), 0.8, relative: 1e-8))
        #expect(try number(sized, "expectedTimeUnderNull") < 40)
    }

    @Test func `events give power and hazard ratio, with looks too`() throws {
        let looks = ["samplesize", "survival", "--ratio", "3:2", "--fractions", "0.5,0.75,1", "--json"]
        let sized = try Run(arguments: looks + ["--hazard-ratio", "0.72"]).json
        let events = try #require((sized["events"] as? [String: Double])?["schoenfeld"])
        #expect(events > 405.7 && events < 425)
        let power = try Run(arguments: looks + ["--hazard-ratio", "0.72", "--events", "\(events)"]).json
        #expect(isClose(try number(power, "power"), 0.9, relative: 1e-8))
        #expect((power["powers"] as? [String: Double])?.count == 5)
        let ratio = try Run(arguments: looks + ["--events", "\(events)"]).json
        #expect(isClose(try number(ratio, "hazardRatio"), 0.72, relative: 1e-8))
        let few = Run("samplesize", "survival", "--events", "8")
        #expect(few.outcome == .done && few.output.contains("–"))
    }

    @Test func `strata with hazard ratios of their own`() throws {
        let strata = [
            "samplesize", "survival", "--accrual", "18", "--follow-up", "18", "--dropout", "0.1@12", "--json",
            "--stratum", "share=0.3,hazard=0.06/0.04,changes=6,hazard-ratio=0.6", "--stratum",
            "share=0.7,median=24,hazard-ratio=0.75,dropout=0.05@12",
        ]
        let json = try Run(arguments: strata).json
        #expect((json["strata"] as? [[String: Any]])?.count == 2)
        #expect(json["hazardRatios"] as? [[Double]] == [[0.6], [0.75]])
        let same = [
            "samplesize", "survival", "--accrual", "18", "--follow-up", "18", "--hazard-ratio", "0.7", "--json",
        ]
        let short = try Run(arguments: same + ["--strata", "0.3:12,0.7:24"]).json
        let long = try Run(
            arguments: same + ["--stratum", "share=0.3,median=12", "--stratum", "share=0.7,median=24"]
        ).json
        #expect(try isClose(number(short, "subjects"), number(long, "subjects"), relative: 1e-12))
    }

    @Test func `means, proportions, pairs and one arm`() throws {
        let means = try Run("samplesize", "means", "--difference", "5", "--standard-deviation", "10", "--json").json
        #expect(isClose(try number(means, "subjects"), 170.0626282689134, relative: 1e-6))
        let margin = try Run(
            "samplesize", "proportions", "--treatment", "0.7", "--control", "0.7", "--margin=-0.1", "--json"
        ).json
        #expect(isClose(try number(margin, "subjects"), 880.9569191200827, relative: 1e-6))
        let one = try Run(
            "samplesize", "proportion", "--null", "0.2", "--alternative", "0.4", "--alpha", "0.05", "--power", "0.8",
            "--json"
        ).json
        #expect(one["groups"] as? [Int] == [38])
        let exact = try Run(
            "samplesize", "proportions", "--treatment", "0.8", "--control", "0.4", "--exact", "fisher", "--subjects",
            "40",
            "--json"
        ).json
        #expect(isClose(try number(exact, "power"), 0.6502245468542868, relative: 1e-9))
        let pairs = try Run("samplesize", "pairs", "--discordant", "0.25,0.1", "--json").json
        #expect(try number(pairs, "power") >= 0.9)
        let arm = Run(
            "samplesize", "single-arm", "--historical-median", "40", "--median", "52", "--accrual", "30", "--follow-up",
            "24", "--alpha", "0.05")
        #expect(arm.outcome == .done && arm.output.contains("events expected"))
    }

    @Test func `the text says the numbers and what a protocol prints`() throws {
        let run = Run(arguments: Self.mm3 + ["--follow-up", "18", "--unit", "months"])
        #expect(run.output.contains("795 subjects (477 on treatment, 318 on control) and 406 events"))
        #expect(run.output.contains("For the protocol") || run.output.contains("Assuming a median of 21.3 months"))
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            #expect(Run(arguments: Self.mm3 + ["--follow-up", "18", "-o", path]).outcome == .done)
            let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            #expect(names == ["design.json", "power.svg", "report.html"])
        }
    }

    private static func stratum(_ facts: String...) -> [String] {
        ["survival", "--hazard-ratio", "0.7", "--accrual", "9", "--follow-up", "9"]
            + facts.flatMap { ["--stratum", $0] }
    }

    @Test(arguments: [
        (
            ["survival", "--hazard-ratio", "1"],
            "--hazard-ratio: error: it is 1; expected a finite number other than 1; without an effect no number of events is enough"
        ),
        (["survival", "--hazard-ratio", "0.7", "--ratio", "0:1"], "--ratio"),
        (["survival", "--hazard-ratio", "0.7", "--power", "0.02"], "--power"),
        (["survival", "--hazard-ratio", "0.7", "--alpha", "0.6"], "--alpha"),
        (["survival", "--hazard-ratio", "1.4", "--margin", "1.3"], "--hazard-ratio"),
        (
            ["survival", "--hazard-ratio", "0.7", "--control-median", "0", "--accrual", "1", "--follow-up", "1"],
            "--control-median"
        ),
        (["survival", "--hazard-ratio", "0.7", "--control-median", "9", "--accrual", "9"], "--follow-up"),
        (["survival", "--hazard-ratio", "0.7", "--control-median", "9", "--follow-up", "9"], "--accrual"),
        (
            [
                "survival", "--hazard-ratio", "0.7", "--control-median", "9", "--accrual", "9", "--follow-up", "9",
                "--fractions", "0.7,0.5,1",
            ], "--fractions"
        ),
        (["survival", "--hazard-ratio", "0.7", "--events", "300", "--power", "0.9"], "--events"),
        (["survival", "--events", "0"], "--events"),
        (["survival"], "--hazard-ratio"),
        (["survival", "--hazard-ratio", "0.7", "--solve", "follow-up"], "--solve"),
        (["survival", "--hazard-ratio", "0.7", "--stratum", "share=0.3,median=12"], "--stratum"),
        (stratum("share=0.3,median=12", "share=0.7,median=nine"), "--stratum"),
        (stratum("share=0.3,median=12", "share=-1,median=9"), "--stratum"),
        (stratum("share=0.3,median=12", "share=0.7,median=9,hazard=1"), "--stratum"),
        (stratum("share=0.3,median=12", "share=0.7,medain=9"), "--stratum"),
        (
            [
                "survival", "--hazard-ratio", "0.7", "--control-median", "9", "--accrual", "9", "--subjects", "100",
                "--events", "101",
            ], "--events"
        ),
        (
            [
                "survival", "--hazard-ratio", "0.9", "--margin", "0.8,1.25", "--control-median", "9", "--accrual", "9",
                "--follow-up", "9", "--fractions", "0.5,1",
            ], "--fractions"
        ),
        (["means", "--difference", "0", "--standard-deviation", "1"], "--difference"),
        (["means", "--difference", "1", "--standard-deviation", "0"], "--standard-deviation"),
        (["means", "--difference", "1e-6", "--standard-deviation", "1"], "--difference: error"),
        (["proportions", "--treatment", "1.2", "--control", "0.4"], "--treatment"),
        (["proportions", "--treatment", "0.3", "--control", "0.3"], "--treatment and --control: error"),
        (
            ["single-arm", "--historical-median", "12", "--median", "12", "--accrual", "12", "--follow-up", "12"],
            "--median: error"
        ),
        (["proportion", "--null", "0.3", "--alternative", "0.3"], "--alternative"),
        (["pairs", "--discordant", "0.2,0.2"], "--discordant"),
        (
            ["means", "--difference", "1", "--standard-deviation", "1", "--power", "0.9", "--subjects", "9"],
            "--subjects"
        ),
    ]) func `bad input names its option`(arguments: [String], option: String) {
        let run = Run(arguments: ["samplesize"] + arguments)
        #expect(run.outcome == .refused && run.output.isEmpty)
        #expect(run.error.contains(option), "\(run.error)")
    }
}

@Suite("equipoise forecast") struct ForecastCommandTests {
    /// Sixty entered one a day from 1 January 2025; every third had the event after 30 days, the data end on 30 June.
    private static let data =
        "entered,days,progressed,withdrew\n"
        + (0..<60).map { index in
            let month = index < 31 ? 1 : index < 59 ? 2 : 3
            let day = index < 31 ? index + 1 : index < 59 ? index - 30 : index - 58
            let isEvent = index % 3 == 0
            let isLost = index % 10 == 4
            let time = isEvent ? 30 : isLost ? 50 : 180 - index
            return "2025-0\(month)-\(day < 10 ? "0" : "")\(day),\(time),\(isEvent ? 1 : 0),\(isLost ? 1 : 0)"
        }.joined(separator: "\n") + "\n"

    @Test func `dates come back as dates, between their limits`() throws {
        try withFile(Self.data) { path in
            let arguments = [
                "forecast", path, "--entry", "entered", "--time", "days", "--event", "progressed", "--lost", "withdrew",
                "--target", "30", "--unit", "days", "--cut", "2025-06-30", "--replicates", "500",
            ]
            let json = try Run(arguments: arguments + ["--json"]).json
            #expect(json["events"] as? Int == 20 && json["cut"] as? Double == 180)
            let lost = try #require(json["lost"] as? Int)
            #expect(json["onStudy"] as? Int == 40 - lost && lost > 0)
            let dates = try ["lowerDate", "medianDate", "upperDate"].map { try #require(json[$0] as? String) }
            #expect(dates == dates.sorted() && dates[0] > "2025-06-30")
            #expect(Run(arguments: arguments).output.contains("event 30 is expected on 20"))
            for model in ["weibull", "piecewise:20"] {
                #expect(Run(arguments: arguments + ["--model", model]).outcome == .done)
            }
            try withFolder { folder in
                let report = folder.path(percentEncoded: false)
                #expect(Run(arguments: arguments + ["-o", report]).outcome == .done)
                let names = try FileManager.default.contentsOfDirectory(atPath: report).sorted()
                #expect(names == ["design.json", "forecast.svg", "report.html"])
            }
        }
    }

    @Test(arguments: [
        (["--target", "20"], "--target"),
        (["--target", "30", "--cut", "2025-02-01"], "--cut is 2025-02-01; expected no earlier"),
        (["--target", "30", "--cut", "soon"], "--cut"), (["--target", "30", "--model", "piecewise:500"], "--model"),
        (["--target", "30", "--remaining", "9"], "--remaining"), (["--target", "30", "--level", "1"], "--level"),
        (["--target", "30", "--remaining", "9", "--rate", "0"], "--rate"),
        (["--target", "30", "--replicates", "1"], "--replicates"),
    ]) func `bad input names its option`(options: [String], named: String) throws {
        try withFile(Self.data) { path in
            let run = Run(
                arguments: [
                    "forecast", path, "--entry", "entered", "--time", "days", "--event", "progressed", "--unit", "days",
                ] + options)
            #expect(run.outcome == .refused)
            #expect(run.error.contains(named), "\(run.error)")
        }
    }

    @Test func `the last subjects come in the median of the futures, though never on average`() throws {
        try withFile("entered,months,event\n0,1,0\n1,2,1\n2,3,0\n") { path in
            let run = Run(
                "forecast", path, "--entry", "entered", "--time", "months", "--event", "event", "--target", "3",
                "--unit", "months")
            let words = run.output.replacing("\n", with: " ")
            #expect(words.contains("1 event seen by 5.0 months; event 3 comes at "), "\(words)")
            #expect(words.contains(" months in the median of the futures, and in 95 % of the futures between "))
        }
    }

    @Test func `dates need a unit, and beyond everybody nothing is promised`() throws {
        try withFile(Self.data) { path in
            let columns = ["forecast", path, "--entry", "entered", "--time", "days", "--event", "progressed"]
            #expect(Run(arguments: columns + ["--target", "30"]).error.contains("--unit"))
            let far = Run(arguments: columns + ["--target", "200", "--unit", "days", "--replicates", "200"])
            #expect(far.outcome == .done && far.output.contains("is not expected"))
        }
    }
}
