import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The operating characteristics that a whole simulation shows: by truth, by look, as figures and as numbers.
    ///
    /// It needs nothing but the shard, so that merged shards answer as one process does.
    public init(simulation: SimulationShard) {
        let parts = SimulationParts(simulation)
        self.init(
            title: "Operating characteristics", summary: parts.summary,
            sections: [
                Section("Under each truth", parts.tables.map(Block.table) + parts.figures)
            ] + parts.doses + parts.looks + parts.references, notes: simulation.remarks + parts.notes,
            json: SimulationJSON(simulation))
    }
}

/// The parts of the answer.
struct SimulationParts {
    let shard: SimulationShard
    let all: [OperatingCharacteristics]

    init(_ shard: SimulationShard) {
        self.shard = shard
        all = shard.characteristics
    }

    var summary: String {
        let rules = shard.design.monitors.map(\.name).joined(separator: " and ")
        let truths = shard.truths.count == 1 ? "one truth" : "\(shard.truths.count) truths"
        return
            "\(shard.replicates) virtual trials of at most \(shard.design.subjects) subjects under \(truths), watched by"
            + " \(rules); seed \(shard.seed)."
    }

    /// The tables under each truth; which rule stops a trial only where there are several.
    var tables: [DesignAnswer.Table] {
        [endings] + (shard.design.monitors.count > 1 ? [stoppers] : []) + [sizes]
    }

    /// The reasons that any trial ended for.
    private var reasons: [StopReason] {
        StopReason.allCases.filter { reason in all.contains { $0.ending(for: reason).count > 0 } }
    }

    /// The hypotheses that are no doses.
    private var hypotheses: [(monitor: Int, hypothesis: Int, name: String)] {
        shard.design.monitors.enumerated().filter { !$0.element.findsDose }.flatMap { monitor, labels in
            labels.hypotheses.enumerated().map { (monitor, $0.offset, $0.element) }
        }
    }

    /// Whether several hypotheses share a level, of which some are true somewhere.
    private var hasFamily: Bool {
        hypotheses.count > 1 && all.contains { $0.falseRejection != nil }
    }

    private var endings: DesignAnswer.Table {
        DesignAnswer.Table(
            title: "How trials end (with Monte Carlo error)",
            columns: ["truth", "stop early"] + reasons.map(\.words) + hypotheses.map { "rejects \($0.name)" }
                + (hasFamily ? ["any true one"] : []),
            rows: all.map { one in
                [one.truth.name, Self.text(one.stop)] + reasons.map { Self.text(one.ending(for: $0)) }
                    + hypotheses.map { Self.text(one.rejection(of: $0.hypothesis, by: $0.monitor)) }
                    + (hasFamily ? [one.falseRejection.map(Self.text) ?? "–"] : [])
            }, wordColumns: [],
            remarks: hasFamily
                ? ["any true one: rejects a hypothesis that is true, the family-wise error; – where none is true."] : []
        )
    }

    private var stoppers: DesignAnswer.Table {
        DesignAnswer.Table(
            title: "Which rule ends trials (with Monte Carlo error)",
            columns: ["truth"] + shard.design.monitors.map(\.name),
            rows: all.map { one in
                [one.truth.name] + shard.design.monitors.indices.map { Self.text(one.stop(by: $0)) }
            }, wordColumns: [],
            remarks: ["The rule that fires first ends the trial; of two at the same time, the first of the file."])
    }

    private var sizes: DesignAnswer.Table {
        DesignAnswer.Table(
            title: "Mean (with Monte Carlo error), 10 %–90 % of the trials",
            columns: ["truth", "subjects"] + (hasEvents ? ["events"] : []) + ["months"]
                + (estimand.map { ["estimate of \($0)", "bias"] } ?? []),
            rows: all.map { one in
                [one.truth.name, Self.text(one.subjects)] + (hasEvents ? [Self.text(one.events)] : [])
                    + [Self.text(one.duration)]
                    + (estimand == nil
                        ? [] : [Self.precise(one.estimate), NumberText.fixed(one.bias, decimals: 3)])
            }, wordColumns: [], remarks: [])
    }

    private var hasEvents: Bool { all.contains { $0.events.mean > 0 } }

    private var estimand: String? {
        switch shard.design.estimand {
        case .median: "median"
        case .logHazardRatio: "log HR"
        case .rate: "rate"
        case nil: nil
        }
    }

    var figures: [DesignAnswer.Block] {
        guard !shard.design.monitors.contains(where: \.findsDose),
            let svg = try? SimulationFigure(shard, all).figure.svg
        else { return [] }
        return [
            .figure(
                .init(
                    name: "characteristics.svg", svg: svg, title: "Operating characteristics",
                    caption: "Probabilities and means under each truth; bars are 95 % limits of the Monte Carlo error.")
            )
        ]
    }

    var notes: [String] {
        var notes = [
            "Probabilities are followed by their Monte Carlo error. The same virtual patients meet every truth, so that"
                + " differences between truths are sharper than the errors say."
        ]
        if shard.truths.contains(where: { $0.reference?.kind == .normal }) {
            notes.append(
                "The normal theory takes the number of events of each look as planned and the hazard ratio as near 1.")
        }
        notes += notReached
        for (index, monitor) in shard.design.monitors.enumerated()
        where all.allSatisfy({ one in one.looks(of: index).allSatisfy { $0.stops.isEmpty } }) {
            notes.append("\(monitor.name) stopped no trial under any truth.")
        }
        return notes
    }

    /// Of each truth under which trials come to an end of follow-up before the events planned for the last look.
    private var notReached: [String] {
        shard.design.monitors.enumerated().flatMap { index, monitor -> [String] in
            guard let planned = monitor.plannedEvents else { return [] }
            return all.compactMap { one in
                guard let last = one.looks(of: index).last(where: \.isFinal), last.events < Double(planned) - 0.5 else {
                    return nil
                }
                return
                    "The \(planned) events planned for the last look of \(monitor.name) are not always reached under \(one.truth.name): it comes with \(NumberText.fixed(last.events, decimals: 1)) on average, at the end of follow-up where events are too few."
            }
        }
    }

    static func text(_ probability: SimulatedProbability) -> String {
        "\(NumberText.percent(probability.estimate))% (\(NumberText.fixed(100 * probability.standardError, decimals: 2)))"
    }

    private static func text(_ mean: SimulatedMean) -> String {
        let ends = [0.1, 0.9].map { NumberText.fixed(mean.quantile($0), decimals: 0) }
        return "\(plain(mean)), \(NumberText.interval(ends[0], ends[1]))"
    }

    /// A mean with its error.
    static func plain(_ mean: SimulatedMean) -> String {
        "\(NumberText.fixed(mean.mean, decimals: 1)) (\(NumberText.fixed(mean.standardError, decimals: 2)))"
    }

    private static func precise(_ mean: SimulatedMean?) -> String {
        guard let mean else { return NumberText.notEstimable }
        return "\(NumberText.fixed(mean.mean, decimals: 3)) (\(NumberText.fixed(mean.standardError, decimals: 3)))"
    }
}

extension StopReason {
    /// The reason as a table says it.
    var words: String {
        switch self {
        case .completed: "completed"
        case .exhausted: "nothing left to test"
        case .efficacy, .futility, .toxicity, .harm: "stops for \(rawValue)"
        }
    }
}
