import TrialModel
import TrialValues

/// Months for a terminal: a line of dates a week, below it a line a drug.
struct DoseMonths {
    private let calendar: DoseCalendar
    private let count: Int
    private let nameWidth: Int
    private let names: [(drug: String, label: String)]
    private var cellWidth = 4

    init(_ calendar: DoseCalendar, count: Int) {
        self.calendar = calendar
        self.count = count
        names = calendar.regimen.drugs.map { drug in
            let mine = calendar.doses.filter { $0.drug == drug.name }
            let units = Set(mine.flatMap { [$0.planned, $0.given] }.compactMap { $0?.unit.rawValue })
            return (drug.name, drug.name.terminalSafe + (units.count == 1 ? " " + units.joined() : ""))
        }
        nameWidth = max(10, names.map(\.label.cellCount).max() ?? 0)
        let shown = months
        let days = Set(calendar.doses.map(\.day).filter { day in shown.contains { Self.isSame($0, day) } })
        let widest = names.flatMap { name in days.map { cell(name.drug, $0)?.cellCount ?? 0 } }.max() ?? 0
        cellWidth = max(4, widest + 1)
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
        var lines = [pad(heading) + Weekday.allCases.map { cell(String($0.rawValue.prefix(2))) }.joined()]
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
            guard let day else { return cell("") }
            return cell((day == calendar.asOf ? ">" : "") + String(day.day))
        }
        let begun = calendar.cycles.filter { cycle in days.contains(cycle.start) }.map {
            "cycle \($0.number) from \($0.start.day)"
        }
        var lines = [
            (pad("") + dates.joined() + (begun.isEmpty ? "" : "   " + begun.joined(separator: ", "))).withoutSpacesAtEnd
        ]
        for name in names {
            let cells = days.map { day in day.flatMap { cell(name.drug, $0) } }
            guard cells.contains(where: { $0 != nil }) else { continue }
            lines.append((pad("  " + name.label) + cells.map { cell($0 ?? "") }.joined()).withoutSpacesAtEnd)
        }
        return lines
    }

    private func pad(_ text: String) -> String {
        text + String(repeating: " ", count: max(0, nameWidth + 4 - text.cellCount))
    }

    private func cell(_ text: String) -> String {
        String(repeating: " ", count: max(0, cellWidth - text.cellCount)) + text
    }

    /// The doses of a drug on a day: a sign, and the number of what is due or was given; `○10`, `○2×500`, `●×` where they differ.
    private func cell(_ drug: String, _ day: Day) -> String? {
        let groups = DoseGroup.all(calendar.doses.filter { $0.drug == drug && $0.day == day })
        guard let only = groups.first else { return nil }
        guard groups.count == 1 else { return groups.map { Self.sign($0.first).rawValue }.joined() }
        let sign = Self.sign(only.first)
        let amount = sign.hasAmount ? (only.first.given ?? only.first.due)?.number.description ?? "" : ""
        return sign.rawValue + (amount.isEmpty || only.count == 1 ? "" : "\(only.count)×") + amount
    }

    /// The sign of a dose on a terminal.
    private enum Sign: String, CaseIterable {
        case given = "●"
        case changed = "◐"
        case due = "○"
        case dueChanged = "◌"
        case missed = "×"
        case vomited = "v"
        case open = "!"
        case held = "h"
        case none = "–"
        case unknown = "?"

        /// Whether the number of the amount stands beside it.
        var hasAmount: Bool { [.given, .changed, .due, .dueChanged, .vomited].contains(self) }

        var words: String {
            switch self {
            case .given: "given as planned"
            case .changed: "given otherwise"
            case .due: "due as planned"
            case .dueChanged: "due otherwise"
            case .missed: "missed"
            case .vomited: "vomited"
            case .open: "open: a question stands"
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
        case .open: .open
        case .held: .held
        case .stopped, .notAtLevel: .none
        case .notRecorded: .unknown
        }
    }
}
