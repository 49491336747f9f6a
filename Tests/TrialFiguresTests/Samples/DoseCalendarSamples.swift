import TrialFigures

/// Figures of doses that ask for trouble, by name.
enum DoseCalendarSamples {
    static func all() -> [(name: String, svg: String)] {
        [
            ("doses", treatment(.doubleColumn, cycles: 8).svg), ("doses-85mm", treatment(.singleColumn, cycles: 3).svg),
            ("doses-many", treatment(.doubleColumn, cycles: 70).svg),
            ("doses-nothing", DoseCalendarFigure(drugs: [], days: 0, cycles: []).svg),
            ("doses-odd", odd.svg), ("doses-long-cycle", long.svg),
        ]
    }

    /// Two drugs with everything that can become of a dose.
    static func treatment(_ width: FigureWidth, cycles: Int) -> DoseCalendarFigure {
        var options = DoseCalendarFigure.Options()
        options.title = "Subject 1017, ixazomib and lenalidomide, from 2024-03-04"
        options.width = width
        options.today = (min(2, cycles - 1), 8)
        return DoseCalendarFigure(
            drugs: ["ixazomib", "lenalidomide"], days: 28,
            cycles: (0..<cycles).map { index in
                .init(
                    String(index + 1), date: "2024-03-0\(index % 9 + 1)",
                    remark: index == 1 ? "7 days late: platelets; lenalidomide 5 mg" : index == 0 ? "" : "as planned",
                    doses: [1, 8, 15].map { .init(drug: 0, day: $0, mark(index, $0)) }
                        + (1...28).map { .init(drug: 1, day: $0, mark(index, $0 + 3)) })
            }, options: options)
    }

    private static func mark(_ cycle: Int, _ day: Int) -> DoseCalendarFigure.Mark {
        switch cycle {
        case 0: day == 8 ? .missed : day > 21 ? .notGiven : .given
        case 1: day == 9 ? .unknown : .changed
        case 2: day < 8 ? .changed : .dueChanged
        default: .due
        }
    }

    private static var odd: DoseCalendarFigure {
        DoseCalendarFigure(
            drugs: ["<&\"> \(String(repeating: "long name ", count: 12))", ""], days: 3,
            cycles: [
                .init(
                    "a cycle with a name", date: "", remark: String(repeating: "wide", count: 30),
                    doses: [
                        .init(drug: 9, day: 1, .given), .init(drug: 0, day: -4, .due), .init(drug: 1, day: 2, .missed),
                    ])
            ])
    }

    private static var long: DoseCalendarFigure {
        DoseCalendarFigure(
            drugs: ["A"], days: 84, cycles: [.init("1", date: "2024-01-01", doses: [.init(drug: 0, day: 84, .due)])])
    }
}
