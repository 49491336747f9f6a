import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of the rows of a forest.
struct SubgroupOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The columns whose levels are subgroups, in order.", valueName: "columns"))
    var subgroups: ColumnList?

    @Option(
        help: ArgumentHelp(
            "Where to cut a column of numbers, ascending, such as age=65,75: <65, 65–<75, ≥75. May be given again.",
            valueName: "column=cuts"))
    var cut: [CutList] = []

    @Option(
        help: ArgumentHelp(
            "Which levels get a row and in which order, such as iss=I,II+III; + joins. May be given again.",
            valueName: "column=levels"))
    var levels: [LevelList] = []

    @Option(
        help: ArgumentHelp(
            "The level of --by that is compared with the reference, where there are more than two.", valueName: "level")
    )
    var versus: String?

    @Option(help: "Where the strata apply: everywhere, or overall for the overall row alone.")
    var strataIn: SubgroupPlan.StrataScope = .everywhere

    @Option(help: "The test of interaction that is shown: likelihood-ratio, or wald (as with --robust).")
    var interaction: SubgroupPlan.InteractionKind?

    // Unconditional, so that a number below 0 is refused as that and not as missing.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Firth's estimate where a group has fewer events than this; 0 for separated data alone.",
            valueName: "events"))
    var firthBelow: Int = 5

    @Option(
        help: ArgumentHelp(
            "What stands left and right of 1 in the figure: 'drug better|placebo better'.", valueName: "left|right"))
    var favours: FavoursText?

    func validate() throws {
        let names = subgroups?.names ?? []
        if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw ValidationError("--subgroups names \(twice) twice.")
        }
        for (option, columns) in [("--cut", cut.map(\.column)), ("--levels", levels.map(\.column))] {
            if let stray = columns.first(where: { !names.contains($0) }) {
                throw ValidationError("\(option) \(stray): the column is not among the --subgroups.")
            }
            if let twice = columns.first(where: { name in columns.filter { $0 == name }.count > 1 }) {
                throw ValidationError("\(option) is given twice for \(twice).")
            }
        }
        if let both = cut.map(\.column).first(where: { name in levels.contains { $0.column == name } }) {
            throw ValidationError("\(both) has both --cut and --levels; give one of them.")
        }
        if firthBelow < 0 { throw ValidationError("--firth-below is \(firthBelow); expected an integer ≥ 0.") }
    }

    /// The plan with these options.
    func plan(_ survival: SurvivalPlan) throws -> SubgroupPlan {
        let variables = (subgroups?.names ?? []).map { name in
            SubgroupVariable(
                name, cuts: cut.first { $0.column == name }?.cuts ?? [],
                levels: levels.first { $0.column == name }?.levels ?? [])
        }
        var plan = SubgroupPlan(survival: survival, variables: variables)
        plan.versus = versus
        plan.strataScope = strataIn
        plan.interaction = interaction
        plan.thinCells = try ThinCells(leastEvents: firthBelow)
        plan.favours = favours?.favours
        return plan
    }
}

extension SubgroupPlan.StrataScope: ExpressibleByArgument {}
extension SubgroupPlan.InteractionKind: ExpressibleByArgument {}

/// A column and the numbers at which it is cut, ascending.
struct CutList: ExpressibleByArgument {
    let column: String
    let cuts: [Double]

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
        let parts = argument[argument.index(after: sign)...].split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0.trimmingSpaces) }.filter(\.isFinite)
        guard !numbers.isEmpty, numbers.count == parts.count, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        column = String(argument[..<sign])
        cuts = numbers
    }
}

/// A column and those of its levels that get a row.
struct LevelList: ExpressibleByArgument {
    let column: String
    let levels: [String]

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
        column = String(argument[..<sign])
        levels = argument[argument.index(after: sign)...].split(separator: ",").map(\.trimmingSpaces)
        if levels.isEmpty || levels.contains("") { return nil }
    }
}

/// What stands on both sides of the line of no effect.
struct FavoursText: ExpressibleByArgument {
    let favours: SubgroupPlan.Favours

    init?(argument: String) {
        let parts = argument.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmingSpaces)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        favours = .init(lower: parts[0], upper: parts[1])
    }
}
