import TrialFigures
import TrialStatistics

extension SimulationParts {
    /// What is known without simulation, beside what was simulated.
    var references: [DesignAnswer.Section] {
        let known = all.filter { $0.truth.reference != nil }
        guard !known.isEmpty else { return [] }
        let isExact = known.allSatisfy { $0.truth.reference?.kind == .exact }
        return [
            DesignAnswer.Section(
                "Without simulation",
                [
                    .text(
                        isExact
                            ? "All that can happen, summed exactly."
                            : "The joint normal distribution of the statistics at the planned events."),
                    .table(
                        "Known and simulated", ["truth", "end", "known", "simulated", "difference", "error"],
                        known.flatMap(rows), wordColumns: [1]),
                ])
        ]
    }

    private func rows(_ one: OperatingCharacteristics) -> [[String]] {
        guard let reference = one.truth.reference, let labels = shard.design.monitors.first else { return [] }
        func row(_ what: String, _ exact: Double, _ simulated: SimulatedProbability) -> [String] {
            [
                one.truth.name, what, NumberText.fixed(exact, decimals: 5),
                NumberText.fixed(simulated.estimate, decimals: 5),
                NumberText.fixed(simulated.estimate - exact, decimals: 5),
                NumberText.fixed(simulated.standardError, decimals: 5),
            ]
        }
        let stops = StopReason.allCases.filter { reference.probability(of: $0) > 0 }
        return stops.map { row($0.words, reference.probability(of: $0), one.ending(for: $0)) }
            + (labels.findsDose
                ? reference.rejections.indices.map {
                    row("finds \(labels.hypotheses[$0])", reference.rejections[$0], one.rejection(of: $0))
                } : [])
    }

    /// How often each dose is found, and what is given at it.
    var doses: [DesignAnswer.Section] {
        guard let monitor = shard.design.monitors.firstIndex(where: \.findsDose) else { return [] }
        let labels = shard.design.monitors[monitor]
        let rows = all.flatMap { one -> [[String]] in
            let rates = one.truth.doseToxicity
            let best = labels.target.flatMap { target in
                rates.indices.min { abs(rates[$0] - target) < abs(rates[$1] - target) }
            }
            return rates.indices.map { dose in
                [
                    one.truth.name, "\(dose + 1)\(dose == best ? " *" : "")", NumberText.exact(rates[dose]),
                    Self.text(one.rejection(of: dose, by: monitor)), Self.plain(one.dosePatients[dose]),
                    Self.plain(one.doseToxicities[dose]),
                ]
            } + [[one.truth.name, "none", "", Self.text(one.noDose(by: monitor)), "", ""]]
        }
        let target = labels.target.map {
            ["*: the dose whose rate is nearest to the target of \(NumberText.exact($0))."]
        }
        return [
            DesignAnswer.Section(
                "Doses",
                [
                    .table(
                        "Doses found and given (with Monte Carlo error)",
                        ["truth", "dose", "true rate", "found", "patients", "toxicities"], rows,
                        remarks: target ?? [])
                ] + doseFigure(monitor))
        ]
    }

    private func doseFigure(_ monitor: Int) -> [DesignAnswer.Block] {
        guard let svg = try? DoseFigure(all, monitor).figure.svg else { return [] }
        return [
            .figure(
                .init(
                    name: "doses.svg", svg: svg, title: "Doses",
                    caption:
                        "How often each dose is found, its true rate of toxicity, and the patients it is given; bars are 95 % limits of the Monte Carlo error."
                ))
        ]
    }
}

extension OperatingCharacteristics {
    /// How often no dose is found.
    func noDose(by monitor: Int) -> SimulatedProbability {
        SimulatedProbability(count: replicates - anyRejection(by: monitor).count, of: replicates)
    }
}

/// The figure of a search for a dose: by dose, a series for each curve of toxicity.
struct DoseFigure {
    let figure: OperatingCharacteristicsFigure

    /// - Throws: what the figure refuses, which values of a simulation never are.
    init(_ all: [OperatingCharacteristics], _ monitor: Int) throws(StatisticsError) {
        typealias Point = OperatingCharacteristicsFigure.Point
        var options = OperatingCharacteristicsFigure.Options()
        options.truthTitle = "Dose"
        options.identifier = "doses"
        func series(_ point: (OperatingCharacteristics, Int) -> Point) -> [OperatingCharacteristicsFigure.Series] {
            all.map { one in .init(one.truth.name, points: one.truth.doseToxicity.indices.map { point(one, $0) }) }
        }
        figure = try OperatingCharacteristicsFigure(
            panels: [
                .init(
                    "Dose is found", isProbability: true,
                    series: series { .init(truth: Double($1 + 1), $0.rejection(of: $1, by: monitor)) }),
                .init(
                    "True rate of toxicity", isProbability: true,
                    series: series { .init(truth: Double($1 + 1), value: $0.truth.doseToxicity[$1]) }),
                .init("Patients, mean", series: series { .init(truth: Double($1 + 1), $0.dosePatients[$1]) }),
            ], options: options)
    }
}

extension OperatingCharacteristicsFigure.Point {
    /// A probability with its limits.
    init(truth: Double, _ probability: SimulatedProbability) {
        let limits = probability.limits()
        self.init(truth: truth, value: probability.estimate, lower: limits.lower, upper: limits.upper)
    }

    /// A mean with its limits.
    init(truth: Double, _ mean: SimulatedMean) {
        let half = mean.standardError.map { $0 * ConfidenceLevel.ninetyFivePercent.normalQuantile }
        self.init(
            truth: truth, value: mean.mean, lower: half.map { mean.mean - $0 }, upper: half.map { mean.mean + $0 })
    }
}
