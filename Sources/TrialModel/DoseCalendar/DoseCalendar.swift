import TrialValues

/// A subject's treatment as dated doses: what the plan has, what is due after all that happened, what was given, and why.
///
/// ```swift
/// let calendar = try DoseCalendar(arm, record: TreatmentRecord(start: Day("2024-03-04")))
/// calendar.doses.count                    // every dose of the plan, dated
/// calendar.doses(on: today)               // today's, with what is due
/// calendar.decisions                      // what rules and records decided, with their facts
/// ```
///
/// The order of a day is: prior doses, then labs and grades, then rules, then the dose. The first dose of the first cycle is always due once a subject is
/// eligible: what a new cycle needs is asked from the second cycle on.
public struct DoseCalendar: Sendable, Hashable {
    /// What the calendar is asked for, besides the study and the record.
    public struct Options: Sendable, Hashable {
        /// Today; what is recorded later does not count. Without it all that is recorded is past, and the rest is plan.
        public var asOf: Day?
        /// How many cycles are laid out; all of the regimen, or six where it has no limit.
        public var cycles: Int?
        /// The days of a cycle, where the protocol leaves them open.
        public var cycleLength: Int?
        /// Where renal tables are looked up, such as `US`.
        public var jurisdiction: String?
        /// The weight of the formula of clearance.
        public var bodyWeight = BodyWeight.actual

        /// The defaults.
        public init() {}
    }

    /// The arm.
    public let arm: Arm
    /// The regimen.
    public let regimen: Regimen
    /// The first day.
    public let start: Day
    /// The days of a cycle.
    public let cycleLength: Int
    /// Today, where it was given.
    public let asOf: Day?
    /// The last day of which something is known.
    public let knownThrough: Day
    /// The cycles.
    public let cycles: [CalendarCycle]
    /// The doses, by day and in the order of the drugs.
    public let doses: [CalendarDose]
    /// What was decided, in the order of days.
    public let decisions: [DoseDecision]
    /// How the levels of drugs changed, in the order of days.
    public let changes: [DoseChange]
    /// The end of the treatment, where it has come or is planned.
    public let end: TreatmentEnd?
    /// Why the next cycle waits, where it does.
    public let waiting: String?
    /// How much was given of what was planned.
    public let intensities: [DoseIntensity]
    /// Prophylaxis by cycle.
    public let prophylaxis: [ProphylaxisFinding]
    /// Rules that cannot be judged, and the facts that would settle them.
    public let unjudged: [String: [String]]
    /// Deviations and doubts.
    public let notes: [Diagnostic]

    /// The calendar of a subject.
    ///
    /// - Parameters:
    ///   - arm: what the subject is treated with.
    ///   - record: when the treatment began and what happened.
    ///   - modifications: the study's rules.
    ///   - prophylaxis: what the study asks for.
    ///   - options: what is asked.
    /// - Throws: all that keeps the calendar from being made: what the protocol leaves open, no first day, records of doses that are not due.
    public init(
        _ arm: Arm, record: TreatmentRecord, modifications: Modifications = Modifications(),
        prophylaxis: [ProphylaxisRule] = [],
        options: Options = Options()
    ) throws(Diagnostics) {
        let setting = try CalendarSetting(arm, record, prophylaxis, options)
        let known = record.known(asOf: options.asOf)
        var timeline = setting.timeline(known, RuleWatch(modifications, known.facts, through: setting.knownThrough))
        timeline.run()
        let ledger = DoseLedger(
            timeline.doses, setting.regimen, known, end: timeline.end,
            stopped: timeline.states.compactMapValues { $0.stopped?.day }, knownThrough: setting.knownThrough,
            asOf: options.asOf)
        let problems = timeline.problems + ledger.problems
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw Diagnostics(errors.sorted { ($0.place.line ?? 0) < ($1.place.line ?? 0) })
        }
        self.arm = arm
        regimen = setting.regimen
        start = setting.start
        cycleLength = setting.length
        asOf = options.asOf
        knownThrough = setting.knownThrough
        cycles = timeline.cycles
        doses = ledger.doses
        decisions = (timeline.decisions + ledger.decisions).enumerated()
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
        changes = timeline.changes
        end = timeline.end
        waiting = timeline.waitingNow
        notes = problems + setting.remarks
        intensities = setting.intensities(timeline, ledger.doses)
        let check = ProphylaxisCheck(
            rules: prophylaxis, record: known, regimen: setting.regimen, knownThrough: setting.knownThrough)
        self.prophylaxis = check.findings(
            timeline.cycles, stopped: timeline.states.compactMapValues { $0.stopped?.day })
        unjudged = setting.knownThrough < setting.start ? [:] : timeline.unjudged
    }

    /// The doses of a day.
    public func doses(on day: Day) -> [CalendarDose] { doses.filter { $0.day == day } }

    /// The cycle of a day; `nil` between cycles and outside the treatment.
    public func cycle(on day: Day) -> CalendarCycle? { cycles.last { $0.start <= day && day <= $0.end } }
}
