import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The boundary of a monitor of exponential times: the total times that stop, by number of events.
    ///
    /// - Parameters:
    ///   - monitor: the rules.
    ///   - events: the largest number of events.
    ///   - unit: the unit of time, such as "months".
    ///   - isPriorAssumed: whether nobody gave the prior.
    ///   - path: what was observed, for the figure.
    public init(
        _ monitor: ExponentialMonitor, events: Int, unit: String = "months", isPriorAssumed: Bool = false,
        path: [TotalTimeFigure.Observation] = []
    ) {
        let bounds = monitor.bounds(upTo: events)
        let words = ExponentialWords(monitor, unit: unit, isPriorAssumed: isPriorAssumed)
        self.init(
            title: "Stopping boundary of a time to an event", summary: words.sentence,
            sections: [
                Section(
                    "Boundary", [.bounds(bounds, of: monitor, unit: unit), .totalTime(bounds, path: path, unit: unit)]),
                Section("Belief before the trial", [words.beliefs]),
            ], notes: words.notes(upTo: events), json: ExponentialBoundaryJSON(monitor, bounds, words, events))
    }
}

extension DesignAnswer.Block {
    fileprivate static func bounds(
        _ bounds: [ExponentialMonitor.Bounds], of monitor: ExponentialMonitor, unit: String
    ) -> Self {
        let isLate = monitor.event == .harm
        let sides:
            [(
                title: String, none: String, rule: EventTimeRule?,
                region: (ExponentialMonitor.Bounds) -> TotalTimeRegion
            )] =
                [
                    (isLate ? "least time to go on" : "greatest time to go on", "any", monitor.futility, \.futility),
                    (
                        isLate ? "stops for efficacy above" : "stops for efficacy below", "never", monitor.efficacy,
                        \.efficacy
                    ),
                ]
        let asked = sides.filter { $0.rule != nil }
        let columns = ["events"] + asked.map(\.title)
        let rows = bounds.map { bound in [String(bound.events)] + asked.map { $0.region(bound).text(none: $0.none) } }
        return .table(
            "Total time on test, \(unit)", columns, rows,
            remarks: ["The follow-up of all subjects added up, with and without an event."])
    }

    /// The figure of bounds and of what was seen.
    static func totalTime(
        _ bounds: [ExponentialMonitor.Bounds], path: [TotalTimeFigure.Observation], unit: String,
        name: String = "boundary.svg"
    ) -> Self {
        var options = TotalTimeFigure.Options()
        options.timeTitle = "Total time on test (\(unit))"
        options.identifier = String(name.prefix { $0 != "." })
        let figure = TotalTimeFigure(
            bounds.map { .init(events: $0.events, futility: $0.futility, efficacy: $0.efficacy) }, path: path,
            options: options)
        let seen = path.isEmpty ? "" : " The line is what was seen, look by look."
        return .figure(
            .init(
                name: name, svg: figure.svg, title: "Total time on test and events",
                caption:
                    "Follow-up of all subjects added up, against the number of events; what is shaded stops the trial."
                    + seen
            ))
    }
}

extension TotalTimeRegion {
    /// The bound as a cell of a table, where `none` says that no total time stops.
    func text(none: String) -> String {
        switch self {
        case .none: none
        case .below(let bound), .above(let bound): NumberText.fixed(bound, decimals: 2)
        case .every: "always stops"
        }
    }
}

/// The words about a monitor of exponential times.
struct ExponentialWords {
    let monitor: ExponentialMonitor
    let unit: String
    let isPriorAssumed: Bool

    init(_ monitor: ExponentialMonitor, unit: String, isPriorAssumed: Bool) {
        self.monitor = monitor
        self.unit = unit
        self.isPriorAssumed = isPriorAssumed
    }

    private var quantity: String { monitor.prior.quantity.rawValue }

    /// The probability that a rule asks for, in symbols.
    func expression(_ rule: EventTimeRule) -> String {
        let sign = monitor.event == .harm ? 1.0 : -1.0
        let comparison = monitor.event == .harm ? ">" : "<"
        switch monitor.standard {
        case .fixed(let time, _):
            return "P(\(quantity) \(comparison) \(NumberText.measured(time + sign * rule.gain)) \(unit) | data)"
        case .random:
            let gain = rule.gain == 0 ? "" : " \(sign > 0 ? "+" : "−") \(NumberText.measured(rule.gain))"
            return "P(\(quantity) \(comparison) standard\(gain) \(unit) | data)"
        }
    }

    /// The rules in a sentence.
    var sentence: String {
        let rules = [
            monitor.futility.map { "\(expression($0)) < \(NumberText.exact($0.cutoff))" },
            monitor.efficacy.map { "\(expression($0)) > \(NumberText.exact($0.cutoff))" },
        ].compactMap(\.self).joined(separator: " or ")
        return "Stop where \(rules); prior \(monitor.prior.name) on the \(quantity)."
    }

    /// The prior and the standard, with what they say.
    var beliefs: DesignAnswer.Block {
        func row(_ name: String, _ prior: InverseGammaPrior) -> [String] {
            let interval = prior.interval()
            return [
                name, prior.name, prior.mean.map(NumberText.measured) ?? "–",
                prior.variance.map { NumberText.measured($0.squareRoot()) } ?? "–",
                "\(interval.lower.map(NumberText.measured) ?? "–") to \(interval.upper.map(NumberText.measured) ?? "–")",
            ]
        }
        var rows = [row("treatment", monitor.prior)]
        if case .random(let standard) = monitor.standard { rows.append(row("standard", standard)) }
        return .table(
            "Beliefs about the \(quantity), \(unit)", ["of", "distribution", "mean", "SD", "95% interval"], rows,
            wordColumns: [1, 4])
    }

