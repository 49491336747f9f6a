/// The restricted mean survival time: the mean time without the event in a window, most often from 0 to τ.
///
/// Estimates E min(T, τ), the area under the survival curve up to τ, and over a window from a to b the mean time without
/// the event between a and b. Unlike the mean it needs no follow-up to the last event, and unlike a hazard ratio no
/// proportional hazards.
///
/// ```
/// μ = ∫ S(t) dt over the window,   σ²(μ) = Σ Aᵢ² dᵢ/(nᵢ(nᵢ − dᵢ)),   Aᵢ = ∫ S(t) dt over the window after tᵢ
/// ```
///
/// over the event times tᵢ up to the end of the window, where nᵢ are at risk and dᵢ have the event.
///
/// ```swift
/// let curve = try KaplanMeier(times: [1, 2, 3, 4], events: [true, true, false, false])
/// let mean = RestrictedMean(of: curve, over: 0...4)
/// mean?.estimate  // 2.75 = 1 + 3/4 + 2·1/2
/// mean?.timeLost  // 1.25
/// ```
///
/// ## Edge cases
/// A window that ends past the last follow-up, while the curve is above 0: `nil`, since nobody was observed there (R
/// `print(survfit, rmean =)` carries the curve on without a word; survRM2 refuses). A curve that has reached 0 may be
/// integrated beyond. No events: the length of the window, with a standard error of 0. Limits stay within the window.
///
/// ## Validated against
/// R survival 3.5-3 `print(survfit, rmean =)`, a published analysis by SAS (`Validation/R/restricted-mean.json`), hand-solved
/// data, an independent O(n²) version.
///
/// ## References
/// Irwin, *J Hyg* 47 (1949) 188–189; Meier, in *Perspectives in Probability and Statistics* (1975) 67–79. Royston & Parmar,
/// *BMC Med Res Methodol* 13 (2013) 152. Klein & Moeschberger 2003, eq. 4.5.1–4.5.2. Window: Paukner & Chappell, *Stat Med* 40
/// (2021).
public struct RestrictedMean: Sendable, Hashable {
    /// How the variance is estimated.
    public enum Variance: String, Sendable, Hashable, CaseIterable {
        /// Σ Aᵢ² dᵢ/(nᵢ(nᵢ − dᵢ)). R, survRM2, and the restricted means of SAS `PROC LIFETEST RMST`.
        case greenwood
        /// The same times m/(m − 1), m being the events up to the end of the window (Kaplan and Meier's correction). The
        /// mean that SAS `PROC LIFETEST` prints by default.
        case kaplanMeier = "kaplan-meier"
    }

    /// The window, from 0 to τ unless asked otherwise.
    public let window: ClosedRange<Double>
    /// μ, the mean time without the event in the window.
    public let estimate: Double
    /// The standard error of μ; absent for ``Variance/kaplanMeier`` with a single event.
    public let standardError: Double?

    /// The mean time with the event behind, the length of the window less μ (restricted mean time lost).
    public var timeLost: Double { window.upperBound - window.lowerBound - estimate }

    /// The mean over a window of a curve; `nil` where the window is empty or goes past its follow-up.
    public init?(of curve: KaplanMeier, over window: ClosedRange<Double>, variance: Variance = .greenwood) {
        guard window.lowerBound >= 0, window.lowerBound < window.upperBound, window.upperBound.isFinite,
            curve.reads(at: window.upperBound, .strict)
        else { return nil }
        let sums = AreaSums(curve, window)
        self.window = window
        estimate = sums.area
        switch variance {
        case .greenwood: standardError = sums.variance.squareRoot()
        case .kaplanMeier:
            if sums.events > 1 {
                standardError = (sums.variance * sums.events / (sums.events - 1)).squareRoot()
            } else {
                standardError = sums.events > 0 ? nil : 0
            }
        }
    }

    /// The limits of μ, symmetric about it, kept within the window.
    public func limits(level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        limits(of: estimate, level)
    }

    /// The limits of the time lost.
    public func timeLostLimits(level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        limits(of: timeLost, level)
    }

    private func limits(of value: Double, _ level: ConfidenceLevel) -> ConfidenceLimits {
        guard let standardError else { return .notEstimable }
        let width = level.normalQuantile * standardError
        return ConfidenceLimits(
            lower: max(0, value - width), upper: min(window.upperBound - window.lowerBound, value + width))
    }
}

/// The area under a curve and the sum of its variance, from the end of the window backwards.
private struct AreaSums {
    private(set) var area = 0.0
    private(set) var variance = 0.0
    /// Events up to the end of the window; sums of weights.
    private(set) var events = 0.0

    init(_ curve: KaplanMeier, _ window: ClosedRange<Double>) {
        var right = window.upperBound
        for index in stride(from: curve.step(at: right), through: 0, by: -1) {
            let step = curve.steps[index]
            guard step.weightedEvents > 0 else { continue }
            events += step.weightedEvents
            let left = max(step.time, window.lowerBound)
            area += step.survival * (right - left)
            right = left
            // Where all at risk have the event there is nothing after it to be uncertain of.
            guard area > 0 else { continue }
            variance +=
                area * area * step.weightedEvents / (step.weightedAtRisk * (step.weightedAtRisk - step.weightedEvents))
        }
        area += right - window.lowerBound
    }
}
