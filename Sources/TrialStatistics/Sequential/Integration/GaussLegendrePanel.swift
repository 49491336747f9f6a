/// The 16 nodes and weights of Gauss-Legendre's rule on [−1, 1], exact for polynomials up to degree 31.
///
/// ## References
/// Computed with mpmath to 25 digits as the roots of P₁₆.
enum GaussLegendrePanel {
    static let count = 16
    /// The nodes, ascending.
    static let nodes: [Double] = positive.reversed().map { -$0.node } + positive.map(\.node)
    /// Their weights.
    static let weights: [Double] = positive.reversed().map(\.weight) + positive.map(\.weight)

    private static let positive: [(node: Double, weight: Double)] = [
        (0.0950125098376374401853193, 0.189450610455068496285397),
        (0.281603550779258913230461, 0.182603415044923588866764),
        (0.458016777657227386342419, 0.169156519395002538189312),
        (0.617876244402643748446672, 0.149595988816576732081502),
        (0.755404408355003033895101, 0.124628971255533872052476),
        (0.865631202387831743880468, 0.0951585116824927848099251),
        (0.944575023073232576077988, 0.0622535239386478928628438),
        (0.989400934991649932596154, 0.0271524594117540948517806),
    ]
}
