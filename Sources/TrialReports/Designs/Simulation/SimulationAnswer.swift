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
                Section("Under each truth", [.table(parts.endings), .table(parts.sizes)] + parts.figures)
            ] + parts.looks + parts.references, notes: parts.notes, json: SimulationJSON(simulation))
    }
}

/// The parts of the answer.
private struct SimulationParts {
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

    /// The reasons that any trial ended for.
    private var reasons: [StopReason] {
        StopReason.allCases.filter { reason in all.contains { $0.ending(for: reason).count > 0 } }
    }

    private var hypotheses: [(monitor: Int, hypothesis: Int, name: String)] {
        shard.design.monitors.enumerated().flatMap { monitor, labels in
            labels.hypotheses.enumerated().map { (monitor, $0.offset, $0.element) }
        }
    }

    var endings: DesignAnswer.Table {
        DesignAnswer.Table(
            title: "How trials end (with Monte Carlo error)",
            columns: ["truth", "stop early"] + reasons.map(\.words) + hypotheses.map { "rejects \($0.name)" },
            rows: all.map { one in
                [one.truth.name, Self.text(one.stop)] + reasons.map { Self.text(one.ending(for: $0)) }
                    + hypotheses.map { Self.text(one.rejection(of: $0.hypothesis, by: $0.monitor)) }
            }, wordColumns: [], remarks: [])
    }

    var sizes: DesignAnswer.Table {
        DesignAnswer.Table(
            title: "Subjects, events and months: mean (10 %–90 % of the trials)",
            columns: ["truth", "subjects", "events", "months"]
                + (estimand.map { ["estimate of \($0)", "bias"] } ?? []),
            rows: all.map { one in
                [one.truth.name, Self.text(one.subjects), Self.text(one.events), Self.text(one.duration)]
                    + (estimand == nil
                        ? []
                        : [
                            one.estimate.map { NumberText.fixed($0.mean, decimals: 3) } ?? NumberText.notEstimable,
                            NumberText.fixed(one.bias, decimals: 3),
                        ])
            }, wordColumns: [], remarks: [])
    }

    private var estimand: String? {
        switch shard.design.estimand {
        case .median: "median"
        case .logHazardRatio: "log HR"
        case .rate: "rate"
        case nil: nil
        }
    }

    /// The looks of each rule: what part of the trials stops there.
    var looks: [DesignAnswer.Section] {
        shard.design.monitors.indices.map { monitor in
            let columns = all.map { $0.looks(of: monitor) }
            var labels: [String] = []
            for look in columns.max(by: { $0.count < $1.count }) ?? [] { labels.append(look.label) }
            for look in columns.joined() where !labels.contains(look.label) { labels.append(look.label) }
            let rows = labels.map { label in
                [label]
                    + columns.enumerated().map { index, looks in
                        let count =
                            looks.first { $0.label == label }?.stops.reduce(0) { $0 + $1.probability.count } ?? 0
                        return Self.text(SimulatedProbability(count: count, of: all[index].replicates))
                    }
            }
            return DesignAnswer.Section(
                "Looks: \(shard.design.monitors[monitor].name)",
                [.table("Trials that end at the look", ["look"] + shard.truths.map(\.name), rows)])
        }
    }

    /// What is known without simulation, beside what was simulated.
    var references: [DesignAnswer.Section] {
        let known = all.filter { $0.truth.reference != nil }
        guard !known.isEmpty else { return [] }
        let rows = known.flatMap { one -> [[String]] in
            guard let reference = one.truth.reference else { return [] }
            let reasons = StopReason.allCases.filter { reference.probability(of: $0) > 0 }
            return reasons.map { reason in
                let simulated = one.ending(for: reason)
                let exact = reference.probability(of: reason)
                return [
                    one.truth.name, reason.words, NumberText.fixed(exact, decimals: 5),
                    NumberText.fixed(simulated.estimate, decimals: 5),
                    NumberText.fixed(simulated.estimate - exact, decimals: 5),
                    NumberText.fixed(simulated.standardError, decimals: 5),
                ]
            }
        }
        let isExact = known.allSatisfy { $0.truth.reference?.kind == .exact }
        return [
            DesignAnswer.Section(
                "Without simulation",
                [
                    .text(
                        isExact
                            ? "All sequences of counts, summed exactly."
                            : "The joint normal distribution of the statistics at the planned events."),
                    .table(
                        "Known and simulated", ["truth", "end", "known", "simulated", "difference", "error"], rows,
                        wordColumns: [1]),
                ])
        ]
    }

    var figures: [DesignAnswer.Block] {
        guard let svg = try? SimulationFigure(shard, all).figure.svg else { return [] }
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
        for (index, monitor) in shard.design.monitors.enumerated()
        where all.allSatisfy({ one in one.looks(of: index).allSatisfy { $0.stops.isEmpty } }) {
            notes.append("\(monitor.name) stopped no trial under any truth.")
        }
        return notes
    }

    private static func text(_ probability: SimulatedProbability) -> String {
        "\(NumberText.percent(probability.estimate))% (\(NumberText.fixed(100 * probability.standardError, decimals: 2)))"
    }

    private static func text(_ mean: SimulatedMean) -> String {
        let ends = [0.1, 0.9].map { NumberText.fixed(mean.quantile($0), decimals: 0) }
        return "\(NumberText.fixed(mean.mean, decimals: 1)) (\(NumberText.interval(ends[0], ends[1])))"
    }
}

extension StopReason {
    /// The reason as a table says it.
    var words: String { self == .completed ? "completed" : "stops for \(rawValue)" }
}
