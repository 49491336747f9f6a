/// The square or diamond of one row with its interval, and arrows where the interval leaves the axis.
struct ForestMark: Sendable {
    static let arrowLength = 4.5

    let row: ForestFigure.Row
    let axis: ForestAxis
    let middle: Double
    let side: Double

    var elements: [SVGElement] {
        guard let estimate = row.estimate else { return [] }
        let left = axis.scale.position(of: row.lower ?? axis.scale.domain.lowerBound)
        let right = axis.scale.position(of: row.upper ?? axis.scale.domain.upperBound)
        if row.kind == .summary, row.lower != nil, row.upper != nil, axis.contains(estimate) {
            return [diamond(left, axis.scale.position(of: estimate), right)] + arrows(.series(0))
        }
        return [interval(left, right)] + square(estimate) + arrows(.ink)
    }

    /// An interval that lies wholly outside still shows a stub for its arrow.
    private func interval(_ left: Double, _ right: Double) -> SVGElement {
        let isLeft = right <= axis.scale.start
        let isRight = left >= axis.scale.end
        let from = isRight ? min(left, axis.scale.end - 8) : left
        let to = isLeft ? max(right, axis.scale.start + 8) : right
        return SVGElement(
            "line",
            [
                .length("x1", from), .length("y1", middle), .length("x2", to), .length("y2", middle),
                .length("stroke-width", 1), .text("data-part", "interval"),
            ], paints: [.stroke(.ink)])
    }

    private func square(_ estimate: Double) -> [SVGElement] {
        guard axis.contains(estimate) else { return [] }
        let place = axis.scale.position(of: estimate)
        let isOpen = row.mark == .open
        // The stroke of an open square lies inside the area that the weight gives it.
        let side = isOpen ? max(side - 1, 2.5) : side
        let box = Box(left: place - side / 2, top: middle - side / 2, width: side, height: side)
        let corner: [SVGElement.Attribute] = [
            .length("x", box.left), .length("y", box.top), .length("width", side), .length("height", side),
        ]
        return [
            SVGElement(
                "rect",
                corner + (isOpen ? [.length("stroke-width", 1)] : [])
                    + [.text("data-part", isOpen ? "open-estimate" : "estimate")],
                paints: isOpen ? [.fill(.paper), .stroke(.series(0))] : [.fill(.series(0))])
        ]
    }

    private func diamond(_ left: Double, _ centre: Double, _ right: Double) -> SVGElement {
        .polygon(
            [
                Point(x: left, y: middle), Point(x: centre, y: middle - 4), Point(x: right, y: middle),
                Point(x: centre, y: middle + 4),
            ], fill: .series(0), label: "summary")
    }

    private func arrows(_ role: ColourRole) -> [SVGElement] {
        var arrows: [SVGElement] = []
        if axis.leavesLeft(row.lower) {
            arrows.append(arrow(at: axis.scale.start, pointing: -1, role, "arrow-left"))
        }
        if axis.leavesRight(row.upper) {
            arrows.append(arrow(at: axis.scale.end, pointing: 1, role, "arrow-right"))
        }
        return arrows
    }

    private func arrow(at place: Double, pointing direction: Double, _ role: ColourRole, _ part: String) -> SVGElement {
        let back = place - direction * (Self.arrowLength - 3)
        return .polygon(
            [
                Point(x: place + direction * 3, y: middle), Point(x: back, y: middle - 2.5),
                Point(x: back, y: middle + 2.5),
            ], fill: role, label: part)
    }
}
