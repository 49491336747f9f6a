import TrialNumerics

/// When an ongoing trial will have its d-th event, predicted from its subjects, with an interval.
///
/// The expectation is computed: with the likeliest hazard, the events seen and those that each subject in follow-up and each future subject
/// is expected to have by a date. The interval is simulated: each replicate draws the parameters from what the data leave open, then a
/// future for each subject, and takes the date of the d-th event. It is a prediction interval: chance and uncertainty together.
///
/// ```
/// E(t) = d + Σ_onStudy (F(t − entry) − F(uᵢ))/R(uᵢ) + rate ∫ F,    uᵢ followed so long,  R = exp(−Λ − Γ)
/// ```
///
/// ```swift
/// let prediction = try EventPrediction(trial, target: 300, shape: .weibull, seed: 1)
/// prediction.expected          // the date at which 300 events are expected
/// prediction.limits            // 95 % of the futures have it between
/// ```
///
/// ## Edge cases
/// A target that even all subjects' events do not reach has no expected date; `reached` says in what part of the futures it is ever
/// reached, and a limit beyond that part is absent. Subjects last seen before the cut are at risk since: an event drawn in between is
/// dated to the cut.
///
/// ## Validated against
/// The exponential without drop-out by hand; the order statistics of exponentials; the simulation against the expectation.
///
/// ## References
/// Bagiella & Heitjan, *Stat Med* 20 (2001) 2055–2063. Ying, Heitjan & Chen, *Clin Trials* 1 (2004) 352–361. Ying & Heitjan, *Pharm Stat* 7
/// (2008) 107–120 (Weibull).
public struct EventPrediction: Sendable {
    /// The subjects who are still to come.
    public struct FutureAccrual: Sendable, Hashable {
        /// How many.
        public let subjects: Int
        /// How many in a unit of time.
        public let rate: Double

        /// Subjects at a rate; 0 of them by default.
        ///
        /// - Throws: ``StatisticsError`` for a number below 0 or a rate not above 0.
        public init(subjects: Int, rate: Double) throws(StatisticsError) {
            guard subjects >= 0 else {
                throw StatisticsError(
                    .invalidValue, argument: "remaining", "remaining is \(subjects); expected a number of at least 0")
            }
            guard rate > 0, rate.isFinite else {
                throw StatisticsError(
                    .invalidValue, argument: "rate", "rate is \(rate); expected a finite number above 0")
            }
            self.subjects = subjects
            self.rate = rate
        }
    }

    /// A date with the number of events expected and predicted by then.
    public struct Point: Sendable, Hashable {
        /// The time of the calendar.
        public let time: Double
        /// E(t).
        public let expected: Double
        /// The quantiles of the simulated numbers.
        public let lower: Double, upper: Double
    }

    /// The subjects.
    public let trial: OngoingTrial
    /// d.
    public let target: Int
    /// The date at which E(t) = d; nil where it never is.
    public let expected: Double?
    /// The median of the dates; nil where fewer than half of the futures reach d.
    public let median: Double?
    /// The quantiles of the dates.
    public let limits: ConfidenceLimits
    /// The part of the futures in which d is reached at all.
    public let reached: Double
    /// The curve from the cut to a time beyond the limits.
    public let curve: [Point]
    /// The hazard at the estimate, in pieces where it is a Weibull's.
    public let hazard: PlannedHazard
    /// The hazard of dropping out.
    public let dropoutRate: Double

    /// The most future subjects that are drawn in all replicates together.
    private static let mostDrawn = 100_000_000

    /// Predicts.
    ///
    /// - Parameters:
    ///   - target: d, more than have been seen.
    ///   - accrual: subjects still to come.
    ///   - coverage: of the interval.
    ///   - replicates: how many futures are drawn.
    /// - Throws: ``StatisticsError`` for a target that is reached already, or data from which no hazard can be estimated.
    public init(
        _ trial: OngoingTrial, target: Int, shape: EventTimeShape = .exponential, accrual: FutureAccrual? = nil,
        coverage: ConfidenceLevel = .ninetyFivePercent, replicates: Int = 5000, seed: UInt64
    ) throws(StatisticsError) {
        let counts = trial.counts
        guard target > counts.events else {
            throw StatisticsError(
                .invalidValue, argument: "target",
                "target is \(target); expected more than the \(counts.events) events that have been seen")
        }
        guard (100...10_000_000).contains(replicates) else {
            throw StatisticsError(
                .invalidValue, argument: "replicates",
                "replicates is \(replicates); expected a number from 100 to 10,000,000")
        }
        if let accrual, accrual.subjects > Self.mostDrawn / replicates {
            throw StatisticsError(
                .invalidValue, argument: "remaining",
                "remaining is \(accrual.subjects) in each of \(replicates) futures; expected at most \(Self.mostDrawn / replicates), so that 10⁸ are drawn in all"
            )
        }
        let fit = try EventTimeFit(trial, shape)
        let exposure = trial.times.reduce(0, +)
        let lossRate = Double(counts.lost) / exposure
        self.trial = trial
        self.target = target
        dropoutRate = lossRate
        let horizon = (trial.cut - (trial.entry.min() ?? trial.cut)) * 20
        hazard = PlannedHazard(fit.estimate.pieces(until: horizon))
        let expectation = ExpectedEvents(trial, hazard.pieces, lossRate, accrual)
        expected = expectation.time(of: Double(target), within: horizon)
        let futures = SimulatedFutures(
            trial, fit, losses: counts.lost, exposure: exposure, accrual, needed: target - counts.events,
            replicates: replicates, seed: seed)
        reached = Double(futures.dates.count) / Double(replicates)
        let tail = (1 - coverage.coverage) / 2
        func quantile(_ p: Double) -> Double? {
            let index = Int((p * Double(replicates)).rounded(.up)) - 1
            return index < futures.dates.count ? futures.dates[max(0, index)] : nil
        }
        median = quantile(0.5)
        limits = ConfidenceLimits(lower: quantile(tail), upper: quantile(1 - tail))
        let last = limits.upper ?? futures.dates.last ?? expected ?? trial.cut * 2
        let grid = (0...60).map { trial.cut + (last - trial.cut) * 1.1 * Double($0) / 60 }
        curve = grid.map { time in
            let (lower, upper) = futures.counts(by: time, tail)
            return Point(
                time: time, expected: expectation.events(by: time), lower: Double(counts.events) + lower,
                upper: Double(counts.events) + upper)
        }
    }
}
