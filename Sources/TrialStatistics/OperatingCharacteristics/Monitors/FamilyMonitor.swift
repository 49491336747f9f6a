/// Several hypotheses on two endpoints at one level: a graph says who has which level, each hypothesis spends its own over its looks.
///
/// Progression-free survival, then survival, is the fixed sequence of two. At each look its hypothesis is tested with the level that it has, as the
/// group sequential test that it would have been from the start; one that is rejected passes its level on, and those that gain are tested again
/// with their latest look (``SequentialGraphProcedure``). The level is spent by the events that are there.
///
/// ```swift
/// let pfs = FamilyMonitor.Hypothesis("PFS", of: .first, events: [328])
/// let os = FamilyMonitor.Hypothesis("OS", of: .death, events: [150, 225, 300])
/// let family = try FamilyMonitor("PFS, then OS", [pfs, os], graph: .fixedSequence(2), alpha: 0.025)
/// ```
///
/// ## Edge cases
/// A look whose events never come is left out, but the last of a hypothesis, which is at the end of follow-up. The trial ends once all are
/// rejected (efficacy), or once none can be rejected any more: as exhausted where none was, else as completed.
///
/// ## Validated against
/// ``SequentialGraphProcedure`` on the statistics of the same trials; R simulations of an illness-death trial (`Validation/R/illness-death-trial.R`).
///
/// ## References
/// Glimm, Maurer & Bretz, *Stat Med* 29 (2010) 219–228. Maurer & Bretz, *Stat Biopharm Res* 5 (2013) 311–320.
public struct FamilyMonitor: TrialMonitor {
    /// One hypothesis: its endpoint, its looks, how its level is spent.
    public struct Hypothesis: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// The endpoint.
        public let endpoint: TimedEndpoint
        /// The planned events of its looks; the last are all of its information.
        public let events: [Int]
        /// The times of its looks; looks by events if nil.
        public let times: [Double]?
        /// How its level is spent.
        public let shape: BoundaryShape

        /// A hypothesis.
        public init(
            _ name: String, of endpoint: TimedEndpoint, events: [Int], times: [Double]? = nil,
            shape: BoundaryShape = .spending(.lanDeMetsOBrienFleming)
        ) {
            self.name = name
            self.endpoint = endpoint
            self.events = events
            self.times = times
            self.shape = shape
        }

        var looks: LookTimes { times.map(LookTimes.at) ?? .events(events) }
    }

    /// The name.
    public let name: String
    /// The hypotheses.
    public let tests: [Hypothesis]
    /// Who passes what to whom.
    public let graph: MultiplicityGraph
    /// The one-sided level of the family.
    public let alpha: Double
    /// By hypothesis and set of those rejected (bit h for the h-th), the test at the level it then has.
    let bounds: [[ObservedBounds?]]
    /// Looks of all hypotheses, one hypothesis after the other.
    let looks: [(hypothesis: Int, look: Int)]

    /// The most hypotheses.
    static let most = 10

    /// A family.
    ///
    /// - Throws: ``StatisticsError`` for another number of hypotheses than the graph has, more than 10, a level not in (0, 0.5), and looks that make no sense.
    public init(
        _ name: String, _ tests: [Hypothesis], graph: MultiplicityGraph, alpha: Double
    ) throws(StatisticsError) {
        guard tests.count == graph.weights.count, tests.count <= Self.most else {
            throw StatisticsError(
                .lengthMismatch, argument: "hypotheses",
                "hypotheses has \(tests.count) elements; expected \(graph.weights.count), one for each weight of the graph, and at most \(Self.most)"
            )
        }
        try SequentialArgument.require(alpha, "alpha", "a number above 0 and below 0.5") { $0 > 0 && $0 < 0.5 }
        var bounds: [[ObservedBounds?]] = []
        for (index, test) in tests.enumerated() {
            try LookTimes.events(test.events).validate()
            if let times = test.times { try test.looks.validate(count: test.events.count, times) }
            bounds.append(try Self.bounds(of: index, test, graph, alpha))
        }
        self.name = name
        self.tests = tests
        self.graph = graph
        self.alpha = alpha
        self.bounds = bounds
        looks = tests.enumerated().flatMap { index, test in test.events.indices.map { (index, $0) } }
    }

    /// The tests of a hypothesis at the level that it has once those of each set are rejected.
    private static func bounds(
        of index: Int, _ test: Hypothesis, _ graph: MultiplicityGraph, _ alpha: Double
    ) throws(StatisticsError) -> [ObservedBounds?] {
        let last = test.events[test.events.count - 1]
        let fractions = test.events.map { Double($0) / Double(last) }
        var known: [(weight: Double, bounds: ObservedBounds)] = []
        var all: [ObservedBounds?] = []
        for rejected in 0..<(1 << graph.weights.count) {
            let others = graph.weights.indices.filter { rejected >> $0 & 1 == 1 }
            let weight = others.reduce(graph) { $0.removing($1) }.weights[index]
            guard weight > 0, !others.contains(index) else {
                all.append(nil)
                continue
            }
            if let same = known.first(where: { abs($0.weight - weight) < 1e-12 }) {
                all.append(same.bounds)
                continue
            }
            let design = try GroupSequentialDesign(
                fractions: fractions, alpha: weight * alpha, efficacy: EfficacyRule(test.shape))
            let bounds = try ObservedBounds(design, events: last)
            known.append((weight, bounds))
            all.append(bounds)
        }
        return all
    }

    /// The names of the hypotheses.
    public var hypotheses: [String] { tests.map(\.name) }

    /// Order of the endpoints, and dates for looks by events.
    public var needs: MonitorNeeds {
        MonitorNeeds(
            dates: Set(tests.filter { $0.times == nil }.map(\.endpoint)), order: Set(tests.map(\.endpoint)))
    }

    /// What each look counts.
    public var lookLabels: LookLabels {
        .named(
            looks.map { place in
                let test = tests[place.hypothesis]
                let when =
                    test.times.map { "time \(PlainNumber($0[place.look]))" }
                    ?? LookTimes.label(test.events[place.look], test.endpoint)
                return "\(test.name): \(when)"
            })
    }

    /// Those of endpoints in which the arms do not differ.
    public func nullHypotheses(under truth: TrialTruth) -> UInt32 {
        tests.indices.reduce(0) { $0 | (truth.isNull(for: tests[$1].endpoint) ? 1 << UInt32($1) : 0) }
    }
}

extension FamilyMonitor: Encodable {
    private enum Keys: String, CodingKey {
        case name, alpha, weights, transitions, hypotheses, endpoints, looks, bounds
    }

    /// All numbers that tell it from others.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(name, forKey: .name)
        try container.encode(alpha, forKey: .alpha)
        try container.encode(graph.weights, forKey: .weights)
        try container.encode(graph.transitions, forKey: .transitions)
        try container.encode(hypotheses, forKey: .hypotheses)
        try container.encode(tests.map(\.endpoint), forKey: .endpoints)
        try container.encode(tests.map(\.looks), forKey: .looks)
        try container.encode(bounds, forKey: .bounds)
    }
}
