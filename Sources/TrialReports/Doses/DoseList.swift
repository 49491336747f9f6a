import TrialModel
import TrialValues

/// Doses as a list: days that follow each other alike are one line.
struct DoseList {
    private let calendar: DoseCalendar

    init(_ calendar: DoseCalendar) { self.calendar = calendar }

    /// The lines of the list, and below them the reasons that it refers to by number.
    var lines: [String] {
        var table = TextTable(
            ["Cycle", "days", "dates", "drug", "plan", "due or given", "status"], wordColumns: [1, 2, 3, 4, 5, 6])
        table.width = 160
        var reasons: [String] = []
        var lastCycle = 0
        for run in runs {
            guard let first = run.first, let last = run.last else { continue }
            let numbers = first.reasons.map { reason -> String in
                if let index = reasons.firstIndex(of: reason) { return "[\(index + 1)]" }
                reasons.append(reason)
                return "[\(reasons.count)]"
            }
            let cycle = calendar.cycles.first { $0.number == first.cycle }
            let late = first.cycle == lastCycle ? "" : cycle.map(Self.late) ?? ""
            lastCycle = first.cycle
            table.add([
                String(first.cycle) + late, Self.range(String(first.dayOfCycle), String(last.dayOfCycle)),
                Self.range(first.day.description, last.day.description), first.drug,
                first.planned?.description ?? "–", Self.amount(first),
                ([first.status.words] + numbers).joined(separator: " "),
            ])
        }
        return table.lines + (reasons.isEmpty ? [] : [""]) + reasons.enumerated().map { "[\($0 + 1)] \($1)" }
    }

    private static func amount(_ dose: CalendarDose) -> String {
        let amount = (dose.given ?? dose.due)?.description ?? "–"
        return amount + (dose.condition.map { " if \($0)" } ?? "")
    }

    private static func late(_ cycle: CalendarCycle) -> String {
        cycle.delay == 0 ? "" : " (\(abs(cycle.delay)) d \(cycle.delay > 0 ? "late" : "early"))"
    }

    private static func range(_ first: String, _ last: String) -> String {
        first == last ? first : "\(first) – \(last)"
    }

    /// Doses of a drug on days in a row that have the same amounts, status and reasons.
    private var runs: [[CalendarDose]] {
        let drugs = calendar.regimen.drugs.map(\.name)
        let all = drugs.flatMap { name -> [[CalendarDose]] in
            var runs: [[CalendarDose]] = []
            for dose in calendar.doses where dose.drug == name {
                if let last = runs.last?.last, Self.goesOn(last, dose) {
                    runs[runs.count - 1].append(dose)
                } else {
                    runs.append([dose])
                }
            }
            return runs
        }
        return all.sorted { a, b in
            (a[0].day, drugs.firstIndex(of: a[0].drug) ?? 0) < (b[0].day, drugs.firstIndex(of: b[0].drug) ?? 0)
        }
    }

    private static func goesOn(_ last: CalendarDose, _ dose: CalendarDose) -> Bool {
        dose.cycle == last.cycle && dose.day - last.day == 1 && dose.planned == last.planned && dose.due == last.due
            && dose.given == last.given && dose.status == last.status && dose.reasons == last.reasons
            && dose.condition == last.condition
    }
}
