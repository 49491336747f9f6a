import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics

/// `equipoise forecast`: when an ongoing trial will have its d-th event.
struct Forecast: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Predict the date of an event from the data of an ongoing trial.",
        discussion: """
            FILE is a CSV file with a header line and a row for each subject; - reads
            standard input. --entry is a date, or a time in the unit of --time.

            Examples:
              equipoise forecast trial.csv --entry randomised --time months \\
                --event progressed --target 300 --unit months
              equipoise forecast trial.csv --entry randomised --time months \\
                --event progressed --lost withdrew --target 300 --unit months \\
                --model weibull --remaining 120 --rate 15 -o report
            """)

    @Argument(help: "The file of subjects, or - for standard input.")
    var file: String

    @Option(help: ArgumentHelp("The column of dates or times of entry.", valueName: "column"))
    var entry: String

    @Option(help: ArgumentHelp("The column of follow-up times.", valueName: "column"))
    var time: String

    @Option(help: ArgumentHelp("The event: a column of 0/1 or true/false, or COLUMN=VALUE.", valueName: "event"))
    var event: String

    @Option(help: ArgumentHelp("Who left follow-up: a column of 0/1, or COLUMN=VALUE.", valueName: "lost"))
    var lost: String?

    @Option(help: ArgumentHelp("The number of the event whose date is sought.", valueName: "number"))
    var target: Int

    @Option(help: ArgumentHelp("The date or time of the data cut; the last contact by default.", valueName: "date"))
    var cut: String?

    @Option(help: ArgumentHelp("The unit of --time: days, weeks, months, years.", valueName: "unit"))
    var unit: String?

    @Option(help: ArgumentHelp("exponential, weibull, or piecewise:6,12 with the times of change.", valueName: "model"))
    var model: ForecastModel = .exponential

    @Option(help: ArgumentHelp("How many subjects are still to enter.", valueName: "number"))
    var remaining: Int?

    @Option(help: ArgumentHelp("How many enter in a unit of time.", valueName: "rate"))
    var rate: Double?

    @Option(help: ArgumentHelp("The coverage of the limits.", valueName: "level"))
    var level: Double = 0.95

    @Option(help: ArgumentHelp("How many futures are drawn.", valueName: "number"))
    var replicates: Int = 5000

    @Option(help: ArgumentHelp("The seed of the random numbers.", valueName: "seed"))
    var seed: UInt64 = 1

    @OptionGroup(title: "Output")
    var output: DesignOutputOptions

    func validate() throws {
        if event == lost { throw ValidationError("--event and --lost are both \(event); expected different columns.") }
        if (remaining == nil) != (rate == nil) { throw ValidationError("--remaining and --rate go together.") }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let input = try InputFile(file, isHashed: output.folder != nil, on: console)
        let columns = OngoingTrialReading.Columns(
            entry: entry, time: time, event: Self.rule(event), lost: lost.map(Self.rule),
            daysPerUnit: unit.flatMap { Self.daysPerUnit[$0] })
        let reading: OngoingTrialReading
        do { reading = try OngoingTrialReading(input.table, columns, cut: cut) } catch {
            throw Refusal(description: "\(input.name): \(error.description)")
        }
        let answer = try SizeRefusal.naming {
            let coverage = try ConfidenceLevel(level)
            let accrual = try remaining.flatMap { subjects in
                try rate.map { try EventPrediction.FutureAccrual(subjects: subjects, rate: $0) }
            }
            let prediction = try EventPrediction(
                reading.trial, target: target, shape: model.shape, accrual: accrual, coverage: coverage,
                replicates: replicates, seed: seed)
            return ForecastAnswer(
                prediction, coverage: coverage, model: model.name, unit: unit, seed: seed,
                remarks: input.table.notes.map(\.description) + reading.notes
            ) { reading.date(of: $0)?.description }.answer
        }
        try output.show(answer, provenance: .file(input), on: console)
        return .done
    }

    private static let daysPerUnit = ["days": 1, "weeks": 7, "months": 30.4375, "years": 365.25]

    private static func rule(_ text: String) -> EventRule {
        if let pair = QuotedWords.assignment(text) { return .value(column: pair.name, value: pair.value) }
        return .flag(column: QuotedWords.name(text))
    }
}

/// The model of a forecast by its name.
enum ForecastModel: ExpressibleByArgument {
    case exponential
    case weibull
    case piecewise([Double])

    init?(argument: String) {
        switch argument {
        case "exponential": self = .exponential
        case "weibull": self = .weibull
        default:
            guard argument.hasPrefix("piecewise:"), let times = TimeList(argument: String(argument.dropFirst(10)))
            else {
                return nil
            }
            self = .piecewise(times.times)
        }
    }

    var name: String {
        switch self {
        case .exponential: "exponential"
        case .weibull: "weibull"
        case .piecewise(let times): "piecewise:" + times.map { "\($0)" }.joined(separator: ",")
        }
    }

    var defaultValueDescription: String { name }

    var shape: EventTimeShape {
        switch self {
        case .exponential: .exponential
        case .weibull: .weibull
        case .piecewise(let times): .piecewise(starts: [0] + times)
        }
    }
}
