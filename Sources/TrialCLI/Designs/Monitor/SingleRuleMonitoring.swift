import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics

/// A stopping rule by its options: on a rate, on two, on a time to an event, on a Bayes factor, on the chance of success, in two stages.
struct SingleRuleOptions: ParsableArguments {
    @OptionGroup(title: "A time to an event watched") var exponential: ExponentialBoundary
    @OptionGroup(title: "A rate watched") var betaBinomial: BetaBinomialBoundary
    @OptionGroup(title: "Toxicity and response watched") var both: ToxicityResponseRuleOptions
    @OptionGroup(title: "A Bayes factor watched") var bayesFactor: BayesFactorBoundary
    @OptionGroup(title: "Predictive probability") var predictive: PredictiveRuleOptions
    @OptionGroup(title: "Two stages") var twoStage: TwoStageRuleOptions
    @OptionGroup(title: "What these rules share") var shared: SharedBoundaryOptions

    /// The options that name a kind of rule, of those that were asked for.
    var asked: [String] {
        [
            (ExponentialBoundary.leadingOption, exponential.isAsked),
            (BetaBinomialBoundary.leadingOption, betaBinomial.isAsked),
            (ToxicityResponseBoundary.leadingOption, both.isAsked),
            (BayesFactorBoundary.leadingOption, bayesFactor.isAsked),
            (PredictiveBoundary.leadingOption, predictive.isAsked), ("--two-stage", twoStage.twoStage != nil),
        ].filter(\.1).map(\.0)
    }

    /// What the rule says.
    func answer(_ seen: MonitoredData) throws -> MonitoringAnswer {
        var notes: [String] = []
        do {
            let reading = try reading(seen, &notes)
            return MonitoringAnswer(reading, notes: notes)
        } catch let missing as MonitoredData.Missing {
            throw Refusal(description: "\(asked.first ?? "the rule"): error: \(missing.words).")
        }
    }

    private func reading(_ seen: MonitoredData, _ notes: inout [String]) throws -> [RuleReading] {
        if exponential.isAsked { return [try readTime(seen, &notes)] }
        if both.isAsked { return try readBoth(seen, &notes) }
        if bayesFactor.isAsked { return [try readBayesFactor(seen, &notes)] }
        if betaBinomial.isAsked {
            let monitor = try betaBinomial.monitor(shared)
            let counts = try counts(seen, most: shared.max, &notes)
            return [
                RuleReading(
                    monitor, name: "events", subjects: counts.subjects, events: counts.events, path: counts.path)
            ]
        }
        if predictive.isAsked {
            let design = try predictive.design(shared)
            let counts = try counts(seen, most: shared.max, &notes)
            return [
                try PredictiveRuleOptions.naming { () throws(StatisticsError) in
                    try RuleReading(
                        design, name: "events", subjects: counts.subjects, events: counts.events, path: counts.path)
                }
            ]
        }
        return [try readTwoStage(seen, &notes)]
    }

    private func counts(_ seen: MonitoredData, most: Int?, _ notes: inout [String]) throws -> OutcomeSeen {
        let counts = try seen.counts([], most: most)
        notes += counts.notes
        return counts
    }

    private func readTime(_ seen: MonitoredData, _ notes: inout [String]) throws -> RuleReading {
        let (name, unit, stale) = ("time to event", seen.unit.rawValue, seen.options.stale)
        if exponential.cuts != nil {
            let monitor = try exponential.piecewise(shared)
            let (looks, remarks) = try seen.snapshots([])
            notes += remarks
            return try ExponentialBoundary.naming { () throws(StatisticsError) in
                try RuleReading(monitor, name: name, looks: looks, unit: unit, stale: stale)
            }
        }
        let monitor = try exponential.monitor(shared)
        let (looks, remarks) = try seen.looks([])
        notes += remarks
        return RuleReading(
            monitor, name: name, looks: looks, unit: unit, isPriorAssumed: exponential.timePrior == nil, stale: stale)
    }

    private func readBayesFactor(_ seen: MonitoredData, _ notes: inout [String]) throws -> RuleReading {
        let monitor = try bayesFactor.monitor(shared)
        if case .rate = monitor.parameter {
            let counts = try counts(seen, most: shared.max, &notes)
            let schedule = shared.max == nil ? nil : try shared.schedule()
            return RuleReading(
                monitor, name: "rate", subjects: counts.subjects, events: counts.events, schedule: schedule,
                path: counts.path)
        }
        let (looks, remarks) = try seen.looks([])
        notes += remarks
        return RuleReading(
            monitor, name: "median", looks: looks, unit: seen.unit.rawValue, stale: seen.options.stale)
    }

    private func readTwoStage(_ seen: MonitoredData, _ notes: inout [String]) throws -> RuleReading {
        let design = try twoStage.design
        guard let null = shared.null, null > 0, null < 1 else {
            throw Refusal(
                description: "--null: error: expected the rate of no interest, between 0 and 1, for the p-value")
        }
        let counts = try counts(seen, most: design.total, &notes)
        return try PredictiveRuleOptions.naming { () throws(StatisticsError) in
            try RuleReading(
                design, name: "events", null: null, subjects: counts.subjects, events: counts.events, path: counts.path)
        }
    }

    /// Toxicity first, then response: the trial stops where one of them says so.
    private func readBoth(_ seen: MonitoredData, _ notes: inout [String]) throws -> [RuleReading] {
        let monitor = try both.monitor(shared)
        let toxicity = try outcome("toxicity", seen.options.toxicities, seen, &notes)
        let response = try outcome("response", seen.options.responses, seen, &notes)
        return [
            RuleReading(
                monitor.toxicity, name: "toxicity", subjects: toxicity.subjects, events: toxicity.events,
                path: toxicity.path),
            RuleReading(
                monitor.response, name: "response", subjects: response.subjects, events: response.events,
                path: response.path),
        ]
    }

    private func outcome(
        _ name: String, _ count: Int?, _ seen: MonitoredData, _ notes: inout [String]
    ) throws -> OutcomeSeen {
        let option = name == "toxicity" ? "--toxicities" : "--responses"
        guard seen.input == nil else {
            guard seen.endpoint([name]) != nil else {
                throw MonitoredData.Missing.needs("--endpoint toxicity=COLUMN and --endpoint response=COLUMN")
            }
            let counts = try seen.counts([name])
            notes += counts.notes.map { "\(name): \($0)" }
            return counts
        }
        guard let subjects = seen.options.subjects, let count else {
            throw MonitoredData.Missing.needs(
                "a file with --endpoint toxicity=COLUMN and --endpoint response=COLUMN, or --subjects, --toxicities and --responses"
            )
        }
        try seen.checkSubjects(subjects, shared.max)
        guard count <= subjects else {
            throw Refusal(description: "\(option): error: it is \(count); expected at most \(subjects), the subjects")
        }
        return OutcomeSeen(subjects: subjects, events: count, path: [], notes: [])
    }
}
