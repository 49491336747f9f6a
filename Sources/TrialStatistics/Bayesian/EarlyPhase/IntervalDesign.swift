/// Where the toxicity seen at a dose leads.
public enum DoseDirection: String, Sendable, Hashable, CaseIterable {
    /// To the next higher dose.
    case escalate
    /// Nowhere.
    case stay
    /// To the next lower dose.
    case deescalate
    /// To the next lower dose, and never back.
    case eliminate
}

/// A design whose decision depends on the toxicities at the current dose alone: BOIN, mTPI-2.
///
/// Its decisions fit in a table that is printed before the trial.
public protocol IntervalDesign: DoseEscalationDesign {
    /// The rule that takes doses out.
    var elimination: DoseElimination { get }
    /// Where the toxicities at a dose lead, elimination aside.
    func interval(_ toxicities: Int, of treated: Int) -> DoseDirection
}

extension IntervalDesign {
    /// The target probability of toxicity.
    public var target: Double? { elimination.target }

    /// Where the toxicities at a dose lead.
    public func direction(_ toxicities: Int, of treated: Int) -> DoseDirection {
        elimination.eliminates(toxicities, of: treated) ? .eliminate : interval(toxicities, of: treated)
    }

    /// The decisions for each number of patients at a dose.
    public func table(through largest: Int) -> [DoseDecisions] {
        (1...max(1, largest)).map { treated in
            let directions = (0...treated).map { direction($0, of: treated) }
            return DoseDecisions(
                treated: treated, escalateAtMost: directions.lastIndex(of: .escalate),
                deescalateAtLeast: directions.firstIndex { $0 == .deescalate || $0 == .eliminate },
                eliminateAtLeast: directions.firstIndex(of: .eliminate))
        }
    }

    /// What happens after the last cohort: one dose up, down or the same, within those that are left.
    public func step(after record: DoseRecord) -> DoseStep {
        let open = elimination.lowestEliminated(in: record) ?? record.doses
        guard open > 0 else { return .tooToxic }
        let dose = record.current
        guard record.treated[dose] > 0 else { return .treat(min(dose, open - 1)) }
        switch direction(record.toxicities[dose], of: record.treated[dose]) {
        case .escalate: return .treat(min(dose + 1, open - 1))
        case .stay: return .treat(min(dose, open - 1))
        case .deescalate, .eliminate: return .treat(max(0, min(dose - 1, open - 1)))
        }
    }

    /// The dose whose isotonic estimate is closest to the target.
    public func selection(from record: DoseRecord) -> Int? {
        IsotonicToxicity(record, below: elimination.lowestEliminated(in: record) ?? record.doses)
            .closest(to: elimination.target)
    }
}

/// The decisions for a number of patients at a dose.
public struct DoseDecisions: Sendable, Hashable {
    /// The patients at the dose.
    public let treated: Int
    /// The largest number of toxicities with which the dose is raised, if there is one.
    public let escalateAtMost: Int?
    /// The least number with which it is lowered, if there is one.
    public let deescalateAtLeast: Int?
    /// The least number with which it is taken out, if there is one.
    public let eliminateAtLeast: Int?
}
