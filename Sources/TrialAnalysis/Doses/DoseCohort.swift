import TrialModel
import TrialValues

/// What became of the doses of many subjects: starting doses, changes of level by step and reason, ends, and how much was given, by arm.
///
/// ```swift
/// let cohort = DoseCohort(calendars)
/// cohort.arms[0].drugs[0].starts         // [("4 mg", 16 subjects), ("3 mg", 48)]
/// ```
///
/// What lies after the last known day of a subject, such as the planned end, does not count.
public struct DoseCohort: Sendable, Hashable {
    /// An arm.
    public struct Arm: Sendable, Hashable {
        /// Its name.
        public let id: String
        /// How many subjects began.
        public let subjects: Int
        /// How many of them are on treatment.
        public let onTreatment: Int
        /// Why the others ended, the most frequent reason first; the counts are the subjects less those on treatment.
        public let ends: [Count]
        /// Its drugs, in the order of the regimen.
        public let drugs: [Drug]
    }

    /// A drug of an arm.
    public struct Drug: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// All subjects of the arm.
        public let all: Group
        /// The subjects by the dose that they began with.
        public let starts: [Group]
        /// The changes of level, by step and reason.
        public let steps: [Step]
        /// How many subjects had so many reductions; a stop is none.
        public let reductions: [Int: Int]
    }

    /// Subjects that are looked at together.
    public struct Group: Sendable, Hashable {
        /// What they have in common: the dose at the start, `open`, `not started`, or `all`.
        public let label: String
        /// How many there are.
        public let subjects: Int
        /// How many had their level lowered at least once.
        public let reduced: Int
        /// How many had it raised.
        public let raised: Int
        /// How many had the drug stopped for good.
        public let stopped: Int
        /// The relative doses that could be reckoned.
        public let relativeDose: Spread
        /// The relative dose intensities that could be reckoned.
        public let relativeDoseIntensity: Spread
    }

    /// A step from one level to another, for one reason.
    public struct Step: Sendable, Hashable {
        /// The level before.
        public let from: String
        /// The level after; `stopped` for none.
        public let to: String
        /// Whether the level after is the higher one.
        public let isRaised: Bool
        /// Why: the names of rules, or the recorded reason.
        public let cause: String
        /// How often it happened.
        public let times: Int
        /// To how many subjects.
        public let subjects: Int
    }

    /// How many subjects have something in common.
    public struct Count: Sendable, Hashable {
        /// What it is.
        public let label: String
        /// How many have it.
        public let subjects: Int
    }

    /// The middle and the ends of some numbers.
    public struct Spread: Sendable, Hashable {
        /// How many there are.
        public let count: Int
        /// The middle one, or the mean of the two in the middle; `nil` for none.
        public let median: Double?
        /// The least; `nil` for none.
        public let least: Double?
        /// The greatest; `nil` for none.
        public let greatest: Double?

        /// The spread of numbers.
        public init(_ numbers: [Double]) {
            let sorted = numbers.sorted()
            count = sorted.count
            (least, greatest) = (sorted.first, sorted.last)
            median = sorted.isEmpty ? nil : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
    }

    /// The arms, in the order of their first subjects.
    public let arms: [Arm]

    /// A cohort of calendars, one a subject.
    public init(_ calendars: [DoseCalendar]) {
        var ids: [String] = []
        for calendar in calendars where !ids.contains(calendar.arm.id) { ids.append(calendar.arm.id) }
        arms = ids.map { id in Arm(id, calendars.filter { $0.arm.id == id }) }
    }
}

extension DoseCohort.Arm {
    init(_ id: String, _ calendars: [DoseCalendar]) {
        self.id = id
        subjects = calendars.count
        let ended = calendars.compactMap(\.knownEnd)
        onTreatment = subjects - ended.count
        ends = Dictionary(grouping: ended, by: \.cause).map { DoseCohort.Count(label: $0, subjects: $1.count) }
            .sorted { ($1.subjects, $0.label) < ($0.subjects, $1.label) }
        drugs = (calendars.first?.regimen.drugs ?? []).map { DoseCohort.Drug($0.name, calendars) }
    }
}

extension DoseCohort.Drug {
    init(_ name: String, _ calendars: [DoseCalendar]) {
        self.name = name
        all = DoseCohort.Group("all", name, calendars)
        var labels: [String] = []
        let starts = calendars.map { $0.startDose(of: name) }
        for label in starts where !labels.contains(label) { labels.append(label) }
        self.starts = labels.map { label in
            DoseCohort.Group(label, name, zip(starts, calendars).filter { $0.0 == label }.map(\.1))
        }
        steps = Self.steps(name, calendars)
        let counts = calendars.map { $0.knownChanges(of: name).count { !$0.isRaised && $0.to != nil } }
        reductions = Dictionary(grouping: counts) { $0 }.mapValues(\.count)
    }

    private static func steps(_ name: String, _ calendars: [DoseCalendar]) -> [DoseCohort.Step] {
        let changes = calendars.enumerated().flatMap { index, calendar in
            calendar.knownChanges(of: name).map { (subject: index, change: $0) }
        }
        struct Kind: Hashable {
            let from, to, cause: String
            let isRaised: Bool
        }
        let groups = Dictionary(grouping: changes) { entry in
            Kind(
                from: entry.change.from?.description ?? "none", to: entry.change.to?.description ?? "stopped",
                cause: entry.change.cause, isRaised: entry.change.isRaised)
        }
        return groups.map { kind, entries in
            DoseCohort.Step(
                from: kind.from, to: kind.to, isRaised: kind.isRaised, cause: kind.cause, times: entries.count,
                subjects: Set(entries.map(\.subject)).count)
        }.sorted { ($1.times, $0.from, $0.to, $0.cause) < ($0.times, $1.from, $1.to, $1.cause) }
    }
}

extension DoseCohort.Group {
    init(_ label: String, _ drug: String, _ calendars: [DoseCalendar]) {
        self.label = label
        subjects = calendars.count
        let changes = calendars.map { $0.knownChanges(of: drug) }
        reduced = changes.count { $0.contains { !$0.isRaised && $0.to != nil } }
        raised = changes.count { $0.contains(where: \.isRaised) }
        stopped = changes.count { $0.contains { $0.to == nil } }
        let intensities = calendars.compactMap { $0.intensities.first { $0.drug == drug } }
        relativeDose = DoseCohort.Spread(intensities.compactMap(\.relativeDose))
        relativeDoseIntensity = DoseCohort.Spread(intensities.compactMap(\.relativeDoseIntensity))
    }
}

extension DoseCalendar {
    /// The end, where it has come by the last known day.
    fileprivate var knownEnd: TreatmentEnd? { end.flatMap { $0.day <= lastKnownDay ? $0 : nil } }

    private var lastKnownDay: Day { asOf ?? knownThrough }

    /// The changes of a drug's level by the last known day.
    fileprivate func knownChanges(of drug: String) -> [DoseChange] {
        changes.filter { $0.drug == drug && $0.day <= lastKnownDay }
    }

    /// The dose that a drug began with.
    fileprivate func startDose(of drug: String) -> String {
        guard let first = doses.first(where: { $0.drug == drug }) else { return "not started" }
        if first.status == .stopped { return "not started" }
        if first.status == .open { return "open" }
        return (first.due ?? first.given ?? first.planned)?.description ?? "not started"
    }
}
