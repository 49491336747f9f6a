/// A distribution on the real line with a density.
///
/// Parameters are validated when the distribution is built; what stands behind that cannot fail, so that a p-value is
/// one call without a `try`:
///
/// ```swift
/// let p = ChiSquared.oneDegreeOfFreedom.upperTail(at: 3.84)          // 0.0500435…
/// let z = Normal.standard.quantile(0.975)                            // 1.9599639… (nil at 0 and 1)
/// ```
///
/// ## Edge cases
/// - Densities and tails are total: they accept every number, ±∞ included, and never return NaN. The argument itself must
///   not be NaN, which is a mistake in the calling code and traps.
/// - The logarithm of an impossible event is −∞ and a density may be +∞ at the end of its support (gamma with shape < 1 at
///   0). They are values, not flags.
/// - Every tail is computed for itself, never as 1 − the other, and its logarithm stays finite where the tail itself
///   underflows.
/// - A quantile is nil where no finite one exists: the probability is not in [0, 1], or the support has no finite
///   end there, or the number exceeds what a `Double` holds.
public protocol ContinuousDistribution: Sendable, Hashable {
    /// f(x), the density at `x`.
    func density(at x: Double) -> Double
    /// log f(x).
    func logDensity(at x: Double) -> Double
    /// P(X ≤ x).
    func lowerTail(at x: Double) -> Double
    /// P(X > x).
    func upperTail(at x: Double) -> Double
    /// log P(X ≤ x), finite where the tail underflows.
    func logLowerTail(at x: Double) -> Double
    /// log P(X > x), finite where the tail underflows.
    func logUpperTail(at x: Double) -> Double
    /// The x with P(X ≤ x) = p.
    func quantile(_ p: Double) -> Double?
    /// The x with P(X > x) = q, as exact for q = 1e-300 as for q = 0.1.
    func upperQuantile(_ q: Double) -> Double?
}

extension ContinuousDistribution {
    /// f(x), the density at `x`.
    public func density(at x: Double) -> Double { exponential(logDensity(at: x)) }
}

/// Traps where a caller asks for a density or tail at NaN, which no caller may hold.
@inline(__always)
func requireNumber(_ x: Double) {
    precondition(!x.isNaN, "a density or a tail was asked for at NaN")
}

/// `x`, or nil where it exceeds what a `Double` holds.
@inline(__always)
func finite(_ x: Double) -> Double? { x.isFinite ? x : nil }
