extension BayesFactorMonitor.Parameter {
    /// θ₀.
    public var standard: Double {
        switch self {
        case .rate(let standard, _), .median(let standard, _): standard
        }
    }

    /// θ₁, the value hoped for.
    public var alternative: Double {
        switch self {
        case .rate(_, let alternative), .median(_, let alternative): alternative
        }
    }

    /// Whether the alternative is above the standard.
    public var isUpward: Bool { alternative > standard }

    func validated() throws(StatisticsError) -> Self {
        func refuse(_ name: String, _ value: Double, _ expected: String) -> StatisticsError {
            StatisticsError(.invalidValue, argument: name, "\(name) is \(value); expected \(expected)")
        }
        for (name, value) in [("standard", standard), ("alternative", alternative)] {
            switch self {
            case .rate where !(value > 0 && value < 1): throw refuse(name, value, "a rate between 0 and 1")
            case .median where !(value.isFinite && value > 0): throw refuse(name, value, "a finite time > 0")
            case .rate, .median: break
            }
        }
        guard abs(alternative - standard) > 1e-6 * standard else {
            throw refuse("alternative", alternative, "a value other than the standard")
        }
        return self
    }

    /// log L(θ) without the part that does not depend on θ.
    func logLikelihood(_ data: BayesFactorMonitor.Data, at value: Double) -> Double {
        switch (self, data) {
        case (.rate, .counts(let events, let subjects)):
            func term(_ count: Int, _ probability: Double) -> Double {
                count == 0 ? 0 : Double(count) * Elementary.logarithm(probability)
            }
            return term(events, value) + term(subjects - events, 1 - value)
        case (.median, .exposure(let events, let totalTime)):
            let hazard = EventTimeQuantity.ln2 / value
            return Double(events) * Elementary.logarithm(hazard) - totalTime * hazard
        default: preconditionFailure("counts belong to a rate, exposure to a median")
        }
    }

    /// log ∫ f₁(θ) exp(g(θ)) dθ over the alternative's side, f₁ without its constant.
    ///
    /// Taken over u = log of the distance from the standard, or over the logit of its share of the room where that is bounded.
    func logIntegral(_ density: NonlocalPrior, _ logFactor: (Double) -> Double) -> Double {
        let mode = abs(alternative - standard)
        let room: Double? =
            switch self {
            case .rate: isUpward ? 1 - standard : standard
            case .median: isUpward ? nil : standard
            }
        let integrand = { (u: Double) -> Double in
            let e = Elementary.exponential(u)
            let distance = room.map { $0 * e / (1 + e) } ?? e * mode
            let logJacobian = room == nil ? u : u - 2 * Elementary.logarithm(1 + e)
            // Near 0 the value is the standard's rest, not a difference of two numbers that are nearly equal.
            let value = isUpward ? standard + distance : standard / (1 + e)
            if case .rate = self, value >= 1 { return -1e300 }
            return density.logDensity(at: distance, mode: mode) + logFactor(value) + logJacobian
        }
        return LogIntegral(of: integrand, in: -30...(room == nil ? 60 : 200)).value
    }
}
