import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The boundary of a Bayes factor monitor of a rate, after the given numbers of subjects.
    public init(_ monitor: BayesFactorMonitor, looks subjects: [Int]) {
        let bounds = monitor.countBounds(subjects)
        func text(_ range: ClosedRange<Int>?) -> String {
            range.map { $0.count == 1 ? String($0.lowerBound) : "\($0.lowerBound) to \($0.upperBound)" } ?? "–"
        }
        let notes = monitor.stopsAtEvenOdds ? [Self.useless] : Self.extremes(bounds)
        self.init(
            title: "Bayes factor stopping boundary", summary: monitor.sentence(nil),
            sections: [
                Section(
                    "Boundary",
                    [
                        monitor.table(
                            "Events that stop the trial", "subjects",
                            bounds.map { (String($0.subjects), text($0.inferiority), text($0.superiority)) },
                            dash: "no count stops at this look.")
                    ])
            ], notes: notes + [Self.oddsNote],
            json: BayesFactorJSON(
                monitor,
                counts: bounds.map {
                    .init(
                        subjects: $0.subjects, inferior: $0.inferiority.map { [$0.lowerBound, $0.upperBound] } ?? [],
                        superior: $0.superiority.map { [$0.lowerBound, $0.upperBound] } ?? [])
                }, notes: notes))
    }

    /// The boundary of a Bayes factor monitor of a median, up to a number of events.
    public init(_ monitor: BayesFactorMonitor, events: Int, unit: String = "months") {
        let bounds = monitor.timeBounds(upTo: events)
        var options = TotalTimeFigure.Options()
        options.timeTitle = "Total time on test (\(unit))"
        options.futilityText = "Stop: inferior"
        options.efficacyText = "Stop: superior"
        options.identifier = "boundary"
        let figure = TotalTimeFigure(
            bounds.map { .init(events: $0.events, futility: $0.inferiority, efficacy: $0.superiority) },
            options: options)
        let notes = Self.extremes(monitor, bounds)
        func text(_ region: TotalTimeRegion) -> String {
            switch region {
            case .none: "–"
            case .below(let bound): "< " + NumberText.fixed(bound, decimals: 2)
            case .above(let bound): "> " + NumberText.fixed(bound, decimals: 2)
            case .every: "every"
            }
        }
        self.init(
            title: "Bayes factor stopping boundary", summary: monitor.sentence(unit),
            sections: [
                Section(
                    "Boundary",
                    [
                        monitor.table(
                            "Total time on test that stops, \(unit)", "events",
                            bounds.map { (String($0.events), text($0.inferiority), text($0.superiority)) },
                            dash: "no total time stops."),
                        .figure(
                            .init(
                                name: "boundary.svg", svg: figure.svg, title: "Total time on test and events",
                                caption:
                                    "Follow-up of all subjects added up, against the number of events; what is shaded stops the trial."
                            )),
                    ])
            ], notes: notes + [Self.oddsNote],
            json: BayesFactorJSON(
                monitor,
                times: bounds.map {
                    .init(
                        events: $0.events, inferior: Nullable($0.inferiority.bound),
                        superior: Nullable($0.superiority.bound))
                }, notes: notes))
    }

    /// What one has to know of counts of which none stops, or all of a look do.
    private static func extremes(_ bounds: [BayesFactorMonitor.CountBounds]) -> [String] {
        if bounds.allSatisfy({ $0.inferiority == nil && $0.superiority == nil }) {
            return ["The rule can never stop: no count at any look does."]
        }
        let whole = bounds.first { ($0.inferiority?.count ?? 0) + ($0.superiority?.count ?? 0) == $0.subjects + 1 }
        return whole.map {
            ["The rule always stops, at \($0.subjects) subjects at the latest: every count does there."]
        } ?? []
    }

    /// What one has to know of total times of which none stops, or of a rule that stops before the first subject.
    private static func extremes(
        _ monitor: BayesFactorMonitor, _ bounds: [BayesFactorMonitor.TimeBounds]
    ) -> [String] {
        if monitor.stopsAtEvenOdds { return [useless] }
        guard bounds.allSatisfy({ $0.inferiority == .none && $0.superiority == .none }) else { return [] }
        return ["With up to \(bounds.count - 1) events no total time stops, and the trial always continues."]
    }

    private static let useless = "The rule stops before the first subject: even odds alone do. It is of no use."

    private static let oddsNote =
        "Both hypotheses are taken as equally probable before the trial; the alternative's density is zero at the standard and has its mode at the value hoped for."
}

extension BayesFactorMonitor {
    /// The bounds of the rules that there are.
    fileprivate func table(
        _ title: String, _ heading: String, _ bounds: [(look: String, inferior: String, superior: String)],
        dash meaning: String
    ) -> DesignAnswer.Block {
        let columns = [heading] + (stopBelow == nil ? [] : ["inferior"]) + (stopAbove == nil ? [] : ["superior"])
        let rows = bounds.map { bound in
            [bound.look] + (stopBelow == nil ? [] : [bound.inferior]) + (stopAbove == nil ? [] : [bound.superior])
        }
        return .table(title, columns, rows, remarks: rows.remark(onDashes: meaning))
    }

    /// Whether the probability ½ before the first subject is beyond a rule.
    fileprivate var stopsAtEvenOdds: Bool { stopBelow.map { $0 > 0.5 } ?? false || stopAbove.map { $0 < 0.5 } ?? false }

    /// The rules in a sentence.
    func sentence(_ unit: String?) -> String {
        let what = unit == nil ? "rate" : "median"
        let behind = unit.map { " " + $0 } ?? ""
        let rules = [
            stopBelow.map { "P(H1 | data) < \(NumberText.exact($0)) (inferior)" },
            stopAbove.map { "P(H1 | data) > \(NumberText.exact($0)) (superior)" },
        ].compactMap(\.self).joined(separator: " or ")
        return
            "Stop where \(rules); H0: \(what) \(NumberText.measured(parameter.standard))\(behind), H1: \(parameter.isUpward ? "above" : "below"), most of all near \(NumberText.measured(parameter.alternative))."
    }
}

/// The boundary of a Bayes factor monitor as JSON.
private struct BayesFactorJSON: Encodable, Sendable {
    struct CountLook: Encodable, Sendable {
        let subjects: Int
        /// The first and the last count that stop; empty where none does.
        let inferior, superior: [Int]
    }

    struct TimeLook: Encodable, Sendable {
        let events: Int
        let inferior, superior: Nullable<Double>
    }

    let rule = "bayes-factor"
    let parameter: String
    let standard, alternative: Double
    let stopBelow, stopAbove: Nullable<Double>
    let counts: [CountLook]
    let times: [TimeLook]
    let notes: [String]

    init(_ monitor: BayesFactorMonitor, counts: [CountLook] = [], times: [TimeLook] = [], notes: [String] = []) {
        if case .rate = monitor.parameter { parameter = "rate" } else { parameter = "median" }
        standard = monitor.parameter.standard
        alternative = monitor.parameter.alternative
        stopBelow = Nullable(monitor.stopBelow)
        stopAbove = Nullable(monitor.stopAbove)
        self.counts = counts
        self.times = times
        self.notes = notes
    }
}
