import TrialValues

/// The first doses that follow from the function of the kidneys.
struct RenalStart: Sendable, Hashable {
    /// What is decided for a drug.
    let level: RenalTable.Start
    /// The row, the table and the facts.
    let because: [String]
    /// What must be known before the dose is.
    let missing: [String]

    /// The start of a drug; `nil` where it has no table.
    init?(_ drug: RegimenDrug, _ facts: SubjectFacts, on day: Day, jurisdiction: String?, weight: BodyWeight) {
        guard let tables = drug.renal?.value, !tables.isEmpty else { return nil }
        let fitting = tables.filter { jurisdiction == nil || $0.jurisdiction == jurisdiction }
        guard let table = fitting.first, fitting.count == 1 else {
            let names = tables.map { $0.jurisdiction ?? $0.name }.joined(separator: ", ")
            self.init(missing: ["which renal table of \(drug.name) holds: \(names)"])
            return
        }
        let kidneys = KidneyFunction(facts, on: day, weight: weight)
        guard let row = kidneys.row(of: table) else {
            self.init(missing: kidneys.missing)
            return
        }
        let reference = table.name + (table.version.map { ", version \($0)" } ?? "")
        let band = row.isDialysis ? "dialysis" : row.clearance.map { "clearance \($0) mL/min" } ?? "any clearance"
        let said = "\(reference): \(band), \(row.start)" + (row.note.map { " (\($0))" } ?? "")
        self.init(level: row.start, because: [said] + kidneys.used)
    }

    private init(level: RenalTable.Start = .planned, because: [String] = [], missing: [String] = []) {
        self.level = level
        self.because = because
        self.missing = missing
    }
}

/// What is known of a subject's kidneys on a day.
struct KidneyFunction: Sendable {
    /// Whether the subject is on dialysis; no where it is not recorded.
    let isOnDialysis: Bool
    /// The clearance that was measured or reckoned elsewhere.
    let stated: ExactDecimal?
    /// The clearance by Cockcroft and Gault.
    let clearance: CreatinineClearance?
    /// The facts that were used, in words.
    let used: [String]
    /// The facts that are missing.
    let missing: [String]

    init(_ facts: SubjectFacts, on day: Day, weight: BodyWeight) {
        isOnDialysis = facts.flag("dialysis", on: day) ?? false
        stated = facts.number("creatinine clearance", in: "mL/min", on: day)
        let needed = KidneyFacts(facts, on: day)
        clearance = stated == nil ? needed.clearance(weight) : nil
        missing = stated == nil ? needed.missing(weight) : []
        if isOnDialysis {
            used = ["on dialysis"]
        } else if let stated {
            used = ["creatinine clearance \(stated) mL/min"]
        } else {
            used = clearance.map { [needed.words(weight, $0)] } ?? []
        }
    }

    /// The row of a table; `nil` where the clearance is not known.
    func row(of table: RenalTable) -> RenalTable.Row? {
        if isOnDialysis { return table.row(dialysis: true) { _ in .same } }
        if let stated { return table.row(dialysis: false) { Comparison(stated, $0) } }
        guard let clearance else { return nil }
        return table.row(dialysis: false) { clearance.compared(to: $0) }
    }
}

/// The facts that the formula of Cockcroft and Gault needs.
private struct KidneyFacts {
    let age: Int?
    let weight: ExactDecimal?
    let height: ExactDecimal?
    let sex: CreatinineClearance.Sex?
    let creatinine: ExactDecimal?

    init(_ facts: SubjectFacts, on day: Day) {
        age = facts.number("age", in: "years", on: day).map { Int($0.double) }
        weight = facts.number("weight", in: "kg", on: day)
        height = facts.number("height", in: "cm", on: day)
        sex = facts.word("sex", on: day).flatMap { CreatinineClearance.Sex(rawValue: $0.lowercased()) }
        creatinine = facts.number("creatinine", in: "mg/dL", on: day)
    }

    func clearance(_ kind: BodyWeight) -> CreatinineClearance? {
        guard let age, let weight, let sex, let creatinine,
            let kilograms = kind.kilograms(actual: weight, height: height, sex: sex)
        else { return nil }
        return CreatinineClearance(age: age, weight: kilograms, sex: sex, creatinine: creatinine)
    }

    func missing(_ kind: BodyWeight) -> [String] {
        let needed: [(String, Bool)] = [
            ("age", age == nil), ("weight", weight == nil), ("sex", sex == nil), ("creatinine", creatinine == nil),
            ("height", kind != .actual && height == nil),
        ]
        return needed.filter(\.1).map(\.0)
    }

    func words(_ kind: BodyWeight, _ clearance: CreatinineClearance) -> String {
        let rounded = (clearance.value * 10).rounded() / 10
        return
            "creatinine clearance \(rounded) mL/min by Cockcroft and Gault from age \(age ?? 0), \(kind.rawValue) weight,"
            + " \(sex?.rawValue ?? ""), creatinine \(creatinine?.description ?? "") mg/dL"
    }
}

extension TreatmentTimeline {
    /// Begins drugs at the dose that the function of the kidneys allows; a table never raises a dose.
    mutating func beginWithKidneys() {
        for planner in planners {
            let name = planner.drug.name
            guard
                let start = RenalStart(
                    planner.drug, record.facts, on: self.start, jurisdiction: jurisdiction, weight: bodyWeight)
            else {
                continue
            }
            guard start.missing.isEmpty else {
                decide(
                    self.start, [name], "first dose not checked against the kidneys", .plan,
                    open: [
                        "its first dose depends on the creatinine clearance; not known: "
                            + start.missing.joined(separator: ", ")
                    ])
                continue
            }
            switch start.level {
            case .planned: decide(self.start, [name], "first dose as planned", .plan, because: start.because)
            case .none:
                stop(name, on: self.start, start.because.joined(separator: "; "))
                decide(self.start, [name], "not started", .plan, because: start.because)
            case .level(let level):
                states[name]?.cap = level
                states[name]?.because = "first dose \(level): " + start.because.joined(separator: "; ")
                decide(self.start, [name], "first dose at most \(level)", .plan, because: start.because)
            }
        }
    }
}
