import ArgumentParser
import TrialStatistics

/// The options that describe a trial with a time to an event.
struct SurvivalTrialOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Hazard on treatment divided by that on control; several by period.", valueName: "ratios"))
    var hazardRatio: NumberList?

    @Option(help: ArgumentHelp("When the hazard ratio changes.", valueName: "times"))
    var hazardRatioChanges: NumberList?

    @Option(help: ArgumentHelp("The median on treatment, instead of a hazard ratio.", valueName: "median"))
    var treatmentMedian: Double?

    @Option(help: ArgumentHelp("The median on control.", valueName: "median"))
    var controlMedian: Double?

    @Option(help: ArgumentHelp("The hazard on control; several by period.", valueName: "hazards"))
    var controlHazard: NumberList?

    @Option(help: ArgumentHelp("When the hazard on control changes.", valueName: "times"))
    var controlChanges: NumberList?

    @Option(help: ArgumentHelp("Survival on control at times, such as 0.8@12,0.5@40.", valueName: "points"))
    var controlSurvival: TimedProbabilities?

    @Option(help: ArgumentHelp("Shares and medians on control, such as 0.3:12,0.7:24.", valueName: "strata"))
    var strata: String?

    @Option(
        help: ArgumentHelp(
            "A stratum with facts of its own, such as share=0.3,median=12,hazard-ratio=0.6; one option for each.",
            valueName: "facts"))
    var stratum: [StratumArgument] = []

    @Option(help: ArgumentHelp("Treatment to control, such as 3:2; 1:1 by default.", valueName: "ratio"))
    var ratio: RatioArgument?

    @Option(help: ArgumentHelp("How long subjects enter.", valueName: "time"))
    var accrual: Double?

    @Option(help: ArgumentHelp("Subjects who enter in a unit of time; several by period.", valueName: "rates"))
    var accrualRates: NumberList?

    @Option(help: ArgumentHelp("When the rate of accrual changes.", valueName: "times"))
    var accrualChanges: NumberList?

    @Option(help: ArgumentHelp("For how long the rate of accrual grows at first.", valueName: "time"))
    var ramp: Double?

    @Option(help: ArgumentHelp("From the last entry to the analysis.", valueName: "time"))
    var followUp: Double?

    @Option(help: ArgumentHelp("From the first entry to the analysis.", valueName: "time"))
    var duration: Double?

    @Option(help: ArgumentHelp("How long each subject is followed, whenever it entered.", valueName: "time"))
    var fixedFollowUp: Double?

    @Option(help: ArgumentHelp("The part that drops out by a time, such as 0.05@12.", valueName: "part"))
    var dropout: TimedProbabilities?

    @Option(help: ArgumentHelp("The same on treatment, where it differs.", valueName: "part"))
    var treatmentDropout: TimedProbabilities?

    func validate() throws {
        if treatmentMedian != nil, hazardRatio != nil {
            throw ValidationError("--treatment-median and --hazard-ratio; give one of them.")
        }
        if treatmentMedian != nil, controlMedian == nil {
            throw ValidationError("--treatment-median needs --control-median.")
        }
        if let fixedFollowUp, !(fixedFollowUp > 0) {
            throw ValidationError("--fixed-follow-up is \(fixedFollowUp); expected a time above 0.")
        }
        if followUp != nil, duration != nil { throw ValidationError("--follow-up and --duration; give one of them.") }
        if fixedFollowUp != nil, followUp != nil || duration != nil {
            throw ValidationError("--fixed-follow-up sets the analysis; leave out --follow-up and --duration.")
        }
        let controls = [
            controlMedian != nil, controlHazard != nil, controlSurvival != nil, strata != nil, !stratum.isEmpty,
        ]
        if controls.filter(\.self).count > 1 {
            throw ValidationError(
                "Say once what is expected on control: --control-median, --control-hazard, --control-survival, --strata or --stratum."
            )
        }
        if let problem = stratum.lazy.compactMap(\.problem).first {
            throw ValidationError("--stratum: \(problem).")
        }
        if stratum.count == 1 { throw ValidationError("--stratum is given once; expected one for each stratum.") }
        if ramp != nil, accrualChanges != nil {
            throw ValidationError("--ramp and --accrual-changes; give one of them.")
        }
    }

    /// Whether a trial is described, not only an effect.
    var hasControl: Bool {
        controlMedian != nil || controlHazard != nil || controlSurvival != nil || strata != nil || !stratum.isEmpty
    }

    /// Whether an effect is stated, of all or of each stratum.
    var hasEffect: Bool {
        hazardRatio != nil || treatmentMedian != nil || (!stratum.isEmpty && stratum.allSatisfy(\.hasEffect))
    }

    /// The hazard ratio of the whole trial; nil where it is not stated.
    func effect() throws -> HazardRatio? {
        if let treatmentMedian, let controlMedian {
            _ = try PlannedHazard(median: treatmentMedian, named: "treatmentMedian")
            return try HazardRatio(controlMedian / treatmentMedian)
        }
        guard let hazardRatio else {
            if hazardRatioChanges != nil {
                throw Refusal(description: "--hazard-ratio-changes: error: there is no --hazard-ratio to change")
            }
            return nil
        }
        try Self.checkPieces("--hazard-ratio", hazardRatio.numbers, "--hazard-ratio-changes", hazardRatioChanges)
        return try HazardRatio(starts: [0] + (hazardRatioChanges?.numbers ?? []), values: hazardRatio.numbers)
    }

    /// The trial and the time from the last entry to the analysis.
    ///
    /// - Parameters:
    ///   - effect: the hazard ratio where none is stated.
    ///   - isTimeSought: whether the analysis follows from something else.
    func trial(
        effect other: HazardRatio?, isTimeSought: Bool
    ) throws -> (trial: SurvivalTrial, afterLastEntry: Double) {
        let accrual = try pattern()
        let trial = try SurvivalTrial(
            strata: try allStrata(try effect() ?? other), ratio: try ratio.ratio(), accrual: accrual,
            followUp: fixedFollowUp)
        let after = fixedFollowUp ?? followUp ?? duration.map { $0 - accrual.duration }
        guard let after = after ?? (isTimeSought ? 0 : nil) else {
            throw Refusal(description: "error: say when the analysis is: --follow-up, --duration or --fixed-follow-up")
        }
        if let duration, after < 0 {
            throw Refusal(
                description: "--duration: error: \(duration) is shorter than the accrual of \(accrual.duration)")
        }
        return (trial, after)
    }

    private func allStrata(_ effect: HazardRatio?) throws -> [SurvivalStratum] {
        if !stratum.isEmpty {
            let lost = (try dropoutHazard(dropout, "dropout"), try dropoutHazard(treatmentDropout, "treatment-dropout"))
            return try stratum.map { try $0.stratum(effect: effect, dropout: lost.0, treatmentDropout: lost.1) }
        }
        guard let effect else {
            throw Refusal(description: "error: say the effect: --hazard-ratio or --treatment-median")
        }
        return try strata.map { try shares(of: $0, effect) } ?? [try stratum(1, try control(), effect)]
    }

    func pattern() throws -> PlannedAccrual {
        guard let accrual else { throw Refusal(description: "error: say how long subjects enter: --accrual") }
        let rates = accrualRates?.numbers ?? [1]
        if let ramp {
            guard ramp > 0, ramp.isFinite else {
                throw Refusal(description: "--ramp: error: it is \(ramp); expected a finite time above 0")
            }
            guard rates.count == 1 else {
                throw Refusal(
                    description: "--accrual-rates: error: there are \(rates.count); expected one beside --ramp")
            }
        }
        try Self.checkPieces("--accrual-rates", rates, "--accrual-changes", accrualChanges)
        for rate in rates where !(rate >= 0 && rate.isFinite) {
            throw Refusal(
                description: "--accrual-rates: error: one is \(rate); expected finite numbers of at least 0")
        }
        guard rates.contains(where: { $0 > 0 }) else {
            throw Refusal(description: "--accrual-rates: error: all are 0; expected one above 0")
        }
        if let ramp { return try .ramp(full: ramp, rate: rates[0], duration: accrual) }
        return try .periods(starts: [0] + (accrualChanges?.numbers ?? []), rates: rates, duration: accrual)
    }

    func control() throws -> PlannedHazard {
        if let controlMedian { return try PlannedHazard(median: controlMedian) }
        if let controlSurvival {
            return try PlannedHazard(survival: controlSurvival.values, at: controlSurvival.times)
        }
        try Self.checkPieces("--control-hazard", controlHazard?.numbers ?? [], "--control-changes", controlChanges)
        return try PlannedHazard(
            starts: [0] + (controlChanges?.numbers ?? []), rates: controlHazard?.numbers ?? [], named: "control-hazard")
    }

    /// Refuses values by period with another number of changes than one fewer, or changes that do not increase.
    private static func checkPieces(
        _ option: String, _ values: [Double], _ changesOption: String, _ changes: NumberList?
    ) throws {
        let times = changes?.numbers ?? []
        guard times.count == values.count - 1 else {
            throw Refusal(
                description:
                    "\(changes == nil ? option : changesOption): error: \(option) has \(values.count), \(changesOption) \(times.count); expected one change fewer than values"
            )
        }
        var before = 0.0
        for time in times {
            guard time > before, time.isFinite else {
                throw Refusal(
                    description:
                        "\(changesOption): error: one is \(time); expected finite times above 0 that increase")
            }
            before = time
        }
    }

    private func stratum(_ share: Double, _ control: PlannedHazard, _ effect: HazardRatio) throws -> SurvivalStratum {
        try SurvivalStratum(
            share: share, control: control, hazardRatio: effect,
            controlDropout: dropoutHazard(dropout, "dropout") ?? .none,
            treatmentDropout: dropoutHazard(treatmentDropout, "treatment-dropout"))
    }

    func dropoutHazard(_ part: TimedProbabilities?, _ name: String) throws -> PlannedHazard? {
        try part.map { part in
            try part.checkParts("--" + name)
            return try PlannedHazard(survival: part.values.map { 1 - $0 }, at: part.times, named: name)
        }
    }

    private func shares(of text: String, _ effect: HazardRatio) throws -> [SurvivalStratum] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let numbers = part.split(separator: ":", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
            guard numbers.count == 2, let share = numbers[0], let median = numbers[1] else {
                throw Refusal(description: "--strata: error: '\(part)' is not a share and a median such as 0.3:12")
            }
            return try stratum(share, try PlannedHazard(median: median, named: "strata"), effect)
        }
    }
}

/// Probabilities at times: 0.8@12,0.5@40.
struct TimedProbabilities: ExpressibleByArgument {
    let values: [Double], times: [Double]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.split(separator: "@", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
        }
        guard parts.allSatisfy({ $0.count == 2 && $0[0] != nil && $0[1] != nil }) else { return nil }
        values = parts.compactMap { $0[0] }
        times = parts.compactMap { $0[1] }
    }

    /// Refuses parts that drop out which are none, in the words of the user.
    func checkParts(_ option: String) throws {
        for part in values where !(part >= 0 && part < 1) {
            throw Refusal(description: "\(option): error: the part is \(part); expected one from 0 to below 1")
        }
    }
}
