import TrialModel
import TrialValues

/// Months for a terminal: a line of dates a week, below it a line a drug.
struct DoseMonths {
    private let calendar: DoseCalendar
    private let count: Int
    private let nameWidth: Int

    init(_ calendar: DoseCalendar, count: Int) {
        self.calendar = calendar
        self.count = count
        nameWidth = max(10, calendar.regimen.drugs.map { $0.name.terminalSafe.cellCount }.max() ?? 0)
    }

    /// The lines, with the key of the signs that they have.
    var lines: [String] {
        let firsts = months
        var lines = firsts.flatMap { month($0) + [""] }
        let signs = Set(calendar.doses.filter { dose in firsts.contains { Self.isSame($0, dose.day) } }.map(Self.sign))
        let key = Sign.allCases.filter(signs.contains).map { "\($0.rawValue) \($0.words)" }
        if !key.isEmpty { lines.append(key.joined(separator: "   ")) }
        if let last = calendar.doses.last?.day, let shown = firsts.last, !Self.isSame(shown, last), last > shown {
            lines.append("The doses go on to \(last); --months N shows more, --list all.")
        }
        return lines
    }

    /// The first days of the months that are shown.
    private var months: [Day] {
        let begin = max(calendar.start, calendar.asOf ?? calendar.start)
        let last = calendar.doses.last?.day ?? begin
        return (0..<count).compactMap { offset in
            let month = begin.year * 12 + begin.month - 1 + offset
            return Day(year: month / 12, month: month % 12 + 1, day: 1)
        }.filter { $0 <= max(last, begin) }
    }

    private static func isSame(_ month: Day, _ day: Day) -> Bool { month.year == day.year && month.month == day.month }

    private static let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private func month(_ first: Day) -> [String] {
        let heading = "\(Self.names[first.month - 1]) \(first.year)"
        var lines = [pad(heading) + Weekday.allCases.map { "  " + $0.rawValue.prefix(2) }.joined()]
        let lead = Weekday.allCases.firstIndex(of: first.weekday) ?? 0
        var monday = first.adding(days: -lead)
        while let start = monday, start.adding(days: 6).map({ $0 >= first }) ?? false,
            start < first || Self.isSame(first, start)
        {
            lines += week(start, of: first)
            monday = start.adding(days: 7)
        }
        return lines
    }

    private func week(_ monday: Day, of month: Day) -> [String] {
        let days = (0..<7).map { offset in monday.adding(days: offset).flatMap { Self.isSame(month, $0) ? $0 : nil } }
        let dates = days.map { day in
            guard let day else { return "    " }
            let mark = day == calendar.asOf ? ">" : " "
            return String(" \(day.day < 10 ? " " : "")\(mark)\(day.day)".suffix(4))
        }
        let begun = calendar.cycles.filter { cycle in days.contains(cycle.start) }.map {
            "cycle \($0.number) from \($0.start.day)"
        }
        var lines = [
            (pad("") + dates.joined() + (begun.isEmpty ? "" : "   " + begun.joined(separator: ", "))).withoutSpacesAtEnd
        ]
        for drug in calendar.regimen.drugs.map(\.name) {
            let signs = days.map { day in day.flatMap { sign(drug, $0) } }
            guard signs.contains(where: { $0 != nil }) else { continue }
            lines.append(
                (pad("  " + drug.terminalSafe) + signs.map { "   " + ($0?.rawValue ?? " ") }.joined())
                    .withoutSpacesAtEnd)
        }
        return lines
    }

    private func pad(_ text: String) -> String {
        text + String(repeating: " ", count: max(0, nameWidth + 4 - text.cellCount))
    }

    private func sign(_ drug: String, _ day: Day) -> Sign? {
        calendar.doses.first { $0.drug == drug && $0.day == day }.map(Self.sign)
    }

    /// The sign of a dose on a terminal.
    private enum Sign: String, CaseIterable {
        case given = "●"
        case changed = "◐"
        case due = "○"
        case dueChanged = "◌"
        case missed = "×"
        case vomited = "v"
        case held = "h"
        case none = "–"
        case unknown = "?"

        var words: String {
            switch self {
            case .given: "given as planned"
            case .changed: "given otherwise"
            case .due: "due as planned"
            case .dueChanged: "due otherwise"
            case .missed: "missed"
            case .vomited: "vomited"
            case .held: "held"
            case .none: "none: stopped or lower level"
            case .unknown: "not recorded"
            }
        }
    }

    private static func sign(_ dose: CalendarDose) -> Sign {
        switch dose.status {
        case .given, .assumedGiven: dose.given == dose.planned ? .given : .changed
        case .givenLate, .unplanned: .changed
        case .vomited: .vomited
        case .due: dose.due == dose.planned ? .due : .dueChanged
        case .missed, .leftOut: .missed
        case .held: .held
        case .stopped, .notAtLevel: .none
        case .notRecorded: .unknown
        }
    }
}
