/// The restricted mean over a window from its definition: the area, and its variance as a double integral.
///
/// ```
/// Var ∫ S = ∬ S(u) S(v) σ²(min(u, v)) du dv
/// ```
public struct NaiveRestrictedMean {
    /// The area and its standard error.
    public let mean, standardError: Double

    /// Integrates over the pieces between steps; a piece where S is 0 adds nothing.
    public init(_ steps: [NaiveKaplanMeier.Step], from: Double, to: Double) {
        let drops = steps.filter { $0.events > 0 && $0.time > from && $0.time < to }
        let starts = [from] + drops.map(\.time)
        let ends = drops.map(\.time) + [to]
        let pieces = zip(starts, ends).map { start, end in
            let step = steps.last { $0.time <= start }
            let survival = step?.survival ?? 1
            return (area: survival * (end - start), variance: survival > 0 ? step?.greenwood ?? 0 : 0)
        }
        mean = pieces.reduce(0) { $0 + $1.area }
        var variance = 0.0
        for (index, piece) in pieces.enumerated() {
            variance += piece.area * piece.area * piece.variance
            for later in pieces[(index + 1)...] { variance += 2 * piece.area * later.area * piece.variance }
        }
        standardError = variance.squareRoot()
    }
}
