/// When a comparison has too few events for maximum likelihood and gets Firth's penalised estimate instead.
///
/// The rule is stated before the data are seen: a group with fewer events than ``leastEvents``, or a likelihood without a
/// maximum (all events of one group come while none of the other is left to have one). R `survminer::ggforest` and SAS
/// print a Wald interval to infinity there.
///
/// ```swift
/// ThinCells(leastEvents: 5)      // fewer than 5 events in a group, or separation
/// ThinCells.separationOnly       // Firth only where there is no other estimate
/// ```
///
/// ## References
/// Heinze & Schemper, *Biometrics* 57 (2001) 114–119.
public struct ThinCells: Sendable, Hashable {
    /// A group with fewer events than this is thin.
    public let leastEvents: Int

    /// The rule with a least number of events in each group.
    ///
    /// - Throws: ``StatisticsError`` for a number below 0.
    public init(leastEvents: Int) throws(StatisticsError) {
        guard leastEvents >= 0 else {
            throw StatisticsError(
                .invalidValue, argument: "leastEvents", "leastEvents is \(leastEvents); expected an integer ≥ 0")
        }
        self.init(unchecked: leastEvents)
    }

    private init(unchecked leastEvents: Int) { self.leastEvents = leastEvents }

    /// Fewer than five events in a group, or separation.
    public static let fewerThanFive = ThinCells(unchecked: 5)
    /// Separation alone.
    public static let separationOnly = ThinCells(unchecked: 0)
}
