import TrialFigures
import TrialModel
import TrialValues

/// A calendar of doses for people and programs: text, CSV, iCalendar, JSON and a figure.
///
/// ```swift
/// let report = DoseCalendarReport(calendar, subject: "1017")
/// print(report.text(.months(2)))
/// ```
public struct DoseCalendarReport: Sendable {
    /// How the doses are laid out on a terminal.
    public enum View: Sendable, Hashable {
        /// So many months, from that of today or of the first day on.
        case months(Int)
        /// A line for doses that follow each other alike.
        case list
    }

    /// The calendar.
    let calendar: DoseCalendar
    /// The subject's name.
    let subject: String?
    /// The study's name.
    let study: String?
    /// The sections that the protocol leaves open.
    let open: [String]

    /// A report of a calendar.
    public init(_ calendar: DoseCalendar, subject: String? = nil, study: String? = nil, open: [String] = []) {
        self.calendar = calendar
        self.subject = subject
        self.study = study
        self.open = open
    }

    /// The figure of the doses by cycle, as the text of an SVG file.
    public func svg(title: String? = nil) -> String {
        var options = DoseCalendarFigure.Options()
        options.title = title ?? heading
        if let today = calendar.asOf,
            let index = calendar.cycles.firstIndex(where: { $0.start <= today && today <= $0.end })
        {
            options.today = (index, today - calendar.cycles[index].start + 1)
        }
        let drugs = calendar.regimen.drugs.map(\.name)
        let cycles = calendar.cycles.map { cycle in
            DoseCalendarFigure.Cycle(
                String(cycle.number), date: cycle.start.description, remark: remark(cycle),
                amounts: drugs.map { amounts($0, cycle) },
                doses: calendar.doses.filter { $0.cycle == cycle.number }.compactMap { dose in
                    drugs.firstIndex(of: dose.drug).map {
                        .init(drug: $0, day: dose.day - cycle.start + 1, Self.mark(dose))
                    }
                })
        }
        return DoseCalendarFigure(drugs: drugs, days: calendar.cycleLength, cycles: cycles, options: options).svg
    }

    /// What is given of a drug in a cycle, one amount after the other: `10 mg`, `10 → 5 mg`.
    private func amounts(_ drug: String, _ cycle: CalendarCycle) -> String {
        let mine = calendar.doses.filter { $0.drug == drug && $0.cycle == cycle.number }
        var parts: [(text: String, unit: String)] = []
        for (index, dose) in mine.enumerated() where index == 0 || mine[index - 1].day != dose.day {
            let day = mine.filter { $0.day == dose.day }
            guard let amount = day.lazy.compactMap({ $0.given ?? $0.due }).first else { continue }
            let times = dose.timesADay > 1 ? "\(day.count { $0.due != nil }) × " : ""
            let text = times + amount.number.description
            if parts.last?.text != text { parts.append((text, amount.unit.rawValue)) }
        }
        guard let last = parts.last else { return mine.contains { $0.status == .open } ? "open" : "" }
        let shown = parts.count > 3 ? [parts[0].text, "…", last.text] : parts.map(\.text)
        return shown.joined(separator: " → ") + " " + last.unit
    }

    /// What the calendar is of.
    var heading: String {
        let whose = subject.map { "Subject \($0), " } ?? ""
        let study = study.map { "\($0), " } ?? ""
        return "\(whose)\(study)arm \(calendar.arm.id), from \(calendar.start)"
    }

    /// What is to be said of a cycle beside its doses: its delay, and doses that begin to differ.
    private func remark(_ cycle: CalendarCycle) -> String {
        var parts: [String] = []
        if cycle.delay != 0 {
            let days = abs(cycle.delay)
            let late = "\(days) \(days == 1 ? "day" : "days") \(cycle.delay > 0 ? "late" : "early")"
            parts.append(cycle.reasons.isEmpty ? late : "\(late): \(cycle.reasons.joined(separator: ", "))")
        }
        let next = cycle.end
        parts += calendar.decisions.filter { cycle.start <= $0.day && $0.day <= next && $0.source != .plan }
            .filter { !$0.drugs.isEmpty }.map { "\($0.drugs.joined(separator: ", ")) \(Self.short($0.action))" }
        return parts.joined(separator: "; ")
    }

    /// An action in a word or two.
    private static func short(_ action: String) -> String {
        if action.hasPrefix("hold ") { return "held" }
        return action.replacing("resumed at the same dose", with: "resumed").replacing("resumed at ", with: "")
            .replacing("reduced to ", with: "")
    }

    private static func mark(_ dose: CalendarDose) -> DoseCalendarFigure.Mark {
        switch dose.status {
        case .given, .assumedGiven: dose.given == dose.planned ? .given : .changed
        case .givenLate, .vomited, .unplanned: .changed
        case .due: dose.due == dose.planned ? .due : .dueChanged
        case .missed, .leftOut: .missed
        case .open: .open
        case .held, .stopped, .notAtLevel: .notGiven
        case .notRecorded: .unknown
        }
    }
}
