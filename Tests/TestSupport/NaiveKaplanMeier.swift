/// The product-limit estimate straight from its definition, one pass over all rows for each distinct time.
public struct NaiveKaplanMeier {
    /// One distinct time: sums of weights at risk and dying, S and the Greenwood sum after it.
    public struct Step {
        /// The time.
        public let time: Double
        /// Sums of weights.
        public let atRisk, events: Double
        /// S(t) and Σ d / (n (n − d)).
        public let survival, greenwood: Double
    }

    /// The steps by ascending time.
    public let steps: [Step]

    /// Estimates; absent entries are minus infinity, absent weights 1.
    public init(times: [Double], events: [Bool], entries: [Double]? = nil, weights: [Double]? = nil) {
        var steps: [Step] = []
        var survival = 1.0
        var greenwood = 0.0
        for time in Set(times).sorted() {
            var atRisk = 0.0
            var died = 0.0
            for row in times.indices where times[row] >= time && (entries?[row] ?? -.infinity) < time {
                atRisk += weights?[row] ?? 1
                if times[row] == time, events[row] { died += weights?[row] ?? 1 }
            }
            if died > 0 {
                survival *= 1 - died / atRisk
                greenwood += died / (atRisk * (atRisk - died))
            }
            steps.append(Step(time: time, atRisk: atRisk, events: died, survival: survival, greenwood: greenwood))
        }
        self.steps = steps
    }
}
