import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics
import TrialValues

/// The options that say which columns of patient data hold which endpoint, and what is compared.
struct EndpointOptions: ParsableArguments {
    /// A look, and the events planned for its endpoint.
    struct Seen {
        let name: String
        let events: Double
        let z: Double
        let planned: PlannedInformation
        let notes: [String]
    }

    @Option(
        help: ArgumentHelp(
            "An endpoint: NAME=TIME:EVENT/PLANNED events, or NAME=EVENT; EVENT is a column or COLUMN=VALUE.",
            valueName: "endpoint"))
    var endpoint: [EndpointOption] = []

    @Option(help: ArgumentHelp("The column of the two groups.", valueName: "column"))
    var by: String?

    @Option(help: ArgumentHelp("The level of --by that is the control.", valueName: "level"))
    var reference: String?

    @Option(help: ArgumentHelp("Columns that stratify the log-rank test.", valueName: "columns"))
    var strata: ColumnList?

    func validate() throws {
        for (index, one) in endpoint.enumerated() where endpoint.prefix(index).contains(where: { $0.name == one.name })
        {
            throw ValidationError("--endpoint names \(one.name) twice.")
        }
    }

    /// Refuses endpoints without a file, and a file without endpoints.
    func check(hasFile: Bool) throws {
        if endpoint.isEmpty {
            if hasFile { throw Refusal(description: "a file needs --endpoint, which says what to read of it.") }
            if by != nil || reference != nil || strata != nil {
                throw Refusal(description: "--by, --reference and --strata need a file and --endpoint.")
            }
        } else if !hasFile {
            throw Refusal(description: "--endpoint needs a file of patient data.")
        }
    }

    /// The looks of a comparison in the data; none where no endpoint is named.
    func looks(_ file: InputFile?, cut: DataCut?) throws -> [Seen] {
        guard let file else { return [] }
        return try endpoint.map { one in
            guard let planned = one.planned else {
                throw Refusal(
                    description:
                        "--endpoint: error: \(one.name) says no events planned; expected \(one.name)=TIME:EVENT/EVENTS, or /last for data of the last look."
                )
            }
            let look = try look(file, one, cut: cut)
            guard let z = look.z else {
                throw Refusal(description: "--endpoint: error: \(look.notes.joined(separator: " "))")
            }
            return Seen(name: one.name, events: look.events, z: z, planned: planned, notes: look.notes)
        }
    }

    /// The look at one endpoint in the data.
    func look(_ file: InputFile, _ endpoint: EndpointOption, cut: DataCut?) throws -> EndpointLook {
        guard let time = endpoint.time else {
            throw Refusal(
                description:
                    "--endpoint: error: \(endpoint.name) has no column of times; expected \(endpoint.name)=TIME:EVENT")
        }
        guard let by, let reference else {
            throw Refusal(
                description: "--endpoint needs --by and --reference: the groups, and which of them is the control.")
        }
        var plan = SurvivalPlan(time: time, event: endpoint.event)
        plan.group = by
        plan.reference = reference
        plan.strata = strata?.names ?? []
        do throws(Diagnostics) {
            return try EndpointLook(file.table, name: endpoint.name, plan, cut: cut)
        } catch { throw Refusal(description: error.description) }
    }
}
