/// What is true of the patients of one arm.
///
/// With `death` set, the first endpoint (progression or death) and survival come from an illness-death model: progression after
/// `event`, death without it after `death`, and death after progression `deathAfterProgression` later, its clock starting
/// anew. The correlation of the two endpoints follows from it, as it does in patients.
///
/// ```swift
/// var arm = ArmTruth(event: try EventTimeModel(median: 26.5))
/// arm.death = try EventTimeModel(hazard: 0.002)
/// arm.deathAfterProgression = try EventTimeModel(median: 40)
/// arm.dropOut = try EventTimeModel(hazard: 0.005)
/// ```
///
/// ## References
/// Meller, Beyersmann & Rufibach, *Stat Med* 38 (2019) 4270–4289 (progression-free and overall survival by an illness-death model).
public struct ArmTruth: Sendable, Hashable, Codable {
    /// The time to the event of the first endpoint; to progression alone where `death` is set.
    public var event: EventTimeModel
    /// The time to death without progression; nil where the trial has one endpoint.
    public var death: EventTimeModel?
    /// The time from progression to death; never by default.
    public var deathAfterProgression = EventTimeModel.never
    /// The time to drop-out, after which nothing is known.
    public var dropOut = EventTimeModel.never
    /// The probability of a toxicity within its window.
    public var toxicity = 0.0
    /// The probability of a toxicity at each dose, where the trial looks for a dose; empty else.
    public var doseToxicity: [Double] = []
    /// The correlation, on the normal scale, of an early event with a toxicity; 0 by default.
    public var toxicityCorrelation = 0.0
    /// The probability of a response.
    public var response = 0.0

    /// The truth of an arm, without deaths of their own, drop-out, toxicity or response.
    public init(event: EventTimeModel) { self.event = event }

    func validate(_ index: Int) throws(StatisticsError) {
        for (name, value) in [("toxicity", toxicity), ("response", response)] where !(value >= 0 && value <= 1) {
            throw .simulated("arms[\(index)].\(name)", value, expected: "a probability in 0...1")
        }
        for (dose, rate) in doseToxicity.enumerated() where !(rate >= 0 && rate <= 1) {
            throw .invalid("doseToxicity", dose, rate, expected: "a probability in 0...1")
        }
        guard toxicityCorrelation > -1, toxicityCorrelation < 1 else {
            throw .simulated(
                "arms[\(index)].toxicityCorrelation", toxicityCorrelation, expected: "a number between -1 and 1")
        }
    }
}

/// One truth under which a trial is simulated: a name, its place on a grid, and what is true of each arm.
public struct TrialTruth: Sendable, Hashable, Codable {
    /// A kind of patient: how common it is, and how its hazards compare.
    public struct Stratum: Sendable, Hashable, Codable {
        /// The share of the patients, in proportion to the others.
        public let share: Double
        /// The hazard of its events in proportion to that of the arm; drop-out is not changed.
        public let hazardRatio: Double

        /// A stratum.
        public init(share: Double, hazardRatio: Double) {
            self.share = share
            self.hazardRatio = hazardRatio
        }
    }

    /// The name, such as "median 40".
    public let name: String
    /// The place on the axis of a figure: a median, a rate, a hazard ratio.
    public let value: Double
    /// What the axis shows, such as "True median (months)".
    public let axis: String
    /// What it shares with the truths that differ from it along the axis alone, such as "rate 0.1"; empty without another grid.
    public let group: String
    /// The arms, in the order of the trial's allocation.
    public let arms: [ArmTruth]
    /// The strata; one by default.
    public let strata: [Stratum]

    /// A truth.
    ///
    /// - Throws: ``StatisticsError`` that names the arm or the stratum at fault.
    public init(
        name: String, value: Double, axis: String = "Truth", group: String = "", arms: [ArmTruth],
        strata: [Stratum] = [Stratum(share: 1, hazardRatio: 1)]
    ) throws(StatisticsError) {
        guard !arms.isEmpty else {
            throw StatisticsError(.empty, argument: "arms", "arms is empty; expected at least one arm")
        }
        guard value.isFinite else { throw .simulated("value", value, expected: "a finite number") }
        for (index, arm) in arms.enumerated() { try arm.validate(index) }
        guard !strata.isEmpty else {
            throw StatisticsError(.empty, argument: "strata", "strata is empty; expected at least one stratum")
        }
        for (index, stratum) in strata.enumerated() {
            guard stratum.share.isFinite, stratum.share > 0 else {
                throw .simulated("strata[\(index)].share", stratum.share, expected: "a finite number > 0")
            }
            guard stratum.hazardRatio.isFinite, stratum.hazardRatio > 0 else {
                throw .simulated("strata[\(index)].hazardRatio", stratum.hazardRatio, expected: "a finite number > 0")
            }
        }
        self.name = name
        self.value = value
        self.axis = axis
        self.group = group
        self.arms = arms
        self.strata = strata
    }

    /// Whether deaths are simulated on their own.
    var hasDeaths: Bool { arms.contains { $0.death != nil } }

    /// Whether two arms do not differ in an endpoint.
    ///
    /// Death does not depend on progression where both arms die as fast, and steadily, with it as without.
    func isNull(for endpoint: TimedEndpoint) -> Bool {
        guard arms.count == 2 else { return false }
        let (one, other) = (arms[0], arms[1])
        let hasSameEvents = one.event == other.event
        switch endpoint {
        case .first: return hasSameEvents && one.death == other.death
        case .death:
            guard one.death == other.death, one.deathAfterProgression == other.deathAfterProgression else {
                return false
            }
            return hasSameEvents
                || one.death == one.deathAfterProgression && one.deathAfterProgression.exponentialHazard != nil
        }
    }
}
