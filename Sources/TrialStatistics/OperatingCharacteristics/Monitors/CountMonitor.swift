/// A rule on the number of patients with a toxicity or response among the first so many: beta-binomial and predictive
/// monitors, Simon's two stages, any table of counts.
///
/// ```swift
/// let simon = try CountMonitor(
///     of: .response, name: "response",
///     looks: [.init(subjects: 19, stopAtOrBelow: 2), .init(subjects: 42, stopAtOrAbove: 7)], above: .efficacy)
/// simon.exact(rate: 0.1)?.stopForMany                                  // its type I error
/// ```
///
/// A look happens when all of its patients are evaluated, even those who entered before others that are known already.
public struct CountMonitor: TrialMonitor, Hashable {
    /// One look of the table.
    public struct Look: Sendable, Hashable, Codable {
        /// The patients that it counts, from the first on.
        public let subjects: Int
        /// Stop where at most so many of them have it.
        public let stopAtOrBelow: Int?
        /// Stop where at least so many have it.
        public let stopAtOrAbove: Int?

        /// A look.
        public init(subjects: Int, stopAtOrBelow: Int? = nil, stopAtOrAbove: Int? = nil) {
            self.subjects = subjects
            self.stopAtOrBelow = stopAtOrBelow
            self.stopAtOrAbove = stopAtOrAbove
        }
    }

    /// What it counts.
    public let endpoint: CountedEndpoint
    /// The name.
    public let name: String
    /// The looks, by ascending number of patients.
    public let looks: [Look]
    /// Why it stops where too few have it.
    public let below: StopReason
    /// Why it stops where enough, or too many, have it; `.efficacy` rejects the hypothesis of no effect.
    public let above: StopReason

    /// A table of counts.
    ///
    /// - Throws: ``StatisticsError`` for looks that do not increase, or bounds that are impossible or cross.
    public init(
        of endpoint: CountedEndpoint, name: String, looks: [Look], below: StopReason = .futility, above: StopReason
    ) throws(StatisticsError) {
        guard !looks.isEmpty else {
            throw StatisticsError(.empty, argument: "looks", "looks is empty; expected at least one")
        }
        for (index, look) in looks.enumerated() {
            guard look.subjects > (index == 0 ? 0 : looks[index - 1].subjects) else {
                throw .invalid(
                    "looks", index, Double(look.subjects), expected: "more patients than at the look before")
            }
            for bound in [look.stopAtOrBelow, look.stopAtOrAbove].compactMap(\.self)
            where bound < 0 || bound > look.subjects {
                throw .invalid("looks", index, Double(bound), expected: "a count in 0...\(look.subjects)")
            }
            if let low = look.stopAtOrBelow, let high = look.stopAtOrAbove, low >= high {
                throw .invalid("looks", index, Double(low), expected: "a lower bound below the upper one, \(high)")
            }
        }
        self.endpoint = endpoint
        self.name = name
        self.looks = looks
        self.below = below
        self.above = above
    }

    /// The hypothesis that the rate is not better, where a bound claims it.
    public var hypotheses: [String] { claimsBelow || above == .efficacy ? ["\(endpoint.rawValue) rate"] : [] }
    private var claimsBelow: Bool { below == .efficacy }

    /// Counts of its endpoint.
    public var needs: MonitorNeeds {
        MonitorNeeds(toxicities: endpoint == .toxicity, responses: endpoint == .response)
    }

    /// The rate.
    public var estimand: Estimand? { .rate }

    /// The next look of which all patients are evaluated before the trial ends.
    public func look(after previous: Int?, in trial: VirtualTrial) -> (index: Int, time: Double)? {
        let index = previous.map { $0 + 1 } ?? 0
        guard index < looks.count, let time = trial.evaluation(of: looks[index].subjects) else { return nil }
        return (index, time)
    }

    /// Compares the count with the bounds.
    public func verdict(atLook index: Int, time: Double, in trial: VirtualTrial, claimed: UInt32) -> Verdict {
        let look = looks[index]
        let count = trial.count(of: endpoint, among: look.subjects)
        if let bound = look.stopAtOrAbove, count >= bound {
            return Verdict(stop: above, claims: above == .efficacy ? 1 : 0)
        }
        if let bound = look.stopAtOrBelow, count <= bound { return Verdict(stop: below, claims: claimsBelow ? 1 : 0) }
        return .goOn
    }

    /// The share among those evaluated by then.
    public func estimate(at time: Double, in trial: VirtualTrial) -> Double? {
        let number = trial.evaluations(by: time)
        return number > 0 ? Double(trial.count(of: endpoint, among: number)) / Double(number) : nil
    }

    /// The numbers of patients.
    public var lookLabels: LookLabels { .named(looks.map { "\($0.subjects) subjects" }) }

    /// Whether every count at the last look ends the trial.
    private var endsAtLastLook: Bool {
        guard let last = looks.last else { return false }
        return above == .efficacy || (last.stopAtOrBelow ?? -1) + 1 >= last.stopAtOrAbove ?? .max
    }

    /// The last look, where it claims efficacy or no count goes on.
    public var finalLook: Int? { endsAtLastLook ? looks.count - 1 : nil }

    /// The exact probabilities, where all patients are of one arm.
    public func reference(under truth: TrialTruth, conduct: TrialConduct) -> DesignReference? {
        guard truth.arms.count == 1, let arm = truth.arms.first,
            let exact = exact(
                rate: endpoint == .toxicity ? arm.toxicity : arm.response, subjects: conduct.subjects)
        else { return nil }
        let delay = endpoint == .toxicity ? conduct.toxicityWindow : conduct.responseDelay
        return DesignReference(
            kind: .exact, stops: exact.looks.map { [below: $0.stopForFew, above: $0.stopForMany] },
            // With a delay more patients are enrolled at a stop than were evaluated.
            expectedSubjects: delay == 0 ? exact.expectedSubjects : nil,
            rejections: hypotheses.isEmpty ? [] : [above == .efficacy ? exact.stopForMany : exact.stopForFew])
    }
}

extension VirtualTrial {
    /// How many patients, from the first on, are evaluated by a time.
    func evaluations(by time: Double) -> Int {
        var (low, high) = (0, evaluated.count)
        while low < high {
            let middle = (low + high) / 2
            if evaluated[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
