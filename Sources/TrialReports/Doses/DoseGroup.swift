import TrialModel
import TrialValues

/// Doses of a drug on one day that are alike: one, or as many as the day has.
struct DoseGroup {
    let first: CalendarDose
    private(set) var count = 1

    init(_ dose: CalendarDose) { first = dose }

    /// Doses in groups, in their order.
    static func all(_ doses: [CalendarDose]) -> [DoseGroup] {
        doses.reduce(into: []) { groups, dose in
            let twin = groups.lastIndex {
                $0.first.day == dose.day && $0.first.drug == dose.drug && isAlike($0.first, dose)
            }
            if let twin { groups[twin].count += 1 } else { groups.append(DoseGroup(dose)) }
        }
    }

    /// Whether two doses differ in nothing but their time.
    static func isAlike(_ a: CalendarDose, _ b: CalendarDose) -> Bool {
        a.planned == b.planned && a.due == b.due && a.given == b.given && a.status == b.status
            && a.reasons == b.reasons && a.condition == b.condition
    }

    /// Whether the group of the day after goes on alike.
    func goesOn(_ next: DoseGroup) -> Bool {
        next.count == count && next.first.cycle == first.cycle && next.first.day - first.day == 1
            && Self.isAlike(first, next.first) && (isWhole || next.first.time == first.time)
    }

    /// Whether it holds every dose of the day.
    private var isWhole: Bool { count == first.timesADay }

    /// What was given, or is due: `10 mg`, `2 × 500 mg`; `nil` where nothing is.
    var amount: String? { (first.given ?? first.due).map(times) }

    /// What the plan has.
    var planned: String? { first.planned.map(times) }

    /// Which doses of the day it holds, where they are not all.
    var which: String {
        guard !isWhole, first.timesADay > 1 else { return "" }
        return count == 1 ? "dose \(first.time) of \(first.timesADay)" : "\(count) of \(first.timesADay) doses"
    }

    private func times(_ amount: DoseAmount) -> String { count == 1 ? "\(amount)" : "\(count) × \(amount)" }
}
