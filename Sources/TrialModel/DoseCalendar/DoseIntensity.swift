import TrialValues

/// How much of a drug was given of what was planned, up to a day.
///
/// ```
/// relative dose            = given / planned of the same doses
/// relative dose intensity  = given / planned by the calendar without delays
/// ```
///
/// A treatment that gives every dose, each cycle a week late, has a relative dose of 1 and a relative dose intensity below 1. Planned is what the plan had for the subject at
/// the time of the dose: one that is raised only where it is tolerated counts as raised from the day on which it is raised. Without delays the two are the same.
///
/// ## Edge cases
/// `nil` where nothing was planned up to the day, or where a dose of the past is not recorded or open.
///
/// ## References
/// Hryniuk W, Bush H (1984), *Journal of Clinical Oncology* 2:1281–1288.
public struct DoseIntensity: Sendable, Hashable {
    /// The drug.
    public let drug: String
    /// The last day that counts.
    public let through: Day
    /// The unit of the sums.
    public let unit: DoseAmount.Unit
    /// What was given.
    public let given: Double
    /// What was planned of the doses up to the day, delays and all.
    public let planned: Double
    /// What was planned up to the day by the calendar without delays.
    public let plannedWithoutDelay: Double
    /// How many doses were planned, given, missed or left out, held, and not given at a lower level or after a stop.
    public let counts: Counts

    /// How many doses there were of each kind.
    public struct Counts: Sendable, Hashable {
        /// Planned.
        public var planned = 0
        /// Given, as planned or in another amount.
        public var given = 0
        /// Missed or left out.
        public var missed = 0
        /// Held.
        public var held = 0
        /// Planned and not at the level that the subject is at, or after the drug was stopped.
        public var notGiven = 0
        /// Without a record, or with an open question.
        public var notRecorded = 0
    }

    /// Given over planned of the same doses.
    public var relativeDose: Double? { planned > 0 && counts.notRecorded == 0 ? given / planned : nil }

    /// Given over planned by the calendar without delays.
    public var relativeDoseIntensity: Double? {
        plannedWithoutDelay > 0 && counts.notRecorded == 0 ? given / plannedWithoutDelay : nil
    }

    /// The intensity of a drug; `nil` where amounts cannot be added up.
    ///
    /// - Parameter undelayed: the amounts of the plan up to the day by the calendar without delays.
    init?(_ drug: String, _ doses: [CalendarDose], undelayed: [DoseAmount], through: Day) {
        let mine = doses.filter { $0.drug == drug && $0.day <= through && $0.status != .due }
        let amounts = mine.flatMap { [$0.planned, $0.given] } + undelayed
        guard let unit = amounts.compactMap({ $0?.unit }).first ?? doses.compactMap({ $0.planned?.unit }).first else {
            return nil
        }
        func sum(_ amounts: [DoseAmount?]) -> Double? {
            let values = amounts.compactMap(\.self).map { $0.value(in: unit) }
            return values.contains { $0 == nil } ? nil : values.compactMap(\.self).reduce(0, +)
        }
        guard let given = sum(mine.map(\.given)), let planned = sum(mine.map(\.planned)), let undelayed = sum(undelayed)
        else { return nil }
        self.drug = drug
        self.through = through
        self.unit = unit
        self.given = given
        self.planned = planned
        plannedWithoutDelay = undelayed
        counts = Counts(mine)
    }
}

extension DoseIntensity.Counts {
    /// The counts of doses.
    init(_ doses: [CalendarDose]) {
        for dose in doses {
            if dose.planned != nil { planned += 1 }
            switch dose.status {
            case .given, .assumedGiven, .givenLate, .vomited, .unplanned: given += 1
            case .missed, .leftOut: missed += 1
            case .held: held += 1
            case .notAtLevel, .stopped: notGiven += 1
            case .notRecorded, .open: notRecorded += 1
            case .due: break
            }
        }
    }
}
