import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics

/// The options that read looks at time-to-event endpoints out of patient data.
struct EndpointOptions: ParsableArguments {
    /// A look, and the events planned for its endpoint.
    struct Seen {
        let look: EndpointLook
        let planned: Double
    }

    @Option(
        help: ArgumentHelp(
            "An endpoint of the file: NAME=TIME,EVENT/PLANNED events; EVENT is a column or COLUMN=VALUE.",
            valueName: "endpoint"))
    var endpoint: [EndpointOption] = []

    @Option(help: ArgumentHelp("The column of the two groups.", valueName: "column"))
    var by: String?

    @Option(help: ArgumentHelp("The level of --by that is the control.", valueName: "level"))
    var reference: String?

    @Option(help: ArgumentHelp("Columns that stratify the log-rank test.", valueName: "columns"))
    var strata: ColumnList?

    /// The looks in the data, and the file; none where no endpoint is named.
    func looks(_ file: String?, isHashed: Bool, on console: Console) throws -> (looks: [Seen], input: InputFile?) {
        guard !endpoint.isEmpty else {
            if file != nil { throw Refusal(description: "a file needs --endpoint, which says what to read of it.") }
            if by != nil || reference != nil || strata != nil {
                throw Refusal(description: "--by, --reference and --strata need a file and --endpoint.")
            }
            return ([], nil)
        }
        guard let file else { throw Refusal(description: "--endpoint needs a file of patient data.") }
        guard let by, let reference else {
            throw Refusal(
                description: "--endpoint needs --by and --reference: the groups, and which of them is the control.")
        }
        let input = try InputFile(file, isHashed: isHashed, on: console)
        for note in input.table.notes { console.error(note.description) }
        let looks = try endpoint.map { one in
            var plan = SurvivalPlan(time: one.time, event: one.event)
            plan.group = by
            plan.reference = reference
            plan.strata = strata?.names ?? []
            return Seen(look: try Self.look(input, one.name, plan), planned: one.planned)
        }
        return (looks, input)
    }

    private static func look(_ input: InputFile, _ name: String, _ plan: SurvivalPlan) throws(Refusal) -> EndpointLook {
        do { return try EndpointLook(input.table, name: name, plan) } catch {
            throw Refusal(description: error.description)
        }
    }
}

/// An endpoint as the command line writes it: `PFS=pfs_months,progressed/262`, `OS=os_months,status=dead/190`.
struct EndpointOption: ExpressibleByArgument {
    let name: String
    let time: String
    let event: EventRule
    let planned: Double

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), let slash = argument.lastIndex(of: "/"), equals < slash,
            equals != argument.startIndex, let planned = Double(argument[argument.index(after: slash)...])
        else { return nil }
        let columns = argument[argument.index(after: equals)..<slash]
        guard let names = QuotedWords.names(String(columns), separator: ","), names.count == 2 else { return nil }
        name = String(argument[..<equals])
        time = names[0]
        if let pair = QuotedWords.assignment(names[1]) {
            event = .value(column: pair.name, value: pair.value)
        } else {
            event = .flag(column: names[1])
        }
        self.planned = planned
    }
}
