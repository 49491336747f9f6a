import TrialValues

/// One dose of a calendar: what the plan has, what is due after all that happened, what was given, and why they differ.
public struct CalendarDose: Sendable, Hashable {
    /// What became of a dose.
    public enum Status: Sendable, Hashable {
        /// It is due, today or later.
        case due
        /// It was taken.
        case given
        /// It has no record; as only exceptions are recorded, it was taken.
        case assumedGiven
        /// It has no record, and every dose is recorded.
        case notRecorded
        /// It was taken on a later day, so many days after its own.
        case givenLate(days: Int)
        /// It was taken and vomited.
        case vomited
        /// It was forgotten; until a day it may still be taken.
        case missed(until: Day?)
        /// It was left out on purpose.
        case leftOut
        /// A question about it is open, so that it is not due.
        case open
        /// The drug is held.
        case held
        /// The level that the subject is at has no dose on this day.
        case notAtLevel
        /// The drug is stopped.
        case stopped
        /// It was given without being due.
        case unplanned
    }

    /// The drug.
    public let drug: String
    /// The day.
    public internal(set) var day: Day
    /// The number of the cycle.
    public let cycle: Int
    /// The day of the cycle that it belongs to.
    public let dayOfCycle: Int
    /// Which dose of the day it is, from 1.
    public let time: Int
    /// How many doses the day has.
    public let timesADay: Int
    /// What the plan has; `nil` where it has none on this day.
    public let planned: DoseAmount?
    /// What is due; `nil` where none is.
    public internal(set) var due: DoseAmount?
    /// What was given; `nil` where none was.
    public internal(set) var given: DoseAmount?
    /// What became of it.
    public internal(set) var status: Status
    /// What must hold before it is given, and is not known yet.
    public let condition: Criterion?
    /// Why it differs from the plan, or what is to be known of it.
    public internal(set) var reasons: [String]

    /// Whether it differs from the plan: another amount, another day, not given.
    public var differsFromPlan: Bool {
        switch status {
        case .due, .given, .assumedGiven, .notRecorded:
            planned != due || given.map { $0 != planned } ?? false || !reasons.isEmpty
        default: true
        }
    }
}

extension CalendarDose.Status {
    /// The status in words.
    public var words: String {
        switch self {
        case .due: "due"
        case .given: "given"
        case .assumedGiven: "given (no record)"
        case .notRecorded: "not recorded"
        case .givenLate(let days): "given \(days) \(days == 1 ? "day" : "days") late"
        case .vomited: "vomited"
        case .missed(let day?): "missed; may be taken until \(day)"
        case .missed(nil): "missed"
        case .leftOut: "left out"
        case .open: "open"
        case .held: "held"
        case .notAtLevel: "none at this level"
        case .stopped: "stopped"
        case .unplanned: "given without being due"
        }
    }

    /// A short word for programs.
    public var name: String {
        switch self {
        case .due: "due"
        case .given: "given"
        case .assumedGiven: "assumed given"
        case .notRecorded: "not recorded"
        case .givenLate: "given late"
        case .vomited: "vomited"
        case .missed: "missed"
        case .leftOut: "left out"
        case .open: "open"
        case .held: "held"
        case .notAtLevel: "not at level"
        case .stopped: "stopped"
        case .unplanned: "unplanned"
        }
    }
}

/// A cycle of a calendar.
public struct CalendarCycle: Sendable, Hashable {
    /// Its number, from 1.
    public let number: Int
    /// The day on which it would begin if it followed the cycle before without a delay.
    public let planned: Day
    /// The day on which it begins.
    public let start: Day
    /// Its last day.
    public internal(set) var end: Day
    /// Why it begins on another day than planned.
    public let reasons: [String]

    /// The days from the planned to the actual first day; negative where it begins early.
    public var delay: Int { start - planned }
}

/// The end of a treatment.
public struct TreatmentEnd: Sendable, Hashable {
    /// The first day without treatment.
    public let day: Day
    /// Why, in the words of the protocol or of the record.
    public let reason: String
    /// The reason in a word or two: the name of a rule, or the recorded reason.
    public let cause: String

    /// An end.
    init(day: Day, reason: String, cause: String? = nil) {
        self.day = day
        self.reason = reason
        self.cause = cause ?? reason
    }
}
