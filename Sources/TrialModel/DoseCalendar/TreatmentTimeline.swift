import TrialValues

/// A subject's treatment, gone through day by day: prior doses, then labs and grades, then rules, then the dose.
///
/// It knows what is recorded up to the last recorded day; what lies beyond is the plan from there on.
struct TreatmentTimeline {
    /// A drug that is not given for the time being.
    struct Hold {
        let since: Day
        let because: [String]
        /// The conditions for giving it again; none where a person decides.
        var until: [Criterion]
        var resumed: ResumedDose
        /// Why, in a word or two.
        var cause: String
        /// What a person must settle before its dose is due again.
        var question: String?
    }

    /// Where a drug stands.
    struct DrugState {
        /// The dose that the plan may not exceed.
        var cap: DoseLevel?
        /// A dose that takes the place of the plan's.
        var set: DoseLevel?
        /// Why the dose differs from the plan.
        var because: String?
        var hold: Hold?
        var stopped: (day: Day, because: String)?
        /// What must be settled before a dose is due.
        var questions: [DoseQuestion] = []
        /// Whether a person raised the dose as the plan may raise it.
        var isRaised = false
        /// What its renal table says of the last known function of the kidneys.
        var renalStart: RenalTable.Start?
    }

    let regimen: Regimen
    let planners: [DosePlanner]
    let length: Int
    let mostCycles: Int?
    let record: TreatmentRecord
    let start: Day
    /// Today, where it was given.
    /// The last day of which something can be known.
    let knownThrough: Day
    /// How many cycles are laid out.
    let horizon: Int
    /// Where the renal tables are looked up.
    let jurisdiction: String?
    /// The weight of the formula of clearance.
    let bodyWeight: BodyWeight
    var watch: RuleWatch

    var states: [String: DrugState] = [:]
    var cycles: [CalendarCycle] = []
    var doses: [CalendarDose] = []
    var decisions: [DoseDecision] = []
    var changes: [DoseChange] = []
    /// Why what is done at the moment is done, in a word or two: the names of rules, or the recorded reason.
    var cause = noReason
    var end: TreatmentEnd?
    var isFinished = false
    /// The day on which the next cycle is due without a delay.
    var plannedNext: Day
    /// Days by which records put off the next cycle.
    var postponed = 0
    var delayReasons: [String] = []
    /// Why the next cycle waits, or has waited.
    var waiting: String?
    /// Why it waits on the last day of which something is known.
    var waitingNow: String?
    /// Since when the next cycle waits to be judged.
    var unjudgedSince: Day?
    /// What is not known of whether the cycle may begin; none of its doses is due while the question is open.
    var doubtOfCycle: String?
    /// What the cycle that is laid out next still needs, where it waits or where that is not known.
    var needsOfCycle: Criterion?
    /// What records say that cannot be, or that somebody should look at.
    var problems: [Diagnostic] = []

    /// Goes through the days until the treatment ends or the cycles that are laid out are over.
    mutating func run() {
        for drug in regimen.drugs { states[drug.name] = DrugState() }
        askKidneys(on: start)
        let events = Dictionary(grouping: record.events, by: \.day)
        var day = start
        while end == nil, !isFinished {
            for event in events[day] ?? [] { apply(event) }
            if end == nil { obey(on: day) }
            if end == nil { turnCycle(on: day) }
            if day == knownThrough { waitingNow = waiting }
            if end == nil, !isFinished { emitDoses(on: day) }
            guard let next = day.adding(days: 1), next - start < 36_600 else { return }
            day = next
        }
    }

    /// The cycle that a day is in, with the day of the cycle; `nil` between cycles.
    func position(of day: Day) -> (cycle: Int, dayOfCycle: Int)? {
        guard let cycle = cycles.last, case let number = day - cycle.start + 1, number <= length else { return nil }
        return (cycle.number, number)
    }

    mutating func decide(
        _ day: Day, _ drugs: [String], _ action: String, _ source: DoseDecision.Source, because: [String] = [],
        open: [String] = []
    ) {
        decisions.append(
            DoseDecision(day: day, drugs: drugs, action: action, source: source, because: because, openQuestions: open))
    }

    /// The drugs that a record or a rule means.
    func drugs(_ names: [String]) -> [String] { names.isEmpty ? regimen.drugs.map(\.name) : names }

    mutating func finish(on day: Day, _ reason: String, cause: String? = nil) {
        end = TreatmentEnd(day: day, reason: reason, cause: cause)
        if let last = cycles.indices.last, cycles[last].end >= day, let before = day.adding(days: -1) {
            cycles[last].end = max(before, cycles[last].start)
        }
    }
}
