import TrialValues

/// The first dose of a drug that follows from the function of the kidneys.
struct RenalStart: Sendable, Hashable {
    /// What the table says.
    let start: RenalTable.Start
    /// The table with its version, the row and the facts.
    let because: [String]
    /// What must be known before the dose is certain.
    let missing: [String]

    /// The start of a drug; `nil` where it has no table.
    init?(_ drug: RegimenDrug, _ facts: SubjectFacts, on day: Day, jurisdiction: String?, weight: BodyWeight) {
        guard let tables = drug.renal?.value, !tables.isEmpty else { return nil }
        // The only table of a drug holds wherever the trial is.
        let fitting =
            tables.count == 1 ? tables : tables.filter { jurisdiction == nil || $0.jurisdiction == jurisdiction }
        guard let table = fitting.first, fitting.count == 1 else {
            let names = (fitting.isEmpty ? tables : fitting).map { $0.jurisdiction ?? $0.name }
            self.init(
                .planned,
                missing: ["which of its renal tables holds (\(names.joined(separator: ", "))): choose the jurisdiction"]
            )
            return
        }
        self.init(table, facts.weighed(weight), EvaluationContext(on: day), weight)
    }

    private init(_ start: RenalTable.Start, because: [String] = [], missing: [String]) {
        self.start = start
        self.because = because
        self.missing = missing
    }

    /// The row that holds; a row for dialysis where the subject is on it.
    private init(_ table: RenalTable, _ facts: SubjectFacts, _ context: EvaluationContext, _ weight: BodyWeight) {
        let dialysis = RenalTable.onDialysis?.finding(given: facts, in: context)
        let hasRow = table.rows.contains(where: \.isDialysis)
        let doubt = hasRow && dialysis?.truth == .unknown ? ["dialysis"] : []
        var asks: [String] = []
        for row in table.rows where row.isDialysis == (hasRow && dialysis?.truth == .yes) {
            let finding = row.condition?.finding(given: facts, in: context)
            if row.isDialysis || row.condition == nil || finding?.truth == .yes {
                let used = (row.isDialysis ? dialysis : finding)?.used ?? []
                self.init(row.start, because: [table.words(row)] + used.map { Self.words($0, weight) }, missing: doubt)
                return
            }
            if finding?.truth == .unknown { asks += finding?.asks.map(\.description) ?? [] }
        }
        self.init(.planned, missing: Set(asks).sorted() + doubt)
    }

    private static func words(_ use: FactUse, _ weight: BodyWeight) -> String {
        let source = use.source.map { " (\($0)\(weight == .actual ? "" : ", \(weight.rawValue) weight"))" } ?? ""
        return "\(use.name) \(use.value)\(source)"
    }
}

extension RenalTable {
    /// Whether a subject is on dialysis.
    static let onDialysis = FactDictionary.shipped["dialysis"].map { Criterion.holds(Measure(.fact($0))) }

    /// The table and a row in words.
    func words(_ row: Row) -> String {
        let reference = name + (version.map { ", version \($0)" } ?? "")
        let band = row.isDialysis ? "dialysis" : row.clearance.map { "clearance \($0) mL/min" } ?? "any clearance"
        return "\(reference): \(band), \(row.start)" + (row.note.map { " (\($0))" } ?? "")
    }
}

extension RenalTable.Row {
    /// The clearances of the row as a criterion; `nil` for all.
    var condition: Criterion? {
        guard let clearance, let fact = FactDictionary.shipped["creatinine clearance"],
            let unit = MeasurementUnit("mL/min")
        else {
            return nil
        }
        func part(_ end: NumberBand.End?, _ inside: Criterion.Relation, _ outside: Criterion.Relation) -> Criterion? {
            end.map {
                .compares(
                    Measure(.fact(fact)), $0.isIncluded ? inside : outside,
                    .quantity(Quantity(number: $0.value, unit: unit)))
            }
        }
        let parts = [part(clearance.lower, .atLeast, .above), part(clearance.upper, .atMost, .below)].compactMap(\.self)
        return parts.count == 1 ? parts[0] : .all(parts)
    }
}

extension TreatmentTimeline {
    /// Begins drugs at the dose that the function of the kidneys allows; a table never raises a dose.
    ///
    /// Where a table or a fact is not known the dose is open. What is observed later, also after the first day, closes the question.
    mutating func askKidneys(on day: Day) {
        for planner in planners where day == start || isOpen(planner.drug.name, .kidneys) {
            let name = planner.drug.name
            let found = RenalStart(
                planner.drug, record.facts, on: day, jurisdiction: jurisdiction, weight: bodyWeight)
            guard let found else { continue }
            guard found.missing.isEmpty else {
                let question =
                    "the first dose depends on the kidneys; not known: " + found.missing.joined(separator: ", ")
                ask(name, .kidneys, question, "dose open", on: day, .plan, because: found.because)
                continue
            }
            close(name, .kidneys)
            begin(planner, found, on: day)
        }
    }

    /// Opens the doses of a drug once the function of the kidneys has fallen to a row that allows less than is given, and closes the question when it rises again.
    mutating func watchKidneys(on day: Day) {
        for planner in planners {
            let name = planner.drug.name
            guard let before = states[name]?.renalStart, states[name]?.stopped == nil,
                let found = RenalStart(
                    planner.drug, record.facts, on: day, jurisdiction: jurisdiction, weight: bodyWeight),
                found.missing.isEmpty, found.start != before
            else { continue }
            states[name]?.renalStart = found.start
            close(name, .laterKidneys)
            guard let present = currentLevel(of: name, on: day), found.start.allowsLess(than: present, planner, self)
            else { continue }
            let question =
                "the function of the kidneys has changed since the first dose: \(found.because.joined(separator: "; ")); record `reduced` or `resumed` with `to`, or `stopped`"
            ask(name, .laterKidneys, question, "dose open", on: day, .plan, because: found.because)
        }
    }

    private mutating func begin(_ planner: DosePlanner, _ found: RenalStart, on day: Day) {
        let name = planner.drug.name
        states[name]?.renalStart = found.start
        cause = "function of the kidneys"
        switch found.start {
        case .planned: decide(day, [name], "first dose as planned", .plan, because: found.because)
        case .none:
            stop(name, on: day, found.because.joined(separator: "; "))
            decide(day, [name], "not started", .plan, because: found.because)
        case .level(let level):
            let lowest = states[name]?.cap.map { isLower(level, than: $0, planner) ? level : $0 } ?? level
            states[name]?.cap = lowest
            states[name]?.because = "first dose \(lowest): " + found.because.joined(separator: "; ")
            decide(day, [name], "first dose at most \(level)", .plan, because: found.because)
        }
    }
}

extension RenalTable.Start {
    /// Whether less is allowed than a level.
    fileprivate func allowsLess(than present: DoseLevel, _ planner: DosePlanner, _ timeline: TreatmentTimeline) -> Bool
    {
        switch self {
        case .planned: false
        case .none: true
        case .level(let level): timeline.isLower(level, than: present, planner)
        }
    }
}
