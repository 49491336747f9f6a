import ArgumentParser
import TrialModel
import TrialValues

extension BodyWeight: ExpressibleByArgument {}

/// The options that say for which day and under which settings the calendar is reckoned.
struct CalendarRuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Today; what is recorded later does not count.", valueName: "date"))
    var on: DayArgument?

    @Option(help: ArgumentHelp("How many cycles are laid out; all, or 6 without a limit.", valueName: "n"))
    var cycles: Int?

    @Option(help: ArgumentHelp("The days of a cycle, where the protocol leaves them open.", valueName: "n"))
    var cycleDays: Int?

    @Option(help: ArgumentHelp("Where renal tables are looked up, such as US or EU.", valueName: "name"))
    var jurisdiction: String?

    @Option(help: ArgumentHelp("Weight of the clearance: actual, ideal, adjusted.", valueName: "kind"))
    var weight = BodyWeight.actual

    func validate() throws {
        if let cycles, !(1...1000).contains(cycles) {
            throw ValidationError("--cycles is \(cycles); expected a number from 1 to 1000.")
        }
        if let cycleDays, !(1...1000).contains(cycleDays) {
            throw ValidationError("--cycle-days is \(cycleDays); expected a number from 1 to 1000.")
        }
    }

    /// Refuses a jurisdiction that no renal table of the arm has.
    func requireJurisdiction(of arm: Arm) throws {
        let tables = (arm.regimen?.value?.drugs ?? []).flatMap { $0.renal?.value ?? [] }
        let known = Set(tables.compactMap(\.jurisdiction)).sorted()
        guard let jurisdiction, !known.contains(jurisdiction) else { return }
        let list =
            known.isEmpty ? "the arm has no renal table of one" : "its tables are of \(known.joined(separator: ", "))"
        throw Refusal(description: "--jurisdiction: error: no renal table is of '\(jurisdiction)'; \(list)")
    }

    /// The options of a calendar.
    func options() -> DoseCalendar.Options {
        var options = DoseCalendar.Options()
        options.asOf = on?.day
        options.cycles = cycles
        options.cycleLength = cycleDays
        options.jurisdiction = jurisdiction
        options.bodyWeight = weight
        return options
    }
}
