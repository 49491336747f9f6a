/// What a design does in the long run under one truth: how often it stops and why, how many patients and how long it takes.
///
/// ```swift
/// let poor = try simulation.characteristics()[0]
/// poor.stop.estimate               // 0.912…, the probability of an early stop
/// poor.stop.standardError          // 0.0009…
/// poor.subjects.mean               // 41.3…
/// poor.duration.quantile(0.9)
/// ```
///
/// Every number carries its Monte Carlo error. Where the design's probabilities are known without simulation they stand beside
/// (``TruthLabel/reference``).
public struct OperatingCharacteristics: Sendable, Hashable {
    /// What happens at one look of one rule.
    public struct Look: Sendable, Hashable {
        /// The look in words.
        public let label: String
        /// Whether it ends the trial as planned.
        public let isFinal: Bool
        /// How often a trial comes to it.
        public let reached: SimulatedProbability
        /// How often a trial stops there, by reason; reasons that never occur are left out.
        public let stops: [(reason: StopReason, probability: SimulatedProbability)]
        /// How often each hypothesis is rejected there.
        public let rejections: [SimulatedProbability]
        /// The time, the patients enrolled and the events known, on average over the trials that come to it.
        public let time: Double, subjects: Double, events: Double
    }

    /// The truth.
    public let truth: TruthLabel
    /// The design in words.
    public let design: SimulatedDesignLabels
    private let tally: SimulationTally
    private let sums: BlockSums

    /// The characteristics that outcomes show.
    public init(_ design: SimulatedDesignLabels, _ truth: TruthLabel, _ outcomes: SimulatedOutcomes) {
        self.design = design
        self.truth = truth
        tally = outcomes.tally
        sums = outcomes.sums
    }

    /// The number of virtual trials.
    public var replicates: Int { tally.replicates }

    /// How often a trial ends for a reason, at whichever look.
    public func ending(for reason: StopReason) -> SimulatedProbability { probability(tally.reasons[reason.place]) }

    /// How often a trial stops before its planned end.
    public var stop: SimulatedProbability { probability(tally.early) }

    /// How often a rule ends the trial for a reason other than its planned completion.
    public func stop(by monitor: Int) -> SimulatedProbability {
        var count = 0
        for look in tally.looks[monitor] {
            for reason in StopReason.allCases where reason != .completed { count += look.stops[reason.place] }
        }
        return probability(count)
    }

    /// How often a rule rejects any of its hypotheses.
    public func anyRejection(by monitor: Int = 0) -> SimulatedProbability { probability(tally.anyRejections[monitor]) }

    /// How often a rule rejects all of its hypotheses.
    public func allRejections(by monitor: Int = 0) -> SimulatedProbability { probability(tally.allRejections[monitor]) }

    /// How often a hypothesis that is true is rejected, the family-wise error; nil where none is true.
    public var falseRejection: SimulatedProbability? {
        truth.nullHypotheses.contains { $0 != 0 } ? probability(tally.falseRejections) : nil
    }

    /// The patients at each dose, of a trial that looks for a dose.
    public var dosePatients: [SimulatedMean] {
        tally.doses.map { SimulatedMean(count: replicates, sum: $0.patients, squares: $0.patientSquares) }
    }

    /// The toxicities at each dose, of a trial that looks for a dose.
    public var doseToxicities: [SimulatedMean] {
        tally.doses.map { SimulatedMean(count: replicates, sum: $0.toxicities, squares: $0.toxicitySquares) }
    }

    /// How often a hypothesis of a rule is rejected: the type I error where it is true, the power where it is not.
    public func rejection(of hypothesis: Int = 0, by monitor: Int = 0) -> SimulatedProbability {
        probability(tally.rejections[monitor][hypothesis])
    }

    /// The looks of a rule that any trial came to.
    public func looks(of monitor: Int) -> [Look] {
        tally.looks[monitor].enumerated().filter { $1.reached > 0 }.map { index, look in
            let times = sums.lookTimes[monitor]
            let reached = Double(look.reached)
            return Look(
                label: design.monitors[monitor].looks.text(index), isFinal: index == design.monitors[monitor].finalLook,
                reached: probability(look.reached),
                stops: StopReason.allCases.filter { look.stops[$0.place] > 0 }.map {
                    ($0, probability(look.stops[$0.place]))
                }, rejections: look.claims.map(probability), time: times[index] / reached,
                subjects: Double(look.subjects) / reached, events: Double(look.events) / reached)
        }
    }

    /// The patients enrolled.
    public var subjects: SimulatedMean { SimulatedMean(counts: tally.subjects) }
    /// The events of the first endpoint that are known at the end.
    public var events: SimulatedMean { SimulatedMean(counts: tally.events) }
    /// The time from the start to the stop or the end.
    public var duration: SimulatedMean {
        SimulatedMean(
            count: replicates, sum: sums.duration, squares: sums.durationSquare, distribution: tally.durations)
    }

    /// The estimate at the end of those trials that have one; nil where no trial has.
    public var estimate: SimulatedMean? {
        guard tally.estimates > 0 else { return nil }
        return SimulatedMean(
            count: tally.estimates, sum: sums.estimate, squares: sums.estimateSquare, distribution: nil)
    }

    /// The mean estimate less the truth; nil where either is absent.
    public var bias: Double? {
        guard let estimate, let truth = truth.estimand else { return nil }
        return estimate.mean - truth
    }

    private func probability(_ count: Int) -> SimulatedProbability {
        SimulatedProbability(count: count, of: replicates)
    }
}

extension OperatingCharacteristics.Look {
    /// Whether both are the same.
    public static func == (one: Self, other: Self) -> Bool {
        one.label == other.label && one.isFinal == other.isFinal && one.reached == other.reached
            && one.stops.map(\.reason) == other.stops.map(\.reason)
            && one.stops.map(\.probability) == other.stops.map(\.probability) && one.rejections == other.rejections
            && one.time == other.time && one.subjects == other.subjects && one.events == other.events
    }

    /// Hashes what tells looks apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(label)
        hasher.combine(reached)
    }
}
