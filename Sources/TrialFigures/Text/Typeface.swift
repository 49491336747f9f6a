/// The sizes of type in a figure: legible at 85 mm and at 170 mm, since one unit is one printed point.
enum Typeface {
    static let title = TextMetrics(size: 9, isBold: true)
    static let label = TextMetrics(size: 8)
    static let heading = TextMetrics(size: 7, isBold: true)
    static let small = TextMetrics(size: 7)
}

extension SVGElement {
    enum Anchor: String, Sendable {
        case start, middle, end
    }

    /// One line of text with its baseline at the point.
    static func text(
        _ text: String, at point: Point, _ metrics: TextMetrics, anchor: Anchor = .start, role: ColourRole = .ink,
        rotated: Bool = false, part: String? = nil
    ) -> SVGElement {
        var attributes: [Attribute] = [
            .length("x", point.x), .length("y", point.y), .length("font-size", metrics.size),
        ]
        if metrics.isBold { attributes.append(.text("font-weight", "bold")) }
        if anchor != .start { attributes.append(.text("text-anchor", anchor.rawValue)) }
        if rotated {
            attributes.append(.text("transform", "rotate(-90 \(Coordinate(point.x)) \(Coordinate(point.y)))"))
        }
        return SVGElement("text", attributes + Attribute.part(part), paints: [.fill(role)], content: .text(text))
    }

    /// Lines of text below each other, the top of the first at the point.
    static func lines(
        _ lines: [String], top: Point, _ metrics: TextMetrics, anchor: Anchor = .start, role: ColourRole = .ink,
        part: String? = nil
    ) -> [SVGElement] {
        lines.enumerated().map { index, line in
            let middle = top.y + (Double(index) + 0.5) * metrics.lineHeight
            return .text(
                line, at: Point(x: top.x, y: middle + metrics.baselineDrop), metrics, anchor: anchor, role: role,
                part: part)
        }
    }
}
