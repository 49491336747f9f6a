/// A length in hundredths of a point, the unit in which everything is drawn.
///
/// Whole hundredths make relative path commands exact (nothing drifts over a million steps) and print the same in
/// every locale, with at most two decimals and never as -0.
struct Coordinate: Sendable, Hashable, Comparable {
    let hundredths: Int

    init(hundredths: Int) {
        self.hundredths = hundredths
    }

    /// The nearest hundredth. What is not finite or lies beyond any canvas is held at its edge.
    init(_ points: Double) {
        let limited = points.isNaN ? 0 : min(max(points, -1e7), 1e7)
        hundredths = Int((limited * 100).rounded())
    }

    static func < (left: Coordinate, right: Coordinate) -> Bool { left.hundredths < right.hundredths }
    static func - (left: Coordinate, right: Coordinate) -> Coordinate {
        Coordinate(hundredths: left.hundredths - right.hundredths)
    }
}

extension Coordinate: CustomStringConvertible {
    /// The shortest decimal: "12", "0.5", "-3.25".
    var description: String {
        text(leadingZero: true)
    }

    /// As in path data, where ".5" is as good as "0.5" and shorter.
    var pathText: String {
        text(leadingZero: false)
    }

    private func text(leadingZero: Bool) -> String {
        let (whole, fraction) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        var text = hundredths < 0 ? "-" : ""
        if whole != 0 || fraction == 0 || leadingZero { text += String(whole) }
        if fraction != 0 {
            text += fraction < 10 ? ".0" : "."
            text += String(fraction % 10 == 0 ? fraction / 10 : fraction)
        }
        return text
    }
}
