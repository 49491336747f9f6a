import ArgumentParser
import TrialReports
import TrialStatistics

/// The looks of a group sequential trial with one hypothesis.
struct SequentialLookOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The statistics of the looks so far; large where treatment works.", valueName: "list"))
    var z: NumberList?

    @Option(help: ArgumentHelp("Their information: fractions, 1/SE², or events with --ratio.", valueName: "list"))
    var information: NumberList?

    @Option(help: ArgumentHelp("The information planned for the end; 1 by default.", valueName: "amount"))
    var planned: Double?

    @Option(help: ArgumentHelp("Times by which the level is spent, if not information.", valueName: "list"))
    var spendingTimes: NumberList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Limits below which to stop for futility, one a look.", valueName: "list"))
    var futilityZ: NumberList?

    @Flag(help: "The limits for futility bind, and the critical values count on them.")
    var binding = false

    @Flag(help: "The last look given is the last of the trial, whatever its information.")
    var lastLook = false

    @Option(help: ArgumentHelp("Information of looks to come; one at --planned by default.", valueName: "list"))
    var next: NumberList?

    @Option(help: ArgumentHelp("The design's effect: the mean of Z at the information planned.", valueName: "d"))
    var drift: Double?

    @Option(help: ArgumentHelp("The design's effect: a difference, or a hazard ratio with --ratio.", valueName: "e"))
    var effect: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Mean and SD of what was believed of the drift before.", valueName: "m,s"))
    var prior: NumberList?

    @Option(help: ArgumentHelp("How outcomes are ordered after the end.", valueName: "name"))
    var ordering: SequentialOrdering = .stageWise

    var isAsked: Bool { !given.isEmpty }

    /// The options that were given.
    var given: [String] {
        [
            ("--z", z != nil), ("--information", information != nil), ("--planned", planned != nil),
            ("--spending-times", spendingTimes != nil), ("--futility-z", futilityZ != nil), ("--binding", binding),
            ("--last-look", lastLook), ("--next", next != nil), ("--drift", drift != nil), ("--effect", effect != nil),
            ("--prior", prior != nil), ("--ordering", ordering != .stageWise),
        ].filter(\.1).map(\.0)
    }

    func decision(_ level: MonitoringLevelOptions, _ seen: EndpointOptions.Seen?) throws -> MonitoringAnswer {
        let unit = level.unit(hasData: seen != nil)
        let amounts = try amounts(seen)
        let maximum = try maximum(unit, seen)
        var before = amounts.last ?? 0
        for (index, amount) in (next?.numbers ?? []).enumerated() {
            guard amount > before, amount.isFinite else {
                throw Refusal(StatisticsError.notMore("next", index, amount, before), option: "--next")
            }
            before = amount
        }
        return try MonitoringNames.refusing { () throws(StatisticsError) in
            let trial = try trial(level, unit, maximum, amounts, seen)
            let answer = try InterimAnswer(
                trial, unit: unit, shape: level.spending?.shape, drift: try drift(unit, maximum),
                remaining: try remaining(unit) ?? planned(level, trial),
                prior: prior.map { .normal(mean: $0.numbers[0], standardDeviation: $0.numbers[1]) } ?? .flat,
                ordering: ordering)
            return MonitoringAnswer(answer.answer, decision: answer.decision)
        }
    }

    func validate() throws {
        if drift != nil, effect != nil { throw ValidationError("Give either --drift or --effect, not both.") }
        if let prior, prior.numbers.count != 2 {
            throw ValidationError(
                "--prior has \(prior.numbers.count) numbers; expected two, mean and standard deviation.")
        }
        if binding, futilityZ == nil { throw ValidationError("--binding needs --futility-z.") }
    }

    /// The amounts of information of the looks, with that of the data at the end.
    func amounts(_ seen: EndpointOptions.Seen?) throws -> [Double] {
        let (z, information) = (z?.numbers ?? [], information?.numbers ?? [])
        guard z.count == information.count else {
            throw Refusal(
                description:
                    "--information has \(information.count) of the \(z.count) numbers expected, one for each of --z."
            )
        }
        var before = 0.0
        for (index, amount) in information.enumerated() {
            guard amount > before, amount.isFinite else {
                throw Refusal(StatisticsError.notMore("information", index, amount, before), option: "--information")
            }
            before = amount
        }
        let amounts = information + (seen.map { [$0.events] } ?? [])
        try checkFutility(looks: amounts.count)
        return amounts
    }

    /// The amount planned.
    func maximum(_ unit: InformationUnit, _ seen: EndpointOptions.Seen?) throws -> Double {
        if let planned, !(planned > 0 && planned.isFinite) {
            throw Refusal(description: "--planned: error: it is \(planned); expected a finite number above 0")
        }
        if let amount = planned ?? seen.map({ $0.planned.amount(reached: $0.events) }) { return amount }
        if unit == .information {
            // A part of the plan may run over; what is far beyond 1 is an amount whose plan is not said.
            guard let amount = information?.numbers.max(), amount > 1.5 else { return 1 }
            throw Refusal(
                description: "--planned is missing: --information \(amount) is no part of the information planned.")
        }
        throw Refusal(description: "--planned is missing: the events planned for the end.")
    }

    /// The trial.
    func trial(
        _ level: MonitoringLevelOptions, _ unit: InformationUnit, _ maximum: Double, _ amounts: [Double],
        _ seen: EndpointOptions.Seen?
    ) throws(StatisticsError) -> SequentialAnalysis {
        let statistics = (z?.numbers ?? []) + (seen.map { [$0.z] } ?? [])
        var looks: [ObservedLook] = []
        for (index, amount) in amounts.enumerated() {
            let time = spendingTimes.flatMap { $0.numbers.indices.contains(index) ? $0.numbers[index] : nil }
            looks.append(
                ObservedLook(information: try unit.information(amount), z: statistics[index], spendingFraction: time))
        }
        return try SequentialAnalysis(
            try level.plan(try unit.information(maximum)), looks: looks, futility: futility,
            isLast: lastLook || seen?.planned == .reached ? true : nil)
    }

    /// Refuses limits of futility of more looks than there are, and such as no statistic reaches.
    private func checkFutility(looks: Int) throws {
        guard let limits = futilityZ?.numbers else { return }
        guard limits.count <= looks else {
            throw Refusal(
                description: "--futility-z: error: it has \(limits.count) limits; expected \(looks), one for each look")
        }
        for (index, limit) in limits.enumerated() where !(abs(limit) <= 30) {
            throw Refusal(
                description:
                    "--futility-z: error: number \(index + 1) is \(limit); expected a number in -30...30")
        }
    }

    private var futility: FutilityLimits {
        guard let limits = futilityZ?.numbers else { return .none }
        return binding ? .binding(limits) : .nonBinding(limits)
    }

    /// The drift of the design's alternative.
    func drift(_ unit: InformationUnit, _ maximum: Double) throws(StatisticsError) -> Double? {
        guard let effect else { return drift }
        guard let theta = unit.scale.theta(effect) else {
            throw MonitoringNames.fault("effect", "is \(effect); expected a hazard ratio above 0")
        }
        return theta * (try unit.information(maximum)).squareRoot()
    }

    /// That the effect assumed is harm.
    func remarks(_ unit: InformationUnit) -> [String] {
        guard let given = effect ?? drift else { return [] }
        let isRatio = effect != nil && unit != .information
        guard isRatio ? given > 1 : given < 0 else { return [] }
        let option = effect == nil ? "--drift" : "--effect"
        return [
            "\(option) \(given) is harm: \(isRatio ? "a hazard ratio above 1" : "below 0") says that the treatment is worse. Power under it is that of a treatment that harms."
        ]
    }

    /// The looks of `--fractions` that are still to come; nil where there are none.
    private func planned(_ level: MonitoringLevelOptions, _ trial: SequentialAnalysis) -> [Double]? {
        let maximum = trial.plan.maximumInformation
        let reached = trial.looks.last?.information ?? 0
        let ahead = (level.fractions?.numbers ?? []).map { $0 * maximum }.filter { $0 > reached * (1 + 1e-9) }
        return trial.isLast || ahead.isEmpty ? nil : ahead
    }

    /// The information of the looks to come.
    private func remaining(_ unit: InformationUnit) throws(StatisticsError) -> [Double]? {
        guard let next else { return nil }
        var information: [Double] = []
        for amount in next.numbers { information.append(try unit.information(amount)) }
        return information
    }
}

extension SequentialOrdering: ExpressibleByArgument {}

extension StatisticsError {
    /// An amount of information that is no more than that of the look before, in the unit of the user.
    fileprivate static func notMore(
        _ argument: String, _ index: Int, _ amount: Double, _ before: Double
    ) -> StatisticsError {
        StatisticsError(
            .invalidValue, argument: argument, index: index,
            "\(argument)[\(index)] is \(amount); expected a finite number above \(before == 0 ? "0" : "that of the look before it, \(before)")"
        )
    }
}
