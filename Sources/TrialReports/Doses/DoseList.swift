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
            guard let group = run.first, let last = run.last?.first else { continue }
            let first = group.first
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
                group.planned ?? "–", Self.amount(group),
                ([first.status.words + (group.which.isEmpty ? "" : ", " + group.which)] + numbers).joined(
                    separator: " "),
            ])
        }
        return table.lines + (reasons.isEmpty ? [] : [""]) + reasons.enumerated().map { "[\($0 + 1)] \($1)" }
    }

    private static func amount(_ group: DoseGroup) -> String {
        (group.amount ?? "–") + (group.first.condition.map { " if \($0)" } ?? "")
    }

    private static func late(_ cycle: CalendarCycle) -> String {
        cycle.delay == 0 ? "" : " (\(abs(cycle.delay)) d \(cycle.delay > 0 ? "late" : "early"))"
    }

    private static func range(_ first: String, _ last: String) -> String {
        first == last ? first : "\(first) – \(last)"
    }

    /// Doses of a drug on days in a row that have the same amounts, status and reasons.
    private var runs: [[DoseGroup]] {
        let drugs = calendar.regimen.drugs.map(\.name)
        let all = drugs.flatMap { name -> [[DoseGroup]] in
            var runs: [[DoseGroup]] = []
            for group in DoseGroup.all(calendar.doses.filter { $0.drug == name }) {
                if let index = runs.lastIndex(where: { $0.last?.goesOn(group) ?? false }) {
                    runs[index].append(group)
                } else {
                    runs.append([group])
                }
            }
            return runs
        }
        func place(_ run: [DoseGroup]) -> (Day, Int, Int) {
            (run[0].first.day, drugs.firstIndex(of: run[0].first.drug) ?? 0, run[0].first.time)
        }
        return all.sorted { place($0) < place($1) }
    }
}
