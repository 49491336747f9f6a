import TrialModel
import TrialStatistics
import TrialValues

/// The rule of an item as it looks at virtual trials.
struct SimulatedRule {
    let monitor: any TrialMonitor

    /// - Throws: `Diagnostics` for what the rule's method refuses, ``StatisticsError`` that names a missing argument.
    init(_ item: DesignItem, _ plan: SimulationPlan, _ facts: DesignFacts?, _ conduct: TrialConduct) throws {
        let name = item.title ?? item.id
        let hasDeaths = facts?.truth?.death != nil
        func endpoint(_ words: String) -> TimedEndpoint { hasDeaths ? TimedEndpoint(words) : .first }
        switch item.rule {
        case .betaBinomial(let rule):
            monitor = try CountMonitor(
                try BetaBinomialMonitor(rule, of: item).boundary, of: item.counted ?? .toxicity, name: name,
                above: .toxicity)
        case .predictiveProbability(let rule):
            let design = try PredictiveProbabilityDesign(rule, of: item)
            monitor = try CountMonitor(design.boundary, of: .response, name: name, above: .efficacy)
        case .simon(let rule):
            let design = try TwoStageDesign(rule, of: item)
            monitor = try CountMonitor(design.boundary, of: .response, name: name, above: .efficacy)
        case .exponentialMedian(let rule):
            monitor = try TimeOnTestMonitor(
                try ExponentialMonitor(rule, of: item), name: name, looks: Self.looks(rule.every),
                subjects: conduct.subjects, endpoint: endpoint(rule.endpoint))
        case .piecewiseExponential(let rule):
            monitor = try PiecewiseMonitor(
                try PiecewiseExponentialMonitor(rule, of: item), name: name, looks: Self.looks(rule.every))
        case .bayesFactor(let rule): monitor = try Self.monitor(rule, item, name, conduct)
        case .groupSequential(let rule):
            let design = try GroupSequentialDesign(rule, of: item)
            let planned = plan.events == nil ? try PlannedEvents(rule, design, of: item) : nil
            guard let events = plan.events ?? planned?.last else {
                throw StatisticsError.missing(
                    "events",
                    "the events of the last look; the rule says no 'events', and no 'power' at a 'hazard ratio'")
            }
            let times = rule.plan.times?.map(\.months)
            monitor = try item.method(at: times == nil ? "rule" : "times") { () throws(StatisticsError) in
                try LogRankMonitor(
                    design, events: events, name: name, endpoint: endpoint(rule.endpoint), times: times)
            }
        case .closed(let rule): monitor = try Self.family(rule.family, isGraph: false, item, name, hasDeaths)
        case .graph(let rule): monitor = try Self.family(rule.family, isGraph: true, item, name, hasDeaths)
        case .boin(let rule): monitor = DoseFindingMonitor(try DoseEscalationTrial(rule, of: item), name: name)
        case .mtpi2(let rule): monitor = DoseFindingMonitor(try DoseEscalationTrial(rule, of: item), name: name)
        case .crm(let rule): monitor = DoseFindingMonitor(try DoseEscalationTrial(rule, of: item), name: name)
        }
    }

    private static func looks(_ every: Period?) -> LookTimes { every.map { .every($0.months) } ?? .everyEvent }

    /// Counts, or total times, that settle a Bayes factor.
    private static func monitor(
        _ rule: BayesFactorRule, _ item: DesignItem, _ name: String, _ conduct: TrialConduct
    ) throws -> any TrialMonitor {
        let monitor = try BayesFactorMonitor(rule, of: item)
        switch rule.parameter {
        case .median:
            let bounds = monitor.timeBounds(upTo: conduct.subjects)
            return try TimeOnTestMonitor(
                name: name, futility: bounds.map(\.inferiority),
                efficacy: rule.stopAbove == nil ? [] : bounds.map(\.superiority), looks: looks(rule.every))
        case .rate(_, let null, let target):
            let schedule = try LookSchedule(cohort: rule.cohort, first: nil, maximum: rule.maximum, of: item)
            let isMoreBetter = target.value > null.value
            let looks = monitor.countBounds(schedule.looks).map { bounds in
                let (few, many) =
                    isMoreBetter
                    ? (bounds.inferiority, bounds.superiority) : (bounds.superiority, bounds.inferiority)
                return CountMonitor.Look(
                    subjects: bounds.subjects, stopAtOrBelow: few?.upperBound, stopAtOrAbove: many?.lowerBound)
            }
            return try CountMonitor(
                of: .response, name: name, looks: looks, below: isMoreBetter ? .futility : .efficacy,
                above: isMoreBetter ? .efficacy : .futility)
        }
    }

    /// Hypotheses on progression or death and on death, each with its events.
    private static func family(
        _ family: HypothesisFamily, isGraph: Bool, _ item: DesignItem, _ name: String, _ hasDeaths: Bool
    ) throws -> FamilyMonitor {
        let boundaries = try FamilyBoundaries(family, isGraph: isGraph, of: item)
        var tests: [FamilyMonitor.Hypothesis] = []
        for hypothesis in family.hypotheses {
            let endpoint = TimedEndpoint(hypothesis.endpoint ?? hypothesis.id)
            if endpoint == .death, !hasDeaths {
                throw StatisticsError.missing(
                    "death", "deaths for \(hypothesis.id); the file says no 'death' under 'truth'")
            }
            guard case .events(let events) = hypothesis.plan.looks else {
                throw StatisticsError.missing(
                    "hypotheses", "the events of each look; \(hypothesis.id) says no 'events'")
            }
            if let twin = tests.first(where: { $0.endpoint == endpoint }) {
                throw StatisticsError(
                    .invalidValue, argument: "hypotheses",
                    "\(twin.name) and \(hypothesis.id) are both on \(endpoint == .death ? "death" : "the first endpoint")"
                        + "; expected different ones: virtual patients have a first endpoint, and death (OS)")
            }
            tests.append(
                .init(
                    hypothesis.id, of: endpoint, events: events, times: hypothesis.plan.times?.map(\.months),
                    shape: try BoundaryShape(named: hypothesis.plan.spending, of: item, at: "hypotheses")))
        }
        return try item.method(at: "hypotheses") { () throws(StatisticsError) in
            try FamilyMonitor(name, tests, graph: boundaries.graph, alpha: boundaries.alpha)
        }
    }
}
