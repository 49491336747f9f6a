/// Why a virtual trial ended.
public enum StopReason: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
    /// The experimental arm is better.
    case efficacy
    /// Going on promises too little.
    case futility
    /// Too many toxicities.
    case toxicity
    /// The experimental arm is worse.
    case harm
    /// It ran to its planned end.
    case completed
    /// No hypothesis of a family can be rejected any more, and none was: the one before it failed.
    case exhausted
}

/// What a monitor says at a look: go on, or stop with a reason; and which hypotheses it rejects there.
public struct Verdict: Sendable, Hashable {
    /// Why the trial stops here; nil where it goes on.
    public let stop: StopReason?
    /// The hypotheses that are rejected at this look, bit h for the h-th of the monitor.
    public let claims: UInt32

    /// A verdict.
    public init(stop: StopReason?, claims: UInt32 = 0) {
        self.stop = stop
        self.claims = claims
    }

    /// The trial goes on.
    public static let goOn = Verdict(stop: nil)
}

/// What monitors need of a virtual trial beyond its plain records, so that nothing is sorted in vain.
public struct MonitorNeeds: Sendable, Hashable {
    /// The endpoints whose events are asked for by number.
    public var dates: Set<TimedEndpoint>
    /// The endpoints whose log-rank statistic is asked for.
    public var order: Set<TimedEndpoint>
    /// Whether toxicities are asked for.
    public var toxicities: Bool
    /// Whether responses are asked for.
    public var responses: Bool
    /// Whether toxicities by dose are asked for.
    public var doses: Bool

    /// Needs; none by default.
    public init(
        dates: Set<TimedEndpoint> = [], order: Set<TimedEndpoint> = [], toxicities: Bool = false,
        responses: Bool = false, doses: Bool = false
    ) {
        self.dates = dates
        self.order = order
        self.toxicities = toxicities
        self.responses = responses
        self.doses = doses
    }

    mutating func add(_ other: MonitorNeeds) {
        dates.formUnion(other.dates)
        order.formUnion(other.order)
        toxicities = toxicities || other.toxicities
        responses = responses || other.responses
        doses = doses || other.doses
    }
}

/// A rule that looks at a trial while it runs and may stop it: the design whose operating characteristics are wanted.
///
/// A trial has one or more; the engine runs them side by side in the order of their looks. What a rule needs is tabulated
/// before the first trial, so that a look costs a comparison.
///
/// All stored properties are encoded, and with them a rule is recognised: shards of a simulation belong together if their
/// rules do.
public protocol TrialMonitor: Sendable, Encodable {
    /// The name, such as "toxicity".
    var name: String { get }
    /// The hypotheses that it may reject, at most 32; empty for a rule that only stops.
    var hypotheses: [String] { get }
    /// What it needs of a virtual trial.
    var needs: MonitorNeeds { get }
    /// What it estimates at the end of a trial, if anything.
    var estimand: Estimand? { get }

    /// Works out beforehand what its looks at a trial need, once for each trial.
    func prepare(_ trial: inout VirtualTrial)

    /// The next look after a look, or the first.
    ///
    /// - Parameters:
    ///   - previous: the index of the look before; nil for the first.
    ///   - trial: the trial.
    /// - Returns: its index and its time; nil where there is none before the trial ends.
    func look(after previous: Int?, in trial: VirtualTrial) -> (index: Int, time: Double)?

    /// What it says at a look.
    ///
    /// - Parameters:
    ///   - index: the index of the look.
    ///   - time: its time.
    ///   - trial: the trial.
    ///   - claimed: what it has rejected before.
    func verdict(atLook index: Int, time: Double, in trial: VirtualTrial, claimed: UInt32) -> Verdict

    /// The hypotheses that it rejects at the end of a trial that was not stopped.
    func claims(atEnd time: Double, in trial: VirtualTrial) -> UInt32

    /// The estimate from what is known at the end of a trial; nil where nothing can be estimated.
    func estimate(at time: Double, in trial: VirtualTrial) -> Double?

    /// Its looks in words.
    var lookLabels: LookLabels { get }
    /// The index of the look that ends the trial as planned, if there is one.
    var finalLook: Int? { get }
    /// Whether a look ends a trial as planned; stops at others are early.
    func isEnd(_ index: Int, of trial: VirtualTrial) -> Bool
    /// Which of its hypotheses are true under a truth, bit h for the h-th: to reject one of them is an error.
    func nullHypotheses(under truth: TrialTruth) -> UInt32

    /// What is known without simulation of a trial that has no other rule; nil where nothing is.
    func reference(under truth: TrialTruth, conduct: TrialConduct) -> DesignReference?
}

extension TrialMonitor {
    /// No hypotheses.
    public var hypotheses: [String] { [] }
    /// Nothing.
    public func prepare(_ trial: inout VirtualTrial) {}
    /// Whether it is the final look.
    public func isEnd(_ index: Int, of trial: VirtualTrial) -> Bool { index == finalLook }
    /// None.
    public func nullHypotheses(under truth: TrialTruth) -> UInt32 { 0 }
    /// Nothing.
    public var estimand: Estimand? { nil }
    /// None.
    public func claims(atEnd time: Double, in trial: VirtualTrial) -> UInt32 { 0 }
    /// No estimate.
    public func estimate(at time: Double, in trial: VirtualTrial) -> Double? { nil }
    /// None.
    public var finalLook: Int? { nil }
    /// Nothing is known.
    public func reference(under truth: TrialTruth, conduct: TrialConduct) -> DesignReference? { nil }
}

/// What an estimate at the end of a virtual trial is an estimate of.
public enum Estimand: String, Sendable, Hashable, Codable {
    /// The median time of exponential times, log 2 · T/d.
    case median
    /// The logarithm of the hazard ratio.
    case logHazardRatio
    /// The probability of a toxicity or response.
    case rate
}

/// The looks of a rule in words, as far as they go.
public enum LookLabels: Sendable, Hashable, Codable {
    /// As many as there are.
    case named([String])
    /// After each interval.
    case every(Double)
    /// At each event.
    case everyEvent

    /// The words of the look of an index from 0 on.
    public func text(_ index: Int) -> String {
        switch self {
        case .named(let names): index < names.count ? names[index] : "look \(index + 1)"
        case .every(let interval): "time \(PlainNumber(Double(index + 1) * interval))"
        case .everyEvent: "event \(index + 1)"
        }
    }
}

/// What is known of a design without simulation.
public struct DesignReference: Sendable, Hashable, Codable {
    /// How it is known.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// By summing all that can happen.
        case exact
        /// From the joint normal distribution of the statistics at the planned numbers of events.
        case normal
    }

    /// How it is known.
    public let kind: Kind
    /// By look, the probability of stopping there for each reason but completion.
    public let stops: [[StopReason: Double]]
    /// The patients on average; nil where it is not known.
    public let expectedSubjects: Double?
    /// The probability of rejecting each hypothesis, or of finding each dose; empty where it is not known.
    public let rejections: [Double]

    /// What is known.
    public init(
        kind: Kind, stops: [[StopReason: Double]], expectedSubjects: Double?, rejections: [Double] = []
    ) {
        self.kind = kind
        self.stops = stops
        self.expectedSubjects = expectedSubjects
        self.rejections = rejections
    }

    /// The probability of stopping for a reason at any look.
    public func probability(of reason: StopReason) -> Double { stops.reduce(0) { $0 + ($1[reason] ?? 0) } }
}
