/// Nodes and weights for integrals over the scores with which a trial goes on, dense where the integrand bends.
///
/// The sub-density of the score at a look is smooth but for layers: each edge of an earlier look's region, carried on by the drift, leaves one of the width
/// √(t − t_j). The next look's kernel bends on the scale √(t_next − t). Panels are as wide as these scales allow, times ``panel``, and grow with the distance
/// from a layer; in each stand the nodes of Gauss and Legendre.
struct ScoreGrid {
    /// A place where the sub-density bends more sharply than elsewhere.
    struct Layer: Sendable, Hashable {
        let place: Double
        let width: Double
    }

    private(set) var nodes: [Double] = []
    private(set) var weights: [Double] = []

    /// The width of a panel in units of the scale on which the integrand bends.
    static let panel = 6.0
    /// How fast panels grow with the distance from a layer.
    static let growth = 1.0

    /// The grid of a region.
    ///
    /// - Parameters:
    ///   - scale: on which the integrand bends away from layers.
    ///   - layers: where it bends more sharply.
    init(_ region: ScoreRegion, scale: Double, layers: [Layer]) {
        for piece in region.pieces {
            let sharp = layers.filter {
                $0.width < scale && $0.place > piece.lowerBound - 9 * $0.width
                    && $0.place < piece.upperBound + 9 * $0.width
            }
            if sharp.isEmpty {
                appendEven(piece, scale: scale)
            } else {
                appendGraded(piece, scale: scale, layers: sharp)
            }
        }
    }

    private mutating func appendEven(_ piece: ClosedRange<Double>, scale: Double) {
        let length = piece.upperBound - piece.lowerBound
        let count = max(1, Int((length / (Self.panel * scale)).rounded(.up)))
        for index in 0..<count {
            append(
                from: piece.lowerBound + length * Double(index) / Double(count),
                to: piece.lowerBound + length * Double(index + 1) / Double(count))
        }
    }

    private mutating func appendGraded(_ piece: ClosedRange<Double>, scale: Double, layers: [Layer]) {
        var start = piece.lowerBound
        while start < piece.upperBound {
            var width = Self.width(at: start, scale, layers)
            width = min(
                width, Self.width(at: start + width, scale, layers), Self.width(at: start + width / 2, scale, layers))
            let rest = piece.upperBound - start
            let end = rest <= width * 1.001 ? piece.upperBound : start + min(width, rest / 2 > width ? width : rest / 2)
            append(from: start, to: end)
            start = end
        }
    }

    /// How wide a panel may be at a place.
    private static func width(at place: Double, _ scale: Double, _ layers: [Layer]) -> Double {
        layers.reduce(panel * scale) { min($0, max(panel * $1.width, growth * abs(place - $1.place))) }
    }

    private mutating func append(from start: Double, to end: Double) {
        let (middle, half) = ((start + end) / 2, (end - start) / 2)
        for index in 0..<GaussLegendrePanel.count {
            nodes.append(middle + half * GaussLegendrePanel.nodes[index])
            weights.append(half * GaussLegendrePanel.weights[index])
        }
    }
}
