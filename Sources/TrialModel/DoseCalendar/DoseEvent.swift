import TrialValues

/// Something that happened in a subject's treatment and that the plan did not foresee, on a day.
///
/// ```yaml
/// - {date: 2024-03-11, event: missed, drug: ixazomib, reason: forgotten}
/// - {date: 2024-04-01, event: delay, days: 7, reason: platelets}
/// ```
public struct DoseEvent: Sendable, Hashable {
    /// What happened.
    public enum Kind: Sendable, Hashable {
        /// A dose was taken: as due, or another amount; on its day, or in place of that of an earlier day.
        case given(drug: String, amount: DoseAmount?, of: Day?)
        /// A dose was forgotten.
        case missed(drug: String)
        /// A dose was left out on purpose.
        case leftOut(drug: String)
        /// A dose was vomited.
        case vomited(drug: String)
        /// A drug, or all of them, is not given until it is resumed.
        case held(drug: String?)
        /// A drug, or all of them, is given again.
        case resumed(drug: String?, at: DoseLevel?)
        /// A drug is given at a lower level: the next, or one that is named.
        case reduced(drug: String, to: DoseLevel?)
        /// A drug is given at a higher level: the next, or one that is named.
        case raised(drug: String, to: DoseLevel?)
        /// Whether a drug, or all of them, was tolerated.
        case tolerated(drug: String?, Bool)
        /// The next cycle begins so many days later than planned.
        case delay(days: Int)
        /// A cycle begins.
        case cycleStart(Int)
        /// A drug, or all of them, is stopped for good.
        case stopped(drug: String?)
        /// The treatment ends.
        case ended
        /// A prophylaxis is taken from the day on, to the last day where it is known.
        case prophylaxis(drug: String, until: Day?)
        /// A drug for prophylaxis must not be given.
        case contraindicated(drug: String)
        /// No dose can be given on the day.
        case closed
    }

    /// The word of a kind of event, as a file has it.
    public enum Word: String, Sendable, Hashable, CaseIterable {
        case given, missed
        case leftOut = "left out"
        case vomited, held, resumed, reduced, raised, tolerated
        case notTolerated = "not tolerated"
        case delay
        case cycleStart = "cycle start"
        case stopped, ended, prophylaxis, contraindicated, closed
    }

    /// The day.
    public let day: Day
    /// What happened.
    public let kind: Kind
    /// Why.
    public let reason: String?
    /// Which dose of the day it is about, from 1; `nil` where the day has one.
    public let time: Int?
    /// Whether a dose was given beside those that were due.
    public let isAdditional: Bool
    /// Where it stands in the file.
    public let place: Diagnostic.Place

    /// An event.
    public init(
        _ day: Day, _ kind: Kind, reason: String? = nil, time: Int? = nil, isAdditional: Bool = false,
        place: Diagnostic.Place = .init()
    ) {
        self.day = day
        self.kind = kind
        self.reason = reason
        self.time = time
        self.isAdditional = isAdditional
        self.place = place
    }

    /// The drug that it is about; `nil` where it is about all.
    public var drug: String? {
        switch kind {
        case .given(let drug, _, _), .missed(let drug), .leftOut(let drug), .vomited(let drug), .reduced(let drug, _),
            .raised(let drug, _), .prophylaxis(let drug, _), .contraindicated(let drug):
            drug
        case .held(let drug), .resumed(let drug, _), .tolerated(let drug, _), .stopped(let drug): drug
        case .delay, .cycleStart, .ended, .closed: nil
        }
    }

    /// Whether it says that a dose was not taken.
    var isOfNoDose: Bool {
        switch kind {
        case .missed, .leftOut: true
        default: false
        }
    }

    /// Whether it is about one dose, whose records the ledger looks at.
    var isOfOneDose: Bool {
        switch kind {
        case .given, .missed, .leftOut, .vomited: !isAdditional
        default: false
        }
    }

    /// Whether another record says the same of the same day, be it for another reason.
    func repeats(_ other: DoseEvent) -> Bool {
        (day, kind, time, isAdditional) == (other.day, other.kind, other.time, other.isAdditional)
    }

    /// Whether it is about a drug of the regimen, and not of a prophylaxis.
    var isOfRegimen: Bool {
        switch kind {
        case .prophylaxis, .contraindicated: false
        default: true
        }
    }
}

extension DoseEvent {
    /// The word of a file for it.
    var word: Word {
        switch kind {
        case .given: .given
        case .missed: .missed
        case .leftOut: .leftOut
        case .vomited: .vomited
        case .held: .held
        case .resumed: .resumed
        case .reduced: .reduced
        case .raised: .raised
        case .tolerated(_, let answer): answer ? .tolerated : .notTolerated
        case .delay: .delay
        case .cycleStart: .cycleStart
        case .stopped: .stopped
        case .ended: .ended
        case .prophylaxis: .prophylaxis
        case .contraindicated: .contraindicated
        case .closed: .closed
        }
    }

    /// The word with its line, as a message names it.
    var wordWithLine: String { "`\(word.rawValue)`" + (place.line.map { " (line \($0))" } ?? "") }
}
