import TrialValues

/// What a criterion looks at: a fact, or the time between two dates, and which of several observations counts.
///
/// ```
/// platelets
/// lowest neutrophils within 28 days before start
/// days since transplant
/// months from diagnosis to transplant
/// ```
public struct Measure: Sendable, Hashable {
    /// A fact or a time.
    public enum Subject: Sendable, Hashable {
        /// A fact.
        case fact(FactDefinition)
        /// The time from one date to another, or to the day that the study counts to.
        case span(Period.Unit, from: FactDefinition, to: FactDefinition?)
    }

    /// Which of several observations counts.
    public enum Selection: String, Sendable, Hashable, CaseIterable {
        case latest, first, highest, lowest
    }

    /// What is looked at.
    public let subject: Subject
    /// Which observation counts; the latest where nothing is said.
    public let selection: Selection?
    /// When it must have been made; at any time, or in the window of the criterion's item, where nothing is said.
    public let window: ObservationWindow?

    /// A fact or a time, with the observation that counts.
    public init(_ subject: Subject, selection: Selection? = nil, window: ObservationWindow? = nil) {
        self.subject = subject
        self.selection = selection
        self.window = window
    }

    /// The fact, of a measure that is one.
    public var fact: FactDefinition? { if case .fact(let fact) = subject { fact } else { nil } }

    /// The names of the facts that it needs.
    public var factNames: [String] {
        let anchor = window?.anchor.map { [$0.name] } ?? []
        return switch subject {
        case .fact(let fact): [fact.name] + anchor
        case .span(_, let start, let end): [start.name] + (end.map { [$0.name] } ?? []) + anchor
        }
    }

    /// The same thing, observed in a window.
    func observed(_ window: ObservationWindow?) -> Measure {
        Measure(subject, selection: selection, window: window ?? self.window)
    }
}

/// The days on which an observation counts, such as `within 14 days before start`. Both ends count.
public struct ObservationWindow: Sendable, Hashable {
    /// On which side of a day.
    public enum Side: String, Sendable, Hashable, CaseIterable {
        case before, after
        /// On either side.
        case around = "of"
    }

    /// How long it is, in its unit.
    public let length: Int
    /// The unit; months and years are those of the calendar.
    public let unit: Period.Unit
    /// On which side of the day.
    public let side: Side
    /// The date that it lies beside; the day that the study counts to where none is named.
    public let anchor: FactDefinition?

    /// A window beside a date.
    public init(_ length: Int, _ unit: Period.Unit, _ side: Side = .before, _ anchor: FactDefinition? = nil) {
        self.length = length
        self.unit = unit
        self.side = side
        self.anchor = anchor
    }
}
