import TrialNumerics

/// A band that holds a whole survival curve over a range of times with a given confidence, not each point by itself.
///
/// Pointwise limits hold S(t) at one t that was chosen beforehand; a band may be looked at everywhere at once and is wider.
/// It has the form of the pointwise limits on the same scale, with another width w for z·σ, σ² being the Greenwood sum and
/// n the number of observations:
///
/// ```
/// Hall-Wellner      w(t) = c·(1 + nσ²(t))/√n,   P(max |B(u)| > c) = 1 − level
/// equal precision   w(t) = c·σ(t),              P(max |B(u)|/√(u(1 − u)) > c) = 1 − level
/// ```
///
/// where B is a Brownian bridge and u runs from a(t_L) to a(t_U), a(t) = nσ²(t)/(1 + nσ²(t)), over the range [t_L, t_U].
///
/// ```swift
/// let band = SimultaneousBand(of: curve, .equalPrecision, transform: .logLog)
/// band?.criticalValue       // 3.05 over a range with a from 0.1 to 0.9, where pointwise limits have 1.96
/// band?.limits(at: 12).lower
/// ```
///
/// ## Edge cases
/// By default the range goes from the first event to the end of follow-up, or to where the curve falls to 0; no event
/// that leaves it above 0: no band. A range that begins before the first event begins at it for equal precision, which has
/// no width before. Outside the range, at 0, and where the scale has no limits, they are absent. With late entry n only shapes a Hall-Wellner band; with
/// weights it is their sum. Some programs read c off tables, or (SAS for equal precision) from an approximation.
///
/// ## Validated against
/// R km.ci (`Validation/R/simultaneous-bands.json`), published tables, SciPy (`Validation/Python/bridge-maxima.json`).
///
/// ## References
/// Hall & Wellner, *Biometrika* 67 (1980) 133–143; Nair, *Technometrics* 26 (1984) 265–275; Borgan & Liestøl, *Scand J Statist*
/// 17 (1990) 35–41. Klein & Moeschberger 2003, §4.4.
public struct SimultaneousBand: Sendable {
    /// How the width of a band changes with time.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Widest where few are left; for ranges up to the whole of follow-up.
        case hallWellner = "hall-wellner"
        /// In proportion to the pointwise limits.
        case equalPrecision = "equal-precision"
    }

    /// The curve.
    public let curve: KaplanMeier
    /// How the width changes with time.
    public let kind: Kind
    /// The scale on which the band is symmetric.
    public let transform: ConfidenceTransform
    /// The confidence that the curve is within the band throughout.
    public let level: ConfidenceLevel
    /// t_L to t_U, the times over which it holds.
    public let range: ClosedRange<Double>
    /// c.
    public let criticalValue: Double
    /// n, the number of observations or the sum of their weights.
    private let size: Double

    /// The band of a curve over a range of times; `nil` where there is no event in it while the curve is above 0.
    public init?(
        of curve: KaplanMeier, _ kind: Kind, transform: ConfidenceTransform = .log,
        level: ConfidenceLevel = .ninetyFivePercent, range: ClosedRange<Double>? = nil
    ) {
        let size = curve.totalWeight ?? Double(curve.count)
        guard let range = Self.range(curve, kind, range),
            let critical = Self.criticalValue(curve, kind, range, size: size, level)
        else { return nil }
        self.curve = curve
        self.kind = kind
        self.transform = transform
        self.level = level
        self.range = range
        self.size = size
        criticalValue = critical
    }

    /// The range that was asked for, within the stretch where the band exists: from the first event on, while the curve is
    /// above 0. It goes on after the last event as the curve does.
    private static func range(
        _ curve: KaplanMeier, _ kind: Kind, _ wanted: ClosedRange<Double>?
    ) -> ClosedRange<Double>? {
        guard let first = curve.time.indices.first(where: { curve.greenwood[$0] > 0 }), curve.survivalAfter[first] > 0,
            let last = curve.lastTime
        else { return nil }
        let begin = curve.time[first]
        let end = curve.time.indices.first { curve.survivalAfter[$0] <= 0 }.map { curve.time[$0] } ?? last
        guard let wanted else { return begin...end }
        let lower = kind == .equalPrecision ? max(wanted.lowerBound, begin) : wanted.lowerBound
        let upper = min(wanted.upperBound, end)
        return lower <= upper && begin <= upper && lower < end ? lower...upper : nil
    }

    private static func criticalValue(
        _ curve: KaplanMeier, _ kind: Kind, _ range: ClosedRange<Double>, size: Double, _ level: ConfidenceLevel
    ) -> Double? {
        /// nσ² at a time, that before the fall where the curve has fallen to 0.
        func variance(_ time: Double) -> Double {
            var index = curve.step(at: time)
            while index >= 0, curve.survivalAfter[index] <= 0 { index -= 1 }
            return index < 0 ? 0 : size * curve.greenwood[index]
        }
        let (begin, end) = (variance(range.lowerBound), variance(range.upperBound))
        let tail = 1 - level.coverage
        switch kind {
        case .hallWellner: return BridgeMaximum(from: begin / (1 + begin), to: end / (1 + end))?.upperQuantile(tail)
        case .equalPrecision:
            guard begin > 0 else { return nil }
            return StandardizedBridgeMaximum(length: 0.5 * Elementary.logarithm(end / begin))?.upperQuantile(tail)
        }
    }
}

extension SimultaneousBand {
    /// The limits of the band from one step of the curve to the next; absent for a step outside the range.
    public func limits(atStep index: Int) -> ConfidenceLimits {
        guard range.contains(curve.time[index]) else { return .notEstimable }
        return limits(survival: curve.survivalAfter[index], variance: curve.greenwood[index])
    }

    /// The limits of the band at a time; absent outside the range.
    public func limits(at time: Double) -> ConfidenceLimits {
        guard range.contains(time) else { return .notEstimable }
        let index = curve.step(at: time)
        return index < 0
            ? limits(survival: 1, variance: 0)
            : limits(survival: curve.survivalAfter[index], variance: curve.greenwood[index])
    }

    private func limits(survival: Double, variance: Double) -> ConfidenceLimits {
        guard survival > 0 else { return .notEstimable }
        let width =
            switch kind {
            case .hallWellner: (1 + size * variance) / size.squareRoot()
            case .equalPrecision: variance.squareRoot()
            }
        return transform.limits(survival: survival, standardErrorOfLog: width, z: criticalValue)
    }
}
