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
            let numbers = first.reasons.map { reasons.reference($0) }
            let conditions = group.amount == nil ? nil : first.condition
            let condition = conditions.map { " if \(Self.short("\($0)", &reasons))" } ?? ""
            let cycle = calendar.cycles.first { $0.number == first.cycle }
            let late = first.cycle == lastCycle ? "" : cycle.map(Self.late) ?? ""
            lastCycle = first.cycle
            table.add([
                String(first.cycle) + late, Self.range(String(first.dayOfCycle), String(last.dayOfCycle)),
                Self.range(first.day.description, last.day.description), first.drug,
                group.planned ?? "–", (group.amount ?? "–") + condition,
                ([first.status.words + (group.which.isEmpty ? "" : ", " + group.which)] + numbers).joined(
                    separator: " "),
            ])
        }
        return table.lines + (reasons.isEmpty ? [] : [""]) + reasons.enumerated().map { "[\($0 + 1)] \($1)" }
    }

    /// A condition, or its number where it is long.
    private static func short(_ condition: String, _ reasons: inout [String]) -> String {
        condition.count <= 24 ? condition : reasons.reference(condition)
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

extension [String] {
    /// The number of a text among those that stand below a list, `[2]`; a new one where it is not there yet.
    fileprivate mutating func reference(_ text: String) -> String {
        if let index = firstIndex(of: text) { return "[\(index + 1)]" }
        append(text)
        return "[\(count)]"
    }
}
