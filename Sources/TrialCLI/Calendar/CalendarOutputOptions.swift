import ArgumentParser
import TrialModel
import TrialReports
import TrialValues

/// The options that say how the calendar is shown and where it is written.
struct CalendarOutputOptions: ParsableArguments {
    @Flag(help: "A list of doses instead of months.")
    var list = false

    @Option(help: ArgumentHelp("How many months are shown.", valueName: "n"))
    var months = 2

    @Option(help: ArgumentHelp("Write the doses as CSV; - is standard output.", valueName: "file"))
    var csv: String?

    @Option(help: ArgumentHelp("Write the doses as iCalendar (RFC 5545); - as above.", valueName: "file"))
    var ics: String?

    @Option(
        help: ArgumentHelp(
            "When the iCalendar file was made, 2024-03-04T08:00:00Z; the first instant of --on, or of the first day, without it.",
            valueName: "instant"))
    var stamp: String?

    @Option(help: ArgumentHelp("Write the figure of the doses by cycle; - as above.", valueName: "file"))
    var svg: String?

    @Option(help: ArgumentHelp("The title of the figure.", valueName: "text"))
    var title: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if !(1...600).contains(months) {
            throw ValidationError("--months is \(months); expected a number from 1 to 600.")
        }
        if let stamp, ICalendarStamp(stamp) == nil {
            throw ValidationError("--stamp is '\(stamp)'; expected an instant in UTC such as 2024-03-04T08:00:00Z.")
        }
        if stamp != nil, ics == nil { throw ValidationError("--stamp goes with --ics.") }
        if title != nil, svg == nil { throw ValidationError("--title goes with --svg.") }
        for (name, file) in [("--csv", csv), ("--ics", ics), ("--svg", svg)] where file?.isEmpty == true {
            throw ValidationError("\(name) is empty; expected the name of a file.")
        }
        try OutputFile.requireOneAnswer(
            [("--csv", csv), ("--ics", ics), ("--svg", svg)], answer: json ? "--json" : list ? "--list" : nil)
    }

    /// Writes the files that are asked for and prints the calendar.
    func show(_ report: DoseCalendarReport, _ calendar: DoseCalendar, on console: Console) throws -> Program.Outcome {
        if let csv { try OutputFile(csv).write(report.csv, on: console) }
        if let ics {
            let stamp = stamp.flatMap(ICalendarStamp.init) ?? ICalendarStamp(startOf: calendar.asOf ?? calendar.start)
            try OutputFile(ics).write(report.iCalendar(stamp: stamp), on: console)
        }
        if let svg { try OutputFile(svg).write(report.svg(title: title), on: console) }
        let isAnswered = [csv, ics, svg].contains { OutputFile.isStandard($0) }
        let answer = isAnswered ? console.withoutAnswer : console
        answer.print(json ? try DoseCalendarJSON(report).text() : report.text(list ? .list : .months(months)))
        guard let today = calendar.asOf, let end = calendar.end else { return .done }
        return end.day <= today ? .no : .done
    }
}
