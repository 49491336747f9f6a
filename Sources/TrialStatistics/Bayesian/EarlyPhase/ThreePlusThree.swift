/// The 3+3 design, for comparison: three patients at a dose, three more after one toxicity.
///
/// ```
/// 0 of 3 or at most 1 of 6: up,   1 of 3: three more,   2 or more: down
/// ```
///
/// The dose that is found is the highest with six patients and at most one toxicity; on the way down a dose with three patients gets three more. It has no
/// target rate, no sample size and finds doses whose rate is mostly 0.15 to 0.25, whatever is wanted.
///
/// ## References
/// Storer, *Biometrics* 45 (1989) 925–937, design A with a second stage of three. Le Tourneau, Lee & Siu, *J Natl Cancer Inst* 101 (2009) 708–720.
public struct ThreePlusThree: DoseEscalationDesign, Hashable {
    /// The design.
    public init() {}

    /// None.
    public var target: Double? { nil }
    /// Three.
    public var prescribedCohort: Int? { 3 }

    /// What happens after the last cohort.
    public func step(after record: DoseRecord) -> DoseStep {
        let dose = record.current
        let (n, x) = (record.treated[dose], record.toxicities[dose])
        if n == 0 { return .treat(dose) }
        guard x <= 1 else {
            guard dose > 0 else { return .tooToxic }
            return record.treated[dose - 1] >= 6 ? .finished : .treat(dose - 1)
        }
        if n < 6, x == 1 { return .treat(dose) }
        // Nobody above was treated yet: up. Else that dose was too toxic, or there is none: this one is it once it has six.
        if dose + 1 < record.doses, record.treated[dose + 1] == 0 { return .treat(dose + 1) }
        return n < 6 ? .treat(dose) : .finished
    }

    /// The highest dose with six patients and at most one toxicity.
    public func selection(from record: DoseRecord) -> Int? {
        record.treated.indices.last { record.treated[$0] >= 6 && record.toxicities[$0] <= 1 }
    }
}
