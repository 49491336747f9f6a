import TrialNumerics

/// Critical values as hazard ratios, and back, for a number of events and an allocation ratio.
///
/// ```
/// Z = −log(h) √I          so that a hazard ratio h below 1 is a positive Z
/// null          I = D r / (1 + r)²              events divide as patients do, r : 1
/// alternative   I = D r h / (1 + r h)²          events divide as patients do times the hazard ratio: 1/I = 1/d_E + 1/d_C
/// ```
///
/// D the events so far, r patients on the treatment for each on control.
///
/// ```swift
/// let scale = try HazardRatioScale(events: 235, ratio: 1.5)
/// scale.hazardRatio(z: 1.96, fraction: 1)       // 0.7703…
/// scale.z(hazardRatio: 0.77, fraction: 0.5)     // 1.3878…
/// ```
///
/// ## Edge cases
/// Under ``Variance/alternative`` Z is largest at some small h and falls again beyond it; a Z that no h has is nil.
///
/// ## References
/// Schoenfeld, *Biometrika* 68 (1981) 316–319; *Biometrics* 39 (1983) 499–503 (null). R gsDesign and rpact use the null variance, East either, lrstat by default the
/// alternative. With 3:2 the two differ by some percent.
public struct HazardRatioScale: Sendable, Hashable {
    /// How events divide between the arms.
    public enum Variance: String, Sendable, Hashable, CaseIterable {
        /// As patients do.
        case null
        /// As patients do, times the hazard ratio.
        case alternative
    }

    /// D at information 1.
    public let events: Double
    /// r, patients on the treatment for each on control.
    public let ratio: Double
    /// How events divide between the arms.
    public let variance: Variance

    /// A scale.
    ///
    /// - Parameters:
    ///   - events: planned for information 1, above 0.
    ///   - ratio: patients on the treatment for each on control, above 0; 1.5 for 3:2.
    ///   - variance: how events divide between the arms.
    /// - Throws: ``StatisticsError`` naming the argument.
    public init(events: Double, ratio: Double = 1, variance: Variance = .null) throws(StatisticsError) {
        for (value, name) in [(events, "events"), (ratio, "ratio")] where !(value > 0 && value.isFinite) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a finite number above 0")
        }
        self.events = events
        self.ratio = ratio
        self.variance = variance
    }

    /// I at a fraction of the events, where the hazard ratio is as given.
    public func information(fraction: Double, hazardRatio: Double) -> Double {
        let odds = variance == .null ? ratio : ratio * hazardRatio
        return events * fraction * odds / ((1 + odds) * (1 + odds))
    }

    /// Z of a hazard ratio above 0.
    public func z(hazardRatio: Double, fraction: Double) -> Double {
        -Elementary.logarithm(hazardRatio) * information(fraction: fraction, hazardRatio: hazardRatio).squareRoot()
    }

    /// θ, the mean of Z at information 1, of a hazard ratio above 0.
    public func drift(hazardRatio: Double) -> Double { z(hazardRatio: hazardRatio, fraction: 1) }

    /// The hazard ratio with a Z; nil where none has it.
    public func hazardRatio(z: Double, fraction: Double) -> Double? {
        switch variance {
        case .null:
            let value = Elementary.exponential(-z / information(fraction: fraction, hazardRatio: 1).squareRoot())
            return value > 0 && value.isFinite ? value : nil
        case .alternative:
            if z == 0 { return 1 }
            // Z grows without a turn between log h = 0 and the end of its branch.
            guard let end = turn(beyond: z > 0 ? -60 : 60) else { return nil }
            let range = min(end, 0)...max(end, 0)
            let root = try? BrentRoot(
                of: { self.z(hazardRatio: Elementary.exponential($0), fraction: fraction) - z }, in: range)
            return root.map { Elementary.exponential($0.value) }
        }
    }

    /// log h where Z turns, on the side of `far`.
    private func turn(beyond far: Double) -> Double? {
        try? BrentRoot(
            of: { x in
                let odds = ratio * Elementary.exponential(x)
                return 1 + x * (1 - odds) / (2 * (1 + odds))
            }, in: min(far, 0)...max(far, 0)
        ).value
    }
}
