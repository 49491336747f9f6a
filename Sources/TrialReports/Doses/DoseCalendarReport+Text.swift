import TrialModel
import TrialValues

extension DoseCalendarReport {
    /// The calendar for a terminal: today, the months or the list, what was decided, what is open.
    public func text(_ view: View) -> String {
        var blocks = [[heading] + facts]
        if let today = calendar.asOf { blocks.append(todayLines(today)) }
        switch view {
        case .months(let count): blocks.append(DoseMonths(calendar, count: count).lines)
        case .list: blocks.append(DoseList(calendar).lines)
        }
        blocks += [decisionLines, intensityLines, prophylaxisLines, openLines, noteLines]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var facts: [String] {
        let most = calendar.regimen.cycles?.value.map { ", at most \($0)" } ?? ""
        var lines = ["Cycles of \(calendar.cycleLength) days\(most)."]
        if let end = calendar.end { lines.append("Treatment ends before \(end.day): \(end.reason).") }
        if !open.isEmpty { lines.append("The protocol leaves open: \(open.joined(separator: ", ")).") }
        if let waiting = calendar.waiting { lines.append("The next cycle has not begun: \(waiting).") }
        return lines
    }

    /// Today's doses, and why they differ from the plan.
    private func todayLines(_ today: Day) -> [String] {
        var head = "Today, \(today.weekday.rawValue) \(today)"
        if let cycle = calendar.cycle(on: today) { head += ": cycle \(cycle.number), day \(today - cycle.start + 1)" }
        let doses = calendar.doses(on: today)
        var lines = [head]
        for group in DoseGroup.all(doses) { lines += self.lines(group) }
        if doses.isEmpty { lines.append("  no dose" + (nextDose(after: today).map { "; the next: \($0)" } ?? "")) }
        lines += catchUp(today)
        return lines
    }

    private func lines(_ group: DoseGroup) -> [String] {
        let dose = group.first
        let which = group.which.isEmpty ? "" : ", \(group.which)"
        let planned = dose.planned != dose.due ? " (plan: \(group.planned ?? "none"))" : ""
        let reasons = dose.reasons.map { "    because: \($0)" }
        if dose.status == .open { return ["  \(dose.drug)\(which): open, not due\(planned)"] + reasons }
        let times = group.count == 1 ? "" : "\(group.count) × "
        let amount = dose.due.map { "\(times)\($0)\(dose.condition.map { " if \($0)" } ?? "")" } ?? "none"
        let status = dose.status == .due ? "" : ", \(dose.status.words)"
        return ["  \(dose.drug)\(which): \(amount)\(status)\(planned)"] + reasons
    }

    private func nextDose(after day: Day) -> String? {
        guard let next = calendar.doses.first(where: { $0.day > day && $0.due != nil }) else { return nil }
        let condition = next.condition.map { ", if \($0)" } ?? ""
        return "\(next.drug) \(next.due?.description ?? "") on \(next.day)\(condition)"
    }

    /// Missed doses that may still be taken today.
    private func catchUp(_ today: Day) -> [String] {
        calendar.doses.compactMap { dose in
            guard case .missed(let until?) = dose.status, dose.day < today, today <= until else { return nil }
            return "  \(dose.drug) of \(dose.day) was missed and may be taken until \(until)"
        }
    }

    private var decisionLines: [String] {
        let told = calendar.decisions.filter { !($0.because.isEmpty && $0.openQuestions.isEmpty && $0.source == .plan) }
        guard !told.isEmpty else { return [] }
        return ["Decisions"]
            + told.flatMap { decision -> [String] in
                let who = decision.drugs.isEmpty ? "treatment" : decision.drugs.joined(separator: ", ")
                return ["  \(decision.day)  \(who): \(decision.action)"]
                    + decision.because.map { "              because: \($0)" }
                    + decision.openQuestions.map { "              to settle: \($0)" }
            }
    }

    private var intensityLines: [String] {
        guard let through = calendar.intensities.first?.through else { return [] }
        var table = TextTable(["Through \(through)", "given", "planned", "relative dose", "relative dose intensity"])
        for intensity in calendar.intensities {
            let unit = intensity.unit.rawValue
            table.add([
                intensity.drug, "\(Self.amount(intensity.given)) \(unit)", "\(Self.amount(intensity.planned)) \(unit)",
                Self.percent(intensity.relativeDose), Self.percent(intensity.relativeDoseIntensity),
            ])
        }
        let unknown = calendar.intensities.filter { $0.counts.notRecorded > 0 }.map {
            "  \($0.drug): \($0.counts.notRecorded) of \($0.counts.planned) doses not recorded or open, so that nothing is reckoned"
        }
        return table.lines + unknown
    }

    /// A sum of doses with at most two decimals.
    static func amount(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return String(whole) }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A part in percent, to a tenth.
    static func percent(_ value: Double?) -> String {
        guard let value else { return "–" }
        let tenths = Int((value * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private var prophylaxisLines: [String] {
        guard !calendar.prophylaxis.isEmpty else { return [] }
        return ["Prophylaxis"] + calendar.prophylaxis.map { ($0.isFlagged ? "! " : "  ") + $0.words }
    }

    /// Rules that cannot be judged, by the facts that would settle them.
    private var openLines: [String] {
        guard !calendar.unjudged.isEmpty else { return [] }
        let facts = Set(calendar.unjudged.values.joined()).sorted()
        let rules = calendar.unjudged.keys.sorted()
        return [
            "Not judged on \(calendar.knownThrough): \(rules.count) \(rules.count == 1 ? "rule" : "rules") (\(rules.joined(separator: ", ")))",
            "  to know: " + facts.joined(separator: ", "),
        ]
    }

    private var noteLines: [String] { calendar.notes.map(\.description) }
}
