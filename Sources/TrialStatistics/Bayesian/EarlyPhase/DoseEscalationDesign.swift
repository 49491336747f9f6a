/// A rule that finds the highest dose whose toxicity is still acceptable.
///
/// What a design says depends on the record alone, so that it can be asked at any moment and followed along all paths.
public protocol DoseEscalationDesign: Sendable {
    /// The target probability of toxicity; nil where the design has none (3+3).
    var target: Double? { get }
    /// The size of cohorts that the design prescribes; nil where any will do.
    var prescribedCohort: Int? { get }
    /// What happens after the last cohort.
    func step(after record: DoseRecord) -> DoseStep
    /// The dose that is found at the end; nil where all are too toxic, or nobody was treated.
    func selection(from record: DoseRecord) -> Int?
}

extension DoseEscalationDesign {
    /// Any size.
    public var prescribedCohort: Int? { nil }
}

/// A rule that takes doses out of the trial: those at which toxicity very probably exceeds the target, and all above.
///
/// ```
/// P(p > target | Beta(1 + x, 1 + n − x)) > cutoff,   n ≥ minimum
/// ```
public struct DoseElimination: Sendable, Hashable {
    /// The target probability of toxicity.
    public let target: Double
    /// The probability above which a dose is taken out.
    public let cutoff: Double
    /// The patients at a dose before it can be.
    public let minimum: Int

    /// A rule; 0.95 and 3 patients by default, as in the papers on BOIN.
    ///
    /// - Throws: ``StatisticsError`` that names `target`, `cutoff` or `minimum`.
    public init(target: Double, cutoff: Double = 0.95, minimum: Int = 3) throws(StatisticsError) {
        for (name, value) in [("target", target), ("cutoff", cutoff)] where !(value > 0 && value < 1) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a number between 0 and 1")
        }
        guard minimum >= 1 else {
            throw StatisticsError(
                .invalidValue, argument: "minimum", "minimum is \(minimum); expected a count of at least 1")
        }
        self.target = target
        self.cutoff = cutoff
        self.minimum = minimum
    }

    /// Whether so many toxicities take a dose out.
    public func eliminates(_ toxicities: Int, of treated: Int) -> Bool {
        guard treated >= minimum else { return false }
        return BetaPrior(unchecked: 1, 1).posterior(events: toxicities, of: treated).probabilityAbove(target) > cutoff
            + 1e-12
    }

    /// The lowest dose that is out, if one is.
    func lowestEliminated(in record: DoseRecord) -> Int? {
        record.treated.indices.first { eliminates(record.toxicities[$0], of: record.treated[$0]) }
    }
}
