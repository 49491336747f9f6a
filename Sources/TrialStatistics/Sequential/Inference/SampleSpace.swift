/// The outcomes of a group sequential trial, a look of stopping and a z, in an order of how much they speak for the treatment.
struct SampleSpace: Sendable, Hashable {
    /// I of the looks, divided by that of the look of stopping, so that a drift is the mean of Z there.
    let information: [Double]
    /// The limits of the looks; the last of them ends the trial whatever it shows.
    let limits: [LookLimits]
    /// The look at which the trial stopped.
    let stop: Int
    /// z there.
    let z: Double

    /// P(an outcome that speaks for the treatment at least as much) at a drift.
    func probability(_ ordering: SequentialOrdering, drift: Double) -> Double {
        switch ordering {
        case .stageWise: stageWise(drift: drift)
        case .sampleMean: beyond(drift: drift) { z * $0.squareRoot() }
        case .likelihoodRatio: beyond(drift: drift) { _ in z }
        }
    }

    /// P(crossed the upper limit at an earlier look, or reached this look with as large a z).
    private func stageWise(drift: Double) -> Double {
        CrossingProbabilities(
            information: Array(information.prefix(stop + 1)),
            limits: Array(limits.prefix(stop)) + [LookLimits(upper: z)], drift: drift
        ).upper.reduce(0, +)
    }

    /// P(stops at any look with a z of at least that look's threshold).
    private func beyond(drift: Double, threshold: (Double) -> Double) -> Double {
        var (state, sum) = (ContinuingScore(drift: drift), 0.0)
        for (index, t) in information.enumerated() {
            let (limit, root, least) = (limits[index], t.squareRoot(), threshold(t))
            guard index + 1 < information.count else {
                return sum + state.tail(.upper, beyond: least * root, at: t)
            }
            if let upper = limit.upper { sum += state.tail(.upper, beyond: max(upper, least) * root, at: t) }
            if let lower = limit.lower, lower > least {
                sum += state.tail(.lower, beyond: lower * root, at: t) - state.tail(.lower, beyond: least * root, at: t)
            }
            state = ContinuingScore(state, at: t, in: limit.region(at: t, drift: drift), next: information[index + 1])
        }
        return sum
    }

    /// E[Z/√I at the look of stopping] at a drift, in units of the drift.
    ///
    /// With P_k(δ) the probability to stop at look k, ∫ z over the outcomes of look k follows from dP_k/dδ, and the mean is δ + Σ P_k′(δ)/t_k.
    func meanEstimate(drift: Double) -> Double {
        // The fourth-order difference: its error h⁴/30 of the fifth derivative is 3e-10 at this step, that of rounding less.
        let step = 0.01
        let (a, b) = (stopping(drift: drift - 2 * step), stopping(drift: drift - step))
        let (c, d) = (stopping(drift: drift + step), stopping(drift: drift + 2 * step))
        return drift
            + information.indices.reduce(0) { sum, k in
                sum + (a[k] - 8 * b[k] + 8 * c[k] - d[k]) / (12 * step) / information[k]
            }
    }

    private func stopping(drift: Double) -> [Double] {
        let crossing = CrossingProbabilities(information: information, limits: limits, drift: drift)
        let last = information.count - 1
        return information.indices.map { index in
            crossing.upper[index] + crossing.lower[index] + (index == last ? crossing.remaining : 0)
        }
    }
}
