/// The lines between the boxes of a graph.
enum GraphArrow {
    /// A line with a head at its end.
    static func element(_ start: Point, _ end: Point) -> SVGElement {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
        let (ux, uy) = (dx / length, dy / length)
        let back = Point(x: end.x - 6 * ux, y: end.y - 6 * uy)
        return .group(
            "arrow",
            [
                .line(from: start, to: back, .ink),
                .polygon(
                    [
                        end, Point(x: back.x - 2.6 * uy, y: back.y + 2.6 * ux),
                        Point(x: back.x + 2.6 * uy, y: back.y - 2.6 * ux),
                    ], fill: .ink),
            ])
    }

    /// Where the way from a point inside a box leaves it.
    static func border(of box: Box, from point: Point, towards target: Point) -> Point {
        let (dx, dy) = (target.x - point.x, target.y - point.y)
        let alongX = dx > 0 ? (box.right - point.x) / dx : dx < 0 ? (box.left - point.x) / dx : .infinity
        let alongY = dy > 0 ? (box.bottom - point.y) / dy : dy < 0 ? (box.top - point.y) / dy : .infinity
        let share = min(alongX, alongY, 1)
        return Point(x: point.x + share * dx, y: point.y + share * dy)
    }
}

/// Places on a circle of radius 1, clockwise from the top left, so that two stand side by side and four in a square.
enum UnitCircle {
    static func place(_ index: Int, of count: Int) -> (x: Double, y: Double) {
        let turn = 2 * Double.pi / Double(count)
        let start = count == 2 ? -Double.pi : count.isMultiple(of: 2) ? -Double.pi / 2 - turn / 2 : -Double.pi / 2
        let angle = start + turn * Double(index)
        return (Angle.cosine(angle), Angle.sine(angle))
    }
}
