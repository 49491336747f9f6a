import TrialModel
import TrialStatistics

/// The grid of truths under which a plan simulates: medians or hazard ratios along the axis, for each rate.
struct SimulationTruths {
    private let plan: SimulationPlan
    private let items: [DesignItem]
    private let facts: DesignFacts?
    private let conduct: TrialConduct

    init(_ plan: SimulationPlan, _ items: [DesignItem], _ facts: DesignFacts?, _ conduct: TrialConduct) {
        self.plan = plan
        self.items = items
        self.facts = facts
        self.conduct = conduct
    }

    /// One time to event of each arm, with its place on the axis.
    private struct Times {
        let name: String
        let value: Double
        let axis: String
        let events: [EventTimeModel]
    }

    /// All truths, the axis within the rates.
    var all: [TrialTruth] {
        get throws {
            let times = try times
            guard items.contains(where: \.countsSubjects) else { return try times.map { try truth($0, rate: nil, "") } }
            let rates = plan.rates.isEmpty ? facts?.truth?.rates.map(\.value) ?? [] : plan.rates
            guard !rates.isEmpty else {
                throw StatisticsError.missing("rates", "the true rates; the file says no 'rates' under 'truth'")
            }
            if times.isEmpty { return try rates.map { try truth(nil, rate: $0, "") } }
            return try rates.flatMap { rate in
                try times.map { try truth($0, rate: rate, rates.count > 1 ? "rate \(Self.text(rate))" : "") }
            }
        }
    }

    private var times: [Times] {
        get throws {
            if let comparison = items.lazy.compactMap(\.comparison).first { return try ratios(comparison) }
            guard let rule = items.lazy.compactMap(\.medianRule).first else { return [] }
            var medians = plan.medians
            if medians.isEmpty { medians = facts?.truth?.medians.map(\.months) ?? [] }
            if medians.isEmpty, case .fixed(let control) = rule.control {
                medians = [control.months, control.months + (rule.gain?.months ?? 0)]
            }
            guard !medians.isEmpty else {
                throw StatisticsError.missing("medians", "the true medians; the file says no 'medians' under 'truth'")
            }
            return try medians.map {
                Times(
                    name: "median \(Self.text($0))", value: $0, axis: "True median (months)",
                    events: [try EventTimeModel(median: $0)])
            }
        }
    }

    private func ratios(_ rule: GroupSequentialRule) throws -> [Times] {
        guard let median = plan.control ?? rule.control?.months else {
            throw StatisticsError.missing("control", "the median of the control arm; the rule says no 'control'")
        }
        var ratios = plan.hazardRatios
        if ratios.isEmpty { ratios = facts?.truth?.hazardRatios.map(\.value) ?? [] }
        if ratios.isEmpty { ratios = [1] + (rule.hazardRatio.map { [$0.value] } ?? []) }
        let control = try EventTimeModel(median: median)
        return try ratios.map {
            Times(
                name: "hazard ratio \(Self.text($0))", value: $0, axis: "True hazard ratio",
                events: [try control.changed(hazardRatio: $0), control])
        }
    }

    private func truth(_ times: Times?, rate: Double?, _ group: String) throws -> TrialTruth {
        let events = times?.events ?? [EventTimeModel](repeating: .never, count: conduct.allocation.count)
        let arms = try events.map { event in
            var arm = ArmTruth(event: event)
            arm.dropOut = try dropOut
            arm.toxicity = rate ?? 0
            arm.response = rate ?? 0
            return arm
        }
        let own = rate.map { "rate \(Self.text($0))" }
        return try TrialTruth(
            name: [times?.name, own].compactMap(\.self).joined(separator: ", "), value: times?.value ?? rate ?? 0,
            axis: times?.axis ?? "True rate", group: group, arms: arms)
    }

    /// Exponential drop-out with the share that is lost in a time.
    private var dropOut: EventTimeModel {
        get throws {
            let (share, months) =
                plan.dropOut.map { ($0, 12.0) } ?? facts?.dropOut.map { ($0.number.value, $0.unit.months) } ?? (0, 1)
            guard share >= 0, share < 1 else {
                throw StatisticsError(
                    .invalidValue, argument: "dropOut", "dropOut is \(share); expected a share in 0..<1")
            }
            return try EventTimeModel(shareLost: share, in: months)
        }
    }

    private static func text(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
