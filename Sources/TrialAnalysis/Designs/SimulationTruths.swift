import TrialModel
import TrialStatistics

/// The grid of truths under which a plan simulates: medians, hazard ratios or curves of doses along the axis, for each rate.
struct SimulationTruths {
    private let plan: SimulationPlan
    private let items: [DesignItem]
    private let facts: DesignFacts?
    private let said: DesignTruth?
    private let conduct: TrialConduct

    init(_ plan: SimulationPlan, _ items: [DesignItem], _ facts: DesignFacts?, _ conduct: TrialConduct) {
        self.plan = plan
        self.items = items
        self.facts = facts
        said = facts?.truth
        self.conduct = conduct
    }

    /// One place on the axis, with what is true there of each arm.
    private struct Place {
        var name: String?
        var value: Double?
        var axis = "True rate"
        var arms: [ArmTruth]
    }

    /// True rates of what is counted, with their name.
    private struct Rates {
        let name: String
        let value: Double
        let toxicity, response: Double
    }

    /// All truths, the axis within the rates.
    var all: [TrialTruth] {
        get throws {
            let places = try places
            let rates = try rates
            guard !rates.isEmpty else { return try places.map { try truth($0, nil, "") } }
            return try rates.flatMap { rate in
                try places.map {
                    try truth($0, rate, rates.count > 1 && $0.name != nil ? rate.name : "")
                }
            }
        }
    }

    private func truth(_ place: Place, _ rates: Rates?, _ group: String) throws -> TrialTruth {
        let arms = try place.arms.map { arm in
            var arm = arm
            arm.dropOut = try dropOut
            arm.toxicity = rates?.toxicity ?? 0
            arm.response = rates?.response ?? 0
            arm.toxicityCorrelation = said?.correlation?.value ?? 0
            return arm
        }
        let strata = said?.strata.map {
            TrialTruth.Stratum(share: $0.share.value, hazardRatio: $0.hazardRatio.value)
        }
        return try TrialTruth(
            name: [place.name, rates?.name].compactMap(\.self).joined(separator: ", "),
            value: place.value ?? rates?.value ?? 0, axis: place.axis, group: group, arms: arms,
            strata: strata.flatMap { $0.isEmpty ? nil : $0 } ?? [.init(share: 1, hazardRatio: 1)])
    }

    /// Rates of toxicity by rates of response, where both are counted and the file tells them apart.
    private var rates: [Rates] {
        get throws {
            let counted = Set(items.compactMap(\.counted))
            guard !counted.isEmpty else { return [] }
            let rates = plan.rates.isEmpty ? said?.rates.map(\.value) ?? [] : plan.rates
            let responses = plan.responseRates.isEmpty ? said?.responseRates.map(\.value) ?? [] : plan.responseRates
            if counted == [.response], !responses.isEmpty {
                return responses.map { Rates(name: "rate \(Self.text($0))", value: $0, toxicity: 0, response: $0) }
            }
            guard !rates.isEmpty else {
                throw StatisticsError.missing("rates", "the true rates; the file says no 'rates' under 'truth'")
            }
            guard counted.count == 2, !responses.isEmpty else {
                return rates.map { Rates(name: "rate \(Self.text($0))", value: $0, toxicity: $0, response: $0) }
            }
            return responses.flatMap { response in
                rates.map {
                    Rates(
                        name: "toxicity \(Self.text($0)), response \(Self.text(response))", value: $0, toxicity: $0,
                        response: response)
                }
            }
        }
    }

    private var places: [Place] {
        get throws {
            if let finding = items.lazy.compactMap(\.doseFinding).first { return try curves(finding) }
            if let comparison = items.lazy.compactMap(\.comparison).first { return try ratios(comparison) }
            guard let rule = items.lazy.compactMap(\.medianAndGain).first else {
                return [Place(arms: [ArmTruth](repeating: ArmTruth(event: .never), count: conduct.allocation.count))]
            }
            var medians = plan.medians
            if medians.isEmpty { medians = said?.medians.map(\.months) ?? [] }
            if medians.isEmpty, let control = rule.control {
                medians = rule.gain > 0 ? [control, control + rule.gain] : [control]
            }
            guard !medians.isEmpty else {
                throw StatisticsError.missing("medians", "the true medians; the file says no 'medians' under 'truth'")
            }
            return try medians.map {
                Place(
                    name: "median \(Self.text($0))", value: $0, axis: "True median (months)",
                    arms: [try arm(times(median: $0), ratioBefore: 1, ratioAfter: 1)])
            }
        }
    }

    private func ratios(_ rule: ArmComparison) throws -> [Place] {
        guard let median = plan.control ?? rule.control?.months else {
            throw StatisticsError.missing("control", "the median of the control arm; the rule says no 'control'")
        }
        guard median.isFinite, median > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "control", "control is \(median); expected a finite number > 0")
        }
        var ratios = plan.hazardRatios
        if ratios.isEmpty { ratios = said?.hazardRatios.map(\.value) ?? [] }
        if ratios.isEmpty { ratios = [1] + (rule.hazardRatio.map { [$0.value] } ?? []) }
        let control = try times(median: median)
        let from = plan.effectFrom ?? said?.effectFrom?.months ?? 0
        return try ratios.map { ratio in
            // No effect at all is no effect on death either.
            let death = ratio == 1 ? nil : said?.death
            let treated = try arm(
                control.changed(hazardRatio: ratio, after: from), ratioBefore: death?.ratioBefore?.value ?? 1,
                ratioAfter: death?.ratioAfter?.value ?? 1)
            return Place(
                name: "hazard ratio \(Self.text(ratio))", value: ratio, axis: "True hazard ratio",
                arms: [treated, try arm(control, ratioBefore: 1, ratioAfter: 1)])
        }
    }

    private func curves(_ finding: DoseFinding) throws -> [Place] {
        var curves = said?.curves.map { $0.map(\.value) } ?? []
        if !plan.rates.isEmpty, !items.contains(where: { $0.counted != nil }) {
            guard plan.rates.count == finding.doses else {
                throw StatisticsError(
                    .lengthMismatch, argument: "rates",
                    "rates has \(plan.rates.count) elements; expected \(finding.doses), one for each dose")
            }
            curves = [plan.rates]
        }
        if curves.isEmpty, let rates = said?.rates.map(\.value), !rates.isEmpty { curves = [rates] }
        guard !curves.isEmpty else {
            throw StatisticsError.missing(
                "curves", "the true rates of toxicity by dose; the file says no 'curves' under 'truth'")
        }
        return curves.enumerated().map { index, rates in
            var arm = ArmTruth(event: .never)
            arm.doseToxicity = rates
            return Place(
                name: "curve \(index + 1)", value: Double(index + 1), axis: "Curve of toxicity", arms: [arm])
        }
    }

    /// The times to the first event, or to progression, of a median.
    private func times(median: Double) throws -> EventTimeModel {
        let shape = said?.shape?.value ?? 1
        let times =
            try shape == 1
            ? EventTimeModel(median: median) : EventTimeModel(median: median, weibullShape: shape)
        return try times.curing(said?.cured?.value ?? 0)
    }

    /// An arm with its deaths.
    private func arm(_ event: EventTimeModel, ratioBefore: Double, ratioAfter: Double) throws -> ArmTruth {
        var arm = ArmTruth(event: event)
        guard let death = said?.death else { return arm }
        arm.death = try EventTimeModel(median: death.before.months).changed(hazardRatio: ratioBefore)
        arm.deathAfterProgression = try EventTimeModel(median: death.after.months).changed(hazardRatio: ratioAfter)
        return arm
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
