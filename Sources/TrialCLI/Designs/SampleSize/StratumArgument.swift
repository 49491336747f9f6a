import ArgumentParser
import TrialStatistics
import TrialValues

/// A stratum with its own facts: share=0.3,median=12,hazard-ratio=0.6,dropout=0.05@12; a slash between several values of one fact.
struct StratumArgument: ExpressibleByArgument {
    /// The facts that a stratum may state.
    private enum Fact: String, CaseIterable {
        case share, median, hazard, changes, survival
        case hazardRatio = "hazard-ratio"
        case hazardRatioChanges = "hazard-ratio-changes"
        case dropout
        case treatmentDropout = "treatment-dropout"
    }

    private let facts: [Fact: String]
    /// What is wrong with the words, where something is.
    let problem: String?

    init(argument: String) {
        var facts: [Fact: String] = [:]
        var problem: String?
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = pair[0].trimmingSpaces
            guard let fact = Fact(rawValue: name) else {
                problem = problem ?? Self.unknown(name)
                continue
            }
            if pair.count < 2 { problem = problem ?? "'\(name)' has no value; expected \(name)=…" }
            if facts[fact] != nil { problem = problem ?? "\(name) stands twice; a slash goes between several values" }
            facts[fact] = pair.count < 2 ? "" : pair[1].trimmingSpaces
        }
        self.facts = facts
        self.problem = problem
    }

    private static func unknown(_ name: String) -> String {
        let known = Fact.allCases.map(\.rawValue)
        let nearest = NearestName(to: name, among: known).map { "did you mean \($0.name)? " } ?? ""
        return "'\(name)' is no fact of a stratum; \(nearest)expected \(known.joined(separator: ", "))"
    }

    /// Whether it has a hazard ratio of its own.
    var hasEffect: Bool { facts[.hazardRatio] != nil }

    /// The stratum; where it has no hazard ratio or drop-out of its own, those of the whole trial.
    func stratum(
        effect: HazardRatio?, dropout: PlannedHazard?, treatmentDropout: PlannedHazard?
    ) throws -> SurvivalStratum {
        do { return try made(effect, dropout, treatmentDropout) } catch let error as StatisticsError {
            throw Refusal(error, option: "--stratum")
        }
    }

    private func made(
        _ effect: HazardRatio?, _ dropout: PlannedHazard?, _ treatmentDropout: PlannedHazard?
    ) throws -> SurvivalStratum {
        let own = try hazardRatio()
        guard let effect = own ?? effect else {
            throw refusal("has no hazard-ratio, and there is no --hazard-ratio for all")
        }
        guard let share = try numbers(.share)?.first else { throw refusal("has no share, such as share=0.3") }
        let lost = try self.dropout(.dropout)
        return try SurvivalStratum(
            share: share, control: try control(), hazardRatio: effect, controlDropout: lost ?? dropout ?? .none,
            treatmentDropout: try self.dropout(.treatmentDropout) ?? lost ?? treatmentDropout)
    }

    private func hazardRatio() throws -> HazardRatio? {
        try numbers(.hazardRatio).map { values in
            let starts = [0] + (try numbers(.hazardRatioChanges) ?? [])
            do throws(StatisticsError) { return try HazardRatio(starts: starts, values: values) } catch {
                throw error.renamed(Fact.hazardRatio.rawValue)
            }
        }
    }

    private func control() throws -> PlannedHazard {
        let given = [Fact.median, .hazard, .survival].filter { facts[$0] != nil }
        guard given.count == 1 else { throw refusal("needs one of median, hazard and survival") }
        if let median = try numbers(.median)?.first {
            return try PlannedHazard(median: median, named: Fact.median.rawValue)
        }
        if let points = try points(.survival) {
            return try PlannedHazard(survival: points.values, at: points.times, named: Fact.survival.rawValue)
        }
        return try PlannedHazard(
            starts: [0] + (try numbers(.changes) ?? []), rates: try numbers(.hazard) ?? [], named: Fact.hazard.rawValue)
    }

    private func dropout(_ fact: Fact) throws -> PlannedHazard? {
        try points(fact).map { points in
            try points.checkParts("--stratum: \(fact.rawValue)")
            return try PlannedHazard(survival: points.values.map { 1 - $0 }, at: points.times, named: fact.rawValue)
        }
    }

    private func numbers(_ fact: Fact) throws -> [Double]? {
        guard let text = facts[fact] else { return nil }
        guard let list = NumberList(argument: text.split(separator: "/").joined(separator: ",")) else {
            throw refusal("has \(fact.rawValue)=\(text); expected numbers, a slash between several")
        }
        return list.numbers
    }

    private func points(_ fact: Fact) throws -> TimedProbabilities? {
        guard let text = facts[fact] else { return nil }
        guard let points = TimedProbabilities(argument: text.split(separator: "/").joined(separator: ",")) else {
            throw refusal("has \(fact.rawValue)=\(text); expected probabilities at times such as 0.8@12/0.5@40")
        }
        return points
    }

    private func refusal(_ text: String) -> Refusal { Refusal(description: "--stratum: error: the stratum \(text)") }
}
