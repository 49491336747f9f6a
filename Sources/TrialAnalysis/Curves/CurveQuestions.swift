import TrialStatistics

/// What is asked of the curves beyond their medians and their values at ``SurvivalPlan/landmarks``.
public struct CurveQuestions: Sendable, Hashable {
    /// The shares of events whose times are read off the curves, such as 0.25 and 0.75.
    public var quantiles: [Double] = []
    /// What a curve is past the end of its follow-up.
    public var landmarkRule = LandmarkRule.strict
    /// The cumulative hazard at the landmarks.
    public var hazard: Hazard?
    /// A band for each whole curve.
    public var band: Band?
    /// The time that subjects have come without the event, for their survival from there to the landmarks.
    public var given: Double?
    /// The scale of the test that the groups are equal at the landmarks, which also asks for their differences and ratios.
    public var milestone: ConfidenceTransform?
    /// The mean time without the event in a window.
    public var restrictedMean: RestrictedMeanWindow?

    /// Nothing asked.
    public init() {}

    /// A cumulative hazard and the survival exp(−H) that belongs to it.
    public struct Hazard: Sendable, Hashable {
        /// What becomes of tied events.
        public var ties: NelsonAalen.Ties
        /// The variance.
        public var variance: NelsonAalen.Variance
        /// The scale of its limits.
        public var scale: NelsonAalen.Scale

        /// A cumulative hazard; R's variance.
        public init(
            ties: NelsonAalen.Ties, variance: NelsonAalen.Variance = .poisson, scale: NelsonAalen.Scale = .log
        ) {
            self.ties = ties
            self.variance = variance
            self.scale = scale
        }
    }

    /// A simultaneous band.
    public struct Band: Sendable, Hashable {
        /// How its width changes.
        public var kind: SimultaneousBand.Kind
        /// The times over which it holds; from the first event to the end of follow-up if nil.
        public var range: ClosedRange<Double>?

        /// A band.
        public init(_ kind: SimultaneousBand.Kind, range: ClosedRange<Double>? = nil) {
            self.kind = kind
            self.range = range
        }
    }

    /// The window of a restricted mean.
    public struct RestrictedMeanWindow: Sendable, Hashable {
        /// Where the window begins.
        public var from = 0.0
        /// Where it ends, τ.
        public var end: RestrictionTime
        /// How the variance is estimated.
        public var variance = RestrictedMean.Variance.greenwood

        /// From 0 to τ.
        public init(until end: RestrictionTime) { self.end = end }
    }

    /// Whether there is anything for ``CurveAnswers`` to answer.
    var isEmpty: Bool {
        var rest = self
        rest.landmarkRule = .strict
        return rest == CurveQuestions()
    }
}
