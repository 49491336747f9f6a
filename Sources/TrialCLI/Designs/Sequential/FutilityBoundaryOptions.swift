import ArgumentParser
import TrialStatistics

/// The options of futility in a group sequential design: one way at most.
struct FutilityBoundaryOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Stop for futility by spending 1 - power: names as --spending.", valueName: "name"))
    var futilitySpending: SpendingFunctionOption?

    @Option(help: ArgumentHelp("Stop for futility below these Z, - for none, last look aside.", valueName: "list"))
    var futilityZ: OptionalNumberList?

    @Option(help: ArgumentHelp("The same as hazard ratios; needs --events.", valueName: "list"))
    var futilityHazardRatio: OptionalNumberList?

    @Option(help: ArgumentHelp("The same as conditional power under the trend so far.", valueName: "list"))
    var futilityConditionalPower: OptionalNumberList?

    @Option(help: ArgumentHelp("The same under the effect that --power is for.", valueName: "list"))
    var futilityPlannedPower: OptionalNumberList?

    @Option(help: ArgumentHelp("The looks with futility, 1 or from:0.3; all by default.", valueName: "looks"))
    var futilityLooks: LookSelectionOption?

    @Flag(help: "Futility must be obeyed, and the efficacy boundary counts on it.")
    var binding = false

    var isAsked: Bool { !given.isEmpty || futilityLooks != nil || binding }

    private var given: [String] {
        [
            futilitySpending == nil ? nil : "futilitySpending", futilityZ == nil ? nil : "futilityZ",
            futilityHazardRatio == nil ? nil : "futilityHazardRatio",
            futilityConditionalPower == nil ? nil : "futilityConditionalPower",
            futilityPlannedPower == nil ? nil : "futilityPlannedPower",
        ].compactMap(\.self)
    }

    /// The option that gives the boundary.
    var option: String { OptionNames.option(given.first ?? "futilitySpending") }

    /// The rule; nil where none is asked for.
    func rule(scale: HazardRatioScale?, fractions: [Double]) throws(StatisticsError) -> FutilityRule? {
        guard given.count < 2 else { throw .option(given[1], "is a second futility boundary; give one") }
        guard let criterion = try criterion(scale, fractions) else {
            if binding { throw .option("binding", "is given without a futility boundary") }
            if futilityLooks != nil { throw .option("futilityLooks", "is given without a futility boundary") }
            return nil
        }
        return FutilityRule(criterion, isBinding: binding, looks: futilityLooks?.looks ?? .all)
    }

    private func criterion(
        _ scale: HazardRatioScale?, _ fractions: [Double]
    ) throws(StatisticsError) -> FutilityRule.Criterion? {
        if let futilitySpending { return .spending(futilitySpending.function) }
        if let futilityZ { return .z(futilityZ.numbers) }
        if let futilityConditionalPower { return .conditionalPower(futilityConditionalPower.numbers) }
        if let futilityPlannedPower { return .conditionalPowerAsPlanned(futilityPlannedPower.numbers) }
        guard let ratios = futilityHazardRatio?.numbers else { return nil }
        guard let scale else { throw .option("futilityHazardRatio", "is given without --events") }
        var values: [Double?] = []
        for (ratio, fraction) in zip(ratios, fractions) {
            if let ratio, !(ratio > 0) {
                throw .option("futilityHazardRatio", "has \(ratio); expected numbers above 0")
            }
            let z = ratio.map { scale.z(hazardRatio: $0, fraction: fraction) }
            if let ratio, let z, !(abs(z) <= 30) {
                throw .option(
                    "futilityHazardRatio", "has \(ratio); expected ratios with a Z in -30...30 at these events")
            }
            values.append(z)
        }
        return .z(values + ratios.dropFirst(values.count).map { _ in nil })
    }
}

/// The options of harm in a one-sided design.
struct HarmBoundaryOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Stop for harm by a lower boundary: names as --spending.", valueName: "name"))
    var harmSpending: BoundaryShapeOption?

    @Option(help: ArgumentHelp("The level of harm, one side's; needed with --harm-spending.", valueName: "a"))
    var harmAlpha: Double?

    @Option(help: ArgumentHelp("The looks with a harm boundary; all by default.", valueName: "looks"))
    var harmLooks: LookSelectionOption?

    var isAsked: Bool { harmSpending != nil || harmAlpha != nil || harmLooks != nil }

    /// The rule; nil where none is asked for.
    var rule: HarmRule? {
        get throws(StatisticsError) {
            guard isAsked else { return nil }
            guard let harmSpending else {
                throw .option("harm", "is missing; it says how the level of harm is divided")
            }
            guard let harmAlpha else { throw .option("harmAlpha", "is missing; it is the level of harm") }
            return HarmRule(harmSpending.shape, alpha: harmAlpha, looks: harmLooks?.looks ?? .all)
        }
    }
}

/// A spending function by its name.
struct SpendingFunctionOption: ExpressibleByArgument {
    let function: SpendingFunction

    init?(argument: String) {
        guard let function = SpendingFunction(name: argument) else { return nil }
        self.function = function
    }
}

/// Numbers with commas between them, a dash where there is none.
struct OptionalNumberList: ExpressibleByArgument {
    let numbers: [Double?]

    init?(argument: String) {
        var numbers: [Double?] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let text = part.trimmingSpaces
            if text == "-" {
                numbers.append(nil)
            } else if let value = Double(text) {
                numbers.append(value)
            } else {
                return nil
            }
        }
        self.numbers = numbers
    }
}