    /// What one has to know to read the bounds rightly.
    func notes(upTo events: Int) -> [String] {
        var notes: [String] = []
        if isPriorAssumed {
            notes.append(
                "No prior was given: \(monitor.prior.name), a weak belief about the standard worth two events, is a configuration and no part of a protocol."
            )
        }
        if let decision = monitor.stopsFromTheStart {
            notes.append(
                "The rule stops before the first subject, for \(decision == .stopForFutility ? "futility" : "efficacy"): the prior alone does. It is of no use."
            )
        }
        if let futility = monitor.futility, monitor.efficacy == nil, monitor.event == .harm,
            monitor.futilityRegion(events: events) == .none
        {
            notes.append(
                "With up to \(events) events no total time stops: \(NumberText.exact(futility.cutoff)) is out of reach, and the trial always continues."
            )
        }
        if let first = overlap(upTo: events) {
            notes.append(
                "From \(first) events on some total times satisfy both rules, better than the standard but not by the gain; futility is asked first."
            )
        }
        notes.append(
            "The hazard is taken as constant: early follow-up speaks for late. Cuts (--cuts) lift that where treatment ends or the hazard changes."
        )
        return notes
    }

    private func overlap(upTo events: Int) -> Int? {
        monitor.bounds(upTo: events).first { bounds in
            switch (bounds.futility, bounds.efficacy) {
            case (.below(let futile), .above(let efficient)): efficient < futile
            case (.above(let futile), .below(let efficient)): futile < efficient
            default: false
            }
        }?.events
    }
}

extension InverseGammaPrior {
    /// "IG(3, 80)".
    var name: String { "IG(\(NumberText.measured(shape)), \(NumberText.measured(scale)))" }
}

/// A prior as JSON.
struct InverseGammaJSON: Encodable, Sendable {
    let quantity: String
    let shape, scale: Double
    let mean, variance: Nullable<Double>

    init(_ prior: InverseGammaPrior) {
        quantity = prior.quantity.rawValue
        shape = prior.shape
        scale = prior.scale
        mean = Nullable(prior.mean)
        variance = Nullable(prior.variance)
    }
}

/// A rule on exponential times as JSON.
struct ExponentialRuleJSON: Encodable, Sendable {
    let rule = "exponential-median"
    let quantity, event, unit: String
    let prior: InverseGammaJSON
    let isPriorAssumed: Bool
    let standard: Nullable<Double>
    let standardPrior: Nullable<InverseGammaJSON>
    let gain, stopBelow, efficacyGain, stopAbove: Nullable<Double>

    init(_ words: ExponentialWords) {
        let monitor = words.monitor
        (quantity, event, unit) = (monitor.prior.quantity.rawValue, monitor.event.rawValue, words.unit)
        prior = InverseGammaJSON(monitor.prior)
        isPriorAssumed = words.isPriorAssumed
        standard = Nullable(monitor.standard.mean(as: monitor.prior.quantity))
        if case .random(let earlier) = monitor.standard {
            standardPrior = Nullable(InverseGammaJSON(earlier))
        } else {
            standardPrior = Nullable(nil)
        }
        gain = Nullable(monitor.futility?.gain)
        stopBelow = Nullable(monitor.futility?.cutoff)
        efficacyGain = Nullable(monitor.efficacy?.gain)
        stopAbove = Nullable(monitor.efficacy?.cutoff)
    }
}

/// The boundary of a monitor of exponential times as JSON.
private struct ExponentialBoundaryJSON: Encodable, Sendable {
    struct Look: Encodable, Sendable {
        let events: Int
        /// Total times below it stop for futility; those above where `greatestTotalTime` is there instead.
        let leastTotalTime, greatestTotalTime: Nullable<Double>
        /// The probability of the futility rule at that bound.
        let posterior: Nullable<Double>
        /// Total times beyond it stop for efficacy.
        let efficacyTotalTime, efficacyPosterior: Nullable<Double>

        init(_ monitor: ExponentialMonitor, _ bounds: ExponentialMonitor.Bounds) {
            let events = bounds.events
            self.events = events
            let least = monitor.futility == nil ? nil : monitor.leastTotalTime(events: events)
            let greatest = monitor.greatestTotalTime(events: events)
            leastTotalTime = Nullable(least)
            greatestTotalTime = Nullable(greatest)
            posterior = Nullable(
                (least ?? greatest).flatMap { time in
                    monitor.futility.map { monitor.probability($0, events: events, totalTime: time) }
                })
            efficacyTotalTime = Nullable(bounds.efficacy.bound)
            efficacyPosterior = Nullable(
                bounds.efficacy.bound.flatMap { time in
                    monitor.efficacy.map { monitor.probability($0, events: events, totalTime: time) }
                })
        }
    }

    let design: ExponentialRuleJSON
    let looks: [Look]
    let stopsFromTheStart: Bool
    let notes: [String]

    init(
        _ monitor: ExponentialMonitor, _ bounds: [ExponentialMonitor.Bounds], _ words: ExponentialWords, _ events: Int
    ) {
        design = ExponentialRuleJSON(words)
        looks = bounds.map { Look(monitor, $0) }
        stopsFromTheStart = monitor.stopsFromTheStart != nil
        notes = words.notes(upTo: events)
    }
}
