/// The integral of a function over a finite interval, by halving it where the 7-point and 15-point rules disagree.
///
/// The value is the 15-point Kronrod rule's, summed over pieces; the difference to the 7-point Gauss rule within it is a
/// far too large estimate of its error. Kinks are halved down to; deterministic, without any state.
///
/// ```swift
/// AdaptiveQuadrature(of: { abs($0) }, in: -1...2, tolerance: 1e-10).value     // 2.5
/// ```
///
/// ## References
/// Kronrod, *Nodes and Weights of Quadrature Formulas* (1965). Piessens et al., *QUADPACK* (1983), QK15.
package struct AdaptiveQuadrature {
    /// The integral.
    package let value: Double

    /// Halves a piece until its two rules differ by at most `tolerance`, 40 times at most.
    ///
    /// - Parameter pieces: into how many equal pieces the interval is cut to begin with, so that no narrow peak is missed.
    package init(
        of function: (Double) -> Double, in interval: ClosedRange<Double>, tolerance: Double, pieces: Int = 1
    ) {
        let width = (interval.upperBound - interval.lowerBound) / Double(pieces)
        var sum = 0.0
        for piece in 0..<pieces {
            let start = interval.lowerBound + Double(piece) * width
            sum += Self.integral(of: function, from: start, width: width, tolerance: tolerance, halvings: 40)
        }
        value = sum
    }

    private static func integral(
        of function: (Double) -> Double, from start: Double, width: Double, tolerance: Double, halvings: Int
    ) -> Double {
        let half = width / 2
        let middle = start + half
        let centre = function(middle)
        var gauss = centre * gaussWeights[3]
        var kronrod = centre * kronrodWeights[7]
        for index in 0..<7 {
            let distance = half * nodes[index]
            let pair = function(middle - distance) + function(middle + distance)
            kronrod += kronrodWeights[index] * pair
            if index % 2 == 1 { gauss += gaussWeights[index / 2] * pair }
        }
        guard halvings > 0, !(abs(kronrod - gauss) * half <= tolerance) else { return kronrod * half }
        return integral(of: function, from: start, width: half, tolerance: tolerance, halvings: halvings - 1)
            + integral(of: function, from: middle, width: half, tolerance: tolerance, halvings: halvings - 1)
    }

    /// The positive nodes of the 15-point rule, from the outermost; every second is one of the 7-point rule.
    private static let nodes = [
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
        0.741531185599394439863864773280788, 0.586087235467691130294144691693013, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245,
    ]
    /// The weights of those nodes, and of the middle.
    private static let kronrodWeights = [
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
        0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
    ]
    /// The weights of the 7-point rule.
    private static let gaussWeights = [
        0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975,
        0.417959183673469387755102040816327,
    ]
}
