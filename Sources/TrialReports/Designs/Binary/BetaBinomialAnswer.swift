import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The boundary of a beta-binomial monitor and what it does.
    ///
    /// - Parameters:
    ///   - monitor: the rules.
    ///   - rates: the true rates at which to say what it does; nine usual ones if nil.
    ///   - otherPriors: priors to see the boundary with.
    ///   - path: what was observed, for the figure.
    /// - Throws: ``StatisticsError`` that names `rate` where one is none.
    public init(
        _ monitor: BetaBinomialMonitor, rates: [Double]? = nil, otherPriors: [BetaPrior] = [],
        path: [StoppingBoundaryFigure.Observation] = []
    ) throws(StatisticsError) {
        let parts = try BinaryDesignParts(monitor.boundary, rates: rates, words: .monitor)
        var sections = [
            Section("Boundary", [.boundary(monitor), parts.boundaryFigure(path: path)]),
            Section(
                "Operating characteristics",
                [parts.table] + (rates == nil ? [] : [parts.tableByLook]) + [try parts.characteristicsFigure()]),
        ]
        var sensitivity: [BetaBinomialMonitor] = []
        for prior in otherPriors { sensitivity.append(try monitor.with(prior: prior)) }
        if !sensitivity.isEmpty {
            sections.append(Section("Other priors", [.priors([monitor] + sensitivity)]))
        }
        self.init(
            title: "Beta-binomial stopping boundary", summary: monitor.sentence, sections: sections,
            notes: parts.notes + monitor.notes, json: BetaBinomialJSON(monitor, parts, sensitivity))
    }
}

extension DesignAnswer.Block {
    fileprivate static func boundary(_ monitor: BetaBinomialMonitor) -> Self {
        let (above, below) = (monitor.stopAbove != nil, monitor.stopBelow != nil)
        let columns =
            ["subjects"] + (above ? ["stop at", "probability"] : []) + (below ? ["stop at most", "probability"] : [])
        let rows = monitor.looks.map { look in
            [String(look.subjects)]
                + (above ? [look.stopAt.text, NumberText.measured(look.posterior)] : [])
                + (below ? [look.stopAtMost.text, NumberText.measured(look.posteriorAtMost)] : [])
        }
        return .table(
            "Events that stop the trial", columns, rows, remarks: rows.remark(onDashes: "no count stops at this look."))
    }

    /// The bounds with several priors, a column for each.
    fileprivate static func priors(_ monitors: [BetaBinomialMonitor]) -> Self {
        let rows = monitors[0].looks.indices.map { index in
            [String(monitors[0].looks[index].subjects)]
                + monitors.map { monitor in
                    let look = monitor.looks[index]
                    let bounds =
                        (monitor.stopAbove == nil ? [] : [look.stopAt.text])
                        + (monitor.stopBelow == nil ? [] : ["≤ " + look.stopAtMost.text])
                    return bounds.joined(separator: ", ")
                }
        }
        return .table("Bounds by prior", ["subjects"] + monitors.map(\.prior.name), rows)
    }
}

extension BetaBinomialMonitor {
    /// The rules in a sentence.
    fileprivate var sentence: String {
        let rules = [
            stopAbove.map { "\($0.expression) > \(NumberText.exact($0.cutoff))" },
            stopBelow.map { "\($0.expression) < \(NumberText.exact($0.cutoff))" },
        ].compactMap(\.self).joined(separator: " or ")
        return
            "Stop where \(rules); prior \(prior.name), \(schedule.looks.count) look\(schedule.looks.count == 1 ? "" : "s") among \(schedule.maximum) subjects."
    }

    fileprivate var notes: [String] {
        let standard = [stopAbove, stopBelow].compactMap { $0?.standard }.first
        let random: String? =
            if case .random(let prior) = standard {
                "S is the rate under the standard, with the distribution \(prior.name); the trial says nothing about it."
            } else { nil }
        let last = schedule.looks.last ?? 0
        let end: String? =
            last < schedule.maximum
            ? "There is no look at \(schedule.maximum) subjects: the trial is then over and nothing can be stopped."
            : nil
        return [random, end].compactMap(\.self)
    }
}

extension BinaryRule {
    /// The probability that the rule asks for, in symbols.
    fileprivate var expression: String {
        let raised =
            excess == 0 ? "" : excess > 0 ? " + \(NumberText.exact(excess))" : " − \(NumberText.exact(-excess))"
        switch standard {
        case .fixed(let rate): return "P(rate > \(NumberText.exact(rate))\(raised) | data)"
        case .random: return "P(rate > S\(raised) | data)"
        }
    }
}

extension BetaPrior {
    /// "Beta(0.3, 0.7)".
    var name: String { "Beta(\(NumberText.measured(alpha)), \(NumberText.measured(beta)))" }
}

extension Optional where Wrapped == Int {
    /// The count, or a dash.
    var text: String { map(String.init) ?? "–" }
}

extension [[String]] {
    /// What a dash in the cells of a table stands for; nothing where there is none.
    func remark(onDashes meaning: String) -> [String] {
        contains { $0.contains("–") } ? ["–: " + meaning] : []
    }
}

extension NumberText {
    /// A probability at a bound, or a dash where there is none.
    fileprivate static func measured(_ value: Double?) -> String { value.map { fixed($0, decimals: 6) } ?? "–" }
}

/// The boundary of a beta-binomial monitor as JSON.
private struct BetaBinomialJSON: Encodable, Sendable {
    struct Prior: Encodable, Sendable {
        let alpha, beta: Double
    }

    struct Look: Encodable, Sendable {
        let subjects: Int
        let stopAt: Nullable<Int>
        let posterior: Nullable<Double>
        let stopAtMost: Nullable<Int>
        let posteriorAtMost: Nullable<Double>

        init(_ look: BetaBinomialMonitor.Look) {
            subjects = look.subjects
            stopAt = Nullable(look.stopAt)
            posterior = Nullable(look.posterior)
            stopAtMost = Nullable(look.stopAtMost)
            posteriorAtMost = Nullable(look.posteriorAtMost)
        }
    }

    struct Alternative: Encodable, Sendable {
        let prior: Prior
        let looks: [Look]
    }

    let rule = "beta-binomial"
    let prior: Prior
    let maximum: Int
    let looks: [Look]
    let neverStops: Bool
    let alwaysStopsAt: Nullable<Int>
    let operatingCharacteristics: [CharacteristicsJSON]
    let otherPriors: [Alternative]
    let notes: [String]

    init(_ monitor: BetaBinomialMonitor, _ parts: BinaryDesignParts, _ others: [BetaBinomialMonitor]) {
        prior = Prior(alpha: monitor.prior.alpha, beta: monitor.prior.beta)
        maximum = monitor.schedule.maximum
        looks = monitor.looks.map(Look.init)
        neverStops = monitor.boundary.neverStops
        alwaysStopsAt = Nullable(monitor.boundary.alwaysStopsAt?.subjects)
        operatingCharacteristics = parts.json
        otherPriors = others.map {
            Alternative(prior: Prior(alpha: $0.prior.alpha, beta: $0.prior.beta), looks: $0.looks.map(Look.init))
        }
        notes = parts.notes + monitor.notes
    }
}
