/// Student's t distribution.
///
/// ```
/// f(t) = Γ((ν + 1)/2) / (√(νπ) Γ(ν/2)) (1 + t²/ν)^(−(ν + 1)/2)
/// P(T > t) = ½ Iₓ(ν/2, ½),   x = ν/(ν + t²),   t ≥ 0
/// ```
///
/// ```swift
/// let test = try StudentT(degreesOfFreedom: 10)
/// 2 * test.upperTail(at: abs(-2.5))      // 0.0314468…, two-sided
/// ```
///
/// ## Validated against
/// R `pt`, `qt`, `dt` and mpmath.
public struct StudentT: ContinuousDistribution {
    /// ν; need not be an integer.
    public let degreesOfFreedom: Double

    /// The distribution of a number of degrees of freedom in 1e-10...1e10.
    public init(degreesOfFreedom: Double) throws(NumericsError) {
        self.degreesOfFreedom = try .shape(degreesOfFreedom, "degreesOfFreedom")
    }

    /// log f(t), with log Γ(a + ½) − log Γ(a) by Stirling's formula, a = ν/2.
    public func logDensity(at t: Double) -> Double {
        requireNumber(t)
        let a = degreesOfFreedom / 2
        let ratio = stirlingRemainder(a + 0.5) - stirlingRemainder(a) - deviance(a, expected: a + 0.5)
        return ratio - halfLogTwoPi - (a + 0.5) * logarithmOfOnePlusSquare(t)
    }

    /// P(T ≤ t).
    public func lowerTail(at t: Double) -> Double { upperTail(at: -t) }

    /// P(T > t).
    public func upperTail(at t: Double) -> Double {
        requireNumber(t)
        if t < 0 { return 1 - upperTail(at: -t) }
        if isFar(t) { return exponential(logFarTail(t)) }
        return 0.5 * incomplete.lower(proportion(t))
    }

    /// log P(T ≤ t), finite where the tail underflows.
    public func logLowerTail(at t: Double) -> Double { logUpperTail(at: -t) }

    /// log P(T > t), finite where the tail underflows.
    public func logUpperTail(at t: Double) -> Double {
        requireNumber(t)
        if t < 0 { return logarithmOfOnePlus(-upperTail(at: -t)) }
        return isFar(t) ? logFarTail(t) : incomplete.logLower(proportion(t)) - logTwo
    }

    /// The t with P(T ≤ t) = p; nil unless 0 < p < 1.
    public func quantile(_ p: Double) -> Double? { upperQuantile(p).map { 0 - $0 } }

    /// The t with P(T > t) = q; nil unless 0 < q < 1.
    public func upperQuantile(_ q: Double) -> Double? {
        guard q > 0, q < 1 else { return nil }
        if q == 0.5 { return 0 }
        return finite(q < 0.5 ? positiveQuantile(q) : -positiveQuantile(1 - q))
    }

    /// The t > 0 with P(T > t) = q; 2q is the lower tail of x, so t = √(ν/odds).
    private func positiveQuantile(_ q: Double) -> Double {
        let logSmall = incomplete.logOfSmallArgument(2 * q)
        if logSmall < -600 { return exponential(0.5 * (logarithm(degreesOfFreedom) - logSmall)) }
        return (degreesOfFreedom / incomplete.inverseLower(2 * q)).squareRoot()
    }
}

extension StudentT {
    private var incomplete: IncompleteBeta { IncompleteBeta(a: degreesOfFreedom / 2, b: 0.5) }

    private func proportion(_ t: Double) -> Proportion {
        let scaled = t / degreesOfFreedom.squareRoot()
        return Proportion(odds: scaled * scaled).flipped
    }

    /// Whether x = ν/(ν + t²) would underflow; from there the first term of the tail is the whole of it.
    private func isFar(_ t: Double) -> Bool { t > 1e140 * max(1, degreesOfFreedom.squareRoot()) }

    private func logFarTail(_ t: Double) -> Double {
        let logOfX = logarithm(degreesOfFreedom) - 2 * logarithm(t)
        return degreesOfFreedom / 2 * (logOfX - incomplete.logOfSmallArgument(1)) - logTwo
    }

    /// log(1 + t²/ν).
    private func logarithmOfOnePlusSquare(_ t: Double) -> Double {
        if isFar(abs(t)) { return 2 * logarithm(abs(t)) - logarithm(degreesOfFreedom) }
        let scaled = t / degreesOfFreedom.squareRoot()
        return logarithmOfOnePlus(scaled * scaled)
    }
}

/// log 2.
private let logTwo = 0.693_147_180_559_945_31
