import ArgumentParser
import TrialAnalysis
import TrialModel
import TrialReports
import TrialStatistics
import TrialValues

/// The rules that `equipoise monitor` reads: from a design file, or one by its options.
struct MonitorRuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The design file whose rules are read.", valueName: "file"))
    var design: String?

    @Option(help: ArgumentHelp("The rule of the file to read; all that can be by default.", valueName: "id"))
    var item: String?
}

/// Reads the Bayesian rules of a trial on what was seen.
struct BayesianMonitoring {
    let rules: MonitorRuleOptions
    let exponential: ExponentialBoundary
    let betaBinomial: BetaBinomialBoundary
    let bayesFactor: BayesFactorBoundary
    let shared: SharedBoundaryOptions
    let data: MonitorDataOptions

    /// Whether a Bayesian rule is asked for.
    var isAsked: Bool {
        rules.design != nil || exponential.isAsked || betaBinomial.isAsked || bayesFactor.isAsked
    }

    /// What the rules say, and where they come from.
    func answer(_ input: InputFile?) throws -> (answer: DesignAnswer, stops: Bool) {
        let asked = [
            ("--design", rules.design != nil), (ExponentialBoundary.leadingOption, exponential.isAsked),
            (BetaBinomialBoundary.leadingOption, betaBinomial.isAsked),
            (BayesFactorBoundary.leadingOption, bayesFactor.isAsked),
        ].filter(\.1).map(\.0)
        guard asked.count == 1 else {
            throw Refusal(
                description:
                    "\(asked.joined(separator: " and ")) are different rules; several on one trial stand in a design file (--design)."
            )
        }
        let seen = MonitoredData(options: data, table: input?.table, unit: exponential.timeUnit)
        var notes: [String] = []
        let readings: [RuleReading]
        if let path = rules.design {
            readings = try read(DesignFile(path), seen, &notes)
        } else if exponential.isAsked {
            readings = [try readExponential(seen, &notes)]
        } else if betaBinomial.isAsked {
            readings = [try read(try betaBinomial.monitor(shared), "events", seen, &notes)]
        } else {
            readings = [try readBayesFactor(seen, &notes)]
        }
        return (DesignAnswer(monitoring: readings, notes: notes), readings.contains { $0.decision.stops })
    }

    // MARK: One rule

    private func readExponential(_ seen: MonitoredData, _ notes: inout [String]) throws -> RuleReading {
        if exponential.cuts != nil {
            return try read(try exponential.piecewise(shared), "time to event", seen, &notes)
        }
        return try read(
            try exponential.monitor(shared), "time to event", seen, isAssumed: exponential.timePrior == nil, &notes)
    }

    private func read(
        _ monitor: ExponentialMonitor, _ name: String, _ seen: MonitoredData, isAssumed: Bool,
        _ notes: inout [String]
    ) throws -> RuleReading {
        let (looks, remarks) = try seen.looks(for: name)
        notes += remarks
        return RuleReading(
            monitor, name: name, looks: looks, unit: seen.unit.rawValue, isPriorAssumed: isAssumed, stale: data.stale)
    }

    private func read(
        _ monitor: PiecewiseExponentialMonitor, _ name: String, _ seen: MonitoredData, _ notes: inout [String]
    ) throws -> RuleReading {
        let (looks, remarks) = try seen.snapshots(for: name)
        notes += remarks
        return try ExponentialBoundary.naming { () throws(StatisticsError) in
            try RuleReading(monitor, name: name, looks: looks, unit: seen.unit.rawValue, stale: data.stale)
        }
    }

    private func read(
        _ monitor: BetaBinomialMonitor, _ name: String, _ seen: MonitoredData, _ notes: inout [String]
    ) throws -> RuleReading {
        let counts = try seen.counts(for: name)
        notes += counts.notes
        return RuleReading(
            monitor, name: name, subjects: counts.subjects, events: counts.events, path: counts.path)
    }

    private func readBayesFactor(_ seen: MonitoredData, _ notes: inout [String]) throws -> RuleReading {
        let monitor = try bayesFactor.monitor(shared)
        if case .rate = monitor.parameter {
            let counts = try seen.counts(for: "Bayes factor of a rate")
            notes += counts.notes
            return RuleReading(monitor, name: "rate", subjects: counts.subjects, events: counts.events)
        }
        let (looks, remarks) = try seen.looks(for: "Bayes factor of a median")
        notes += remarks
        return RuleReading(monitor, name: "median", looks: looks, unit: seen.unit.rawValue)
    }

    // MARK: A design file

    private func read(_ file: DesignFile, _ seen: MonitoredData, _ notes: inout [String]) throws -> [RuleReading] {
        if seen.unit != .months {
            throw Refusal(description: "--time-unit: error: times of a design file are months; give --time in months")
        }
        var readings: [RuleReading] = []
        for item in try file.items(rules.item) {
            if let reading = try reading(of: item, seen, &notes) { readings.append(reading) }
        }
        guard !readings.isEmpty else {
            throw Refusal(
                description:
                    "\(file.name): error: none of its rules is read with these data; give --time and --event, or --outcome, or --item"
            )
        }
        return readings
    }

    /// What one rule of the file says; nil where the data are none for it.
    private func reading(
        of item: DesignItem, _ seen: MonitoredData, _ notes: inout [String]
    ) throws -> RuleReading? {
        func made<Value>(_ make: () throws(Diagnostics) -> Value) throws -> Value {
            do { return try make() } catch { throw Refusal(description: error.description) }
        }
        switch item.rule {
        case .betaBinomial(let rule) where rules.item != nil || seen.hasCounts:
            return try read(
                try made { () throws(Diagnostics) in try BetaBinomialMonitor(rule, of: item) }, item.id, seen, &notes)
        case .exponentialMedian(let rule) where rules.item != nil || seen.hasTimes:
            let monitor = try made { () throws(Diagnostics) in try ExponentialMonitor(rule, of: item) }
            return try read(
                monitor, item.id, seen.looking(every: rule.every?.months), isAssumed: item.notPrinted.contains("prior"),
                &notes)
        default:
            notes.append("The rule \(item.id) (\(item.rule.name.rawValue)) was not read: these data are none for it.")
            return nil
        }
    }
}
