import TrialFigures

/// Forest plots that ask for trouble, by name.
enum ForestSamples {
    static func all() throws -> [(name: String, figure: ForestFigure)] {
        [
            ("forest-subgroups", try subgroups(.doubleColumn)),
            ("forest-subgroups-85mm", try subgroups(.singleColumn)),
            ("forest-extremes", try extremes()),
            ("forest-long-texts", try longTexts()),
            ("forest-nothing-known", try ForestFigure(rows: [.init("A"), .init("B", kind: .summary)])),
            ("forest-empty", try ForestFigure(rows: [])),
            ("forest-wide", try wide()), ("forest-open-marks", try openMarks()),
        ]
    }

    static func subgroups(_ width: FigureWidth) throws -> ForestFigure {
        var options = ForestFigure.Options()
        options.title = "Progression-free survival by subgroup"
        options.columns = width == .doubleColumn ? [.init("Ixazomib events/n"), .init("Placebo events/n")] : []
        options.favoursLeft = "Favours ixazomib"
        options.favoursRight = "Favours placebo"
        options.width = width
        let cells = { (left: String, right: String) in width == .doubleColumn ? [left, right] : [] }
        return try ForestFigure(
            rows: [
                .init(
                    "All patients", kind: .summary, cells: cells("207/395", "148/261"), estimate: 0.72, lower: 0.582,
                    upper: 0.890, weight: 85, p: 0.0023),
                .init("Age", kind: .heading, p: 0.41),
                .init(
                    "< 60 years", indent: 1, cells: cells("86/181", "61/118"), estimate: 0.66, lower: 0.471,
                    upper: 0.932, weight: 36),
                .init(
                    "60–74 years", indent: 1, cells: cells("109/194", "80/134"), estimate: 0.77, lower: 0.575,
                    upper: 1.041, weight: 46),
                .init(
                    "≥ 75 years", indent: 1, cells: cells("12/20", "7/9"), estimate: 0.41, lower: 0.156, upper: 1.094,
                    weight: 4),
                .init("ISS stage before induction", kind: .heading, p: 0.87),
                .init(
                    "I", indent: 1, cells: cells("61/150", "47/93"), estimate: 0.743, lower: 0.5, upper: 1.101,
                    weight: 26),
                .init(
                    "II or III", indent: 1, cells: cells("146/245", "101/168"), estimate: 0.704, lower: 0.545,
                    upper: 0.909, weight: 59),
                .init("Cytogenetics", kind: .heading, p: 0.52),
                .init(
                    "High risk", indent: 1, cells: cells("36/61", "34/54"), estimate: 0.625, lower: 0.383, upper: 1.019,
                    weight: 17),
                .init(
                    "Standard risk", indent: 1, cells: cells("122/252", "76/152"), estimate: 0.648, lower: 0.477,
                    upper: 0.879, weight: 47),
            ], options: options)
    }

    static func extremes() throws -> ForestFigure {
        var options = ForestFigure.Options()
        options.columns = [.init("n", alignment: .trailing)]
        options.favoursLeft =
            "Favours a treatment whose name is longer than the room to the left of the line of no effect"
        options.favoursRight = "Favours <control> & \"more\""
        return try ForestFigure(
            rows: [
                .init("Heading <&\">", kind: .heading),
                .init(
                    "leaves on the right", indent: 1, cells: ["12"], estimate: 1.4, lower: 0.2, upper: 140, weight: 1),
                .init("leaves on the left", indent: 1, cells: ["9"], estimate: 0.5, lower: 0.0004, upper: 2, weight: 1),
                .init(
                    "leaves on both sides", indent: 1, cells: ["3"], estimate: 1, lower: 0.0001, upper: 20000, weight: 0
                ),
                .init("no upper limit", indent: 1, cells: ["1234567"], estimate: 3, lower: 0.5, weight: 3),
                .init("no limits at all", indent: 1, cells: ["4"], estimate: 0.8, weight: 2),
                .init("not estimable", indent: 1, cells: ["0"]),
                .init("far to the right", indent: 1, cells: ["2"], estimate: 1e9, lower: 1e7, upper: 1e12, weight: 1),
                .init("far to the left", indent: 1, cells: ["2"], estimate: 1e-9, lower: 1e-12, upper: 1e-6, weight: 1),
                .init(
                    "a very narrow one", indent: 1, cells: ["100000"], estimate: 1, lower: 0.999, upper: 1.001,
                    weight: 1000),
                .init("summary that leaves", kind: .summary, cells: ["5"], estimate: 2, lower: 0.5, upper: 200),
                .init("summary without upper", kind: .summary, estimate: 2, lower: 0.5),
                .init("ordinary summary", kind: .summary, estimate: 1.1, lower: 0.8, upper: 1.51, p: 0.55),
            ], options: options)
    }

    /// Rows of two kinds of estimate, explained beneath.
    static func openMarks() throws -> ForestFigure {
        var options = ForestFigure.Options()
        options.pTitle = "p interaction"
        options.notes = [
            "□ † Penalised estimate with profile limits, in words that go on until they need a second line beneath the figure, as such notes do.",
            "A second note.",
        ]
        return try ForestFigure(
            rows: [
                .init("Age", kind: .heading, p: 0.4),
                .init("< 65", indent: 1, estimate: 0.6, lower: 0.4, upper: 0.9, weight: 20),
                .init(
                    "≥ 65", indent: 1, estimate: 0.04, lower: 0.0003, upper: 0.32, weight: 0.2,
                    text: "0.04 (0.0003–0.32) †", mark: .open),
            ], options: options)
    }

    static func longTexts() throws -> ForestFigure {
        var options = ForestFigure.Options()
        options.title =
            "A title that goes on and on, past the end of the line, because it names the trial, its phase, the endpoint and the population"
        options.columns = [.init("A column with a heading of many words", alignment: .leading), .init("N")]
        options.width = .singleColumn
        options.axisTitle =
            "Hazard ratio for disease progression or death from any cause, intention to treat, log scale"
        let long = "Patients with at least one adverse cytogenetic abnormality at diagnosis"
        return try ForestFigure(
            rows: [
                .init(long, kind: .heading),
                .init(long, indent: 1, cells: ["12 of 34 (35.3%)", "1"], estimate: 0.5, lower: 0.2, upper: 1.25),
                .init(
                    "Pneumonoultramicroscopicsilicovolcanoconiosisandmore", indent: 3, estimate: 1, lower: 0.5, upper: 2
                ),
                .init("", indent: 1, estimate: 1.2, lower: 0.5, upper: 2.9),
            ], options: options)
    }

    static func wide() throws -> ForestFigure {
        var options = ForestFigure.Options()
        options.columns = (1...7).map { .init("Column \($0)") }
        options.axisRange = 0.5...2
        return try ForestFigure(
            rows: (1...3).map {
                .init(
                    "Row \($0)", cells: (1...7).map { "text \($0) of some length" }, estimate: 0.8 * Double($0),
                    lower: 0.3 * Double($0), upper: Double($0) * 1.1)
            }, options: options)
    }
}
