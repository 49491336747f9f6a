import ArgumentParser
import TrialReports
import TrialStatistics

/// The options of a rule that enlarges a trial after its interim look.
struct EnlargementOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The largest enlargement, times what was planned.", valueName: "c"))
    var enlargeTo: Double?

    @Option(help: ArgumentHelp("The conditional power aimed at; 0.9 by default.", valueName: "p"))
    var targetPower: Double?

    @Option(help: ArgumentHelp("Enlarge from this conditional power on; the least valid by default.", valueName: "p"))
    var leastPower: Double?

    @Flag(help: "Combine the stages with the weights planned, which holds the level anywhere.")
    var fixedWeights = false

    @Option(help: ArgumentHelp("True drifts at which to say what the rule does.", valueName: "list"))
    var drifts: NumberList?

    var isAsked: Bool { !given.isEmpty }

    /// The options that were given.
    var given: [String] {
        [
            ("--enlarge-to", enlargeTo != nil), ("--target-power", targetPower != nil),
            ("--least-power", leastPower != nil), ("--fixed-weights", fixedWeights), ("--drifts", drifts != nil),
        ].filter(\.1).map(\.0)
    }

    func decision(
        _ looks: SequentialLookOptions, _ level: MonitoringLevelOptions, _ seen: EndpointOptions.Seen?
    ) throws -> MonitoringAnswer {
        guard let cap = enlargeTo else {
            throw Refusal(description: "\(given[0]) needs --enlarge-to, the largest enlargement.")
        }
        if level.twoSided {
            throw Refusal(description: "--enlarge-to is for one-sided tests; it does not go with --two-sided.")
        }
        if looks.lastLook { throw Refusal(description: "--last-look leaves nothing to enlarge.") }
        let unit = level.unit(hasData: seen != nil)
        let (amounts, maximum) = (try looks.amounts(seen), try looks.maximum(unit, seen))
        guard amounts.count == 1 else {
            throw Refusal(description: "--z has \(amounts.count) looks; --enlarge-to expects one, the interim look.")
        }
        guard let reached = amounts.first, reached < maximum else {
            throw Refusal(
                StatisticsError.option(
                    "planned", "is \(maximum); expected more than the interim look has, \(amounts[0])"),
                option: "--planned")
        }
        if let wild = drifts?.numbers.first(where: { !(abs($0) <= 30) }) {
            throw Refusal(
                StatisticsError.option("drifts", "has \(wild); expected numbers in -30...30"), option: "--drifts")
        }
        return try MonitoringNames.refusing { () throws(StatisticsError) in
            let trial = try looks.trial(level, unit, maximum, amounts, seen)
            let final = try trial.outlook(information: [trial.plan.maximumInformation])[0]
            let rule = try PromisingZone(
                fraction: trial.looks[0].information / trial.plan.maximumInformation, finalZ: final.criticalZ ?? 0,
                efficacyZ: trial.looks[0].criticalZ, futilityZ: trial.looks[0].futilityZ, cap: cap,
                target: targetPower ?? 0.9, lowerEnd: leastPower.map { .conditionalPower($0) } ?? .smallestValid,
                test: fixedWeights ? .inverseNormal : .conventional)
            let drift = try looks.drift(unit, maximum)
            let answer = PromisingZoneAnswer(
                rule, z: trial.looks[0].z, unit: unit, planned: trial.plan.maximumInformation,
                drifts: drifts?.numbers ?? drift.map { [$0 / 2, $0] } ?? [1, 2, 3, 4])
            let zone = rule.zone(z: trial.looks[0].z)
            let decision: MonitoringDecision =
                zone == .efficacy ? .stopForEfficacy : zone == .futility ? .stopForFutility : .goOn
            return MonitoringAnswer(answer.answer, decision: decision)
        }
    }
}
