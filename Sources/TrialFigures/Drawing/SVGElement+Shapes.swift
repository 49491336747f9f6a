extension SVGElement {
    /// A straight line.
    static func line(
        from start: Point, to end: Point, _ role: ColourRole, width: Double = 0.75, dashes: [Double] = []
    ) -> SVGElement {
        SVGElement(
            "line",
            [
                .length("x1", start.x), .length("y1", start.y), .length("x2", end.x), .length("y2", end.y),
                .length("stroke-width", width),
            ] + Attribute.dashes(dashes),
            paints: [.stroke(role)])
    }

    /// A filled rectangle.
    static func rectangle(_ box: Box, fill: ColourRole) -> SVGElement {
        SVGElement(
            "rect",
            [
                .length("x", box.left), .length("y", box.top), .length("width", box.width),
                .length("height", box.height),
            ],
            paints: [.fill(fill)])
    }

    /// A filled polygon.
    static func polygon(_ corners: [Point], fill: ColourRole, label: String? = nil) -> SVGElement {
        let points = corners.map { "\(Coordinate($0.x)),\(Coordinate($0.y))" }.joined(separator: " ")
        return SVGElement("polygon", [.text("points", points)] + Attribute.part(label), paints: [.fill(fill)])
    }

    /// A path that is only stroked.
    static func path(
        stroke role: ColourRole, width: Double, dashes: [Double] = [], part: String? = nil, data: String
    ) -> SVGElement {
        SVGElement(
            "path",
            [.text("fill", "none"), .length("stroke-width", width)] + Attribute.dashes(dashes) + Attribute.part(part)
                + [.text("d", data)],
            paints: [.stroke(role)])
    }

    /// A path that is only filled, see-through.
    static func area(fill role: ColourRole, opacity: Double, part: String? = nil, data: String) -> SVGElement {
        SVGElement(
            "path",
            [.length("fill-opacity", opacity)] + Attribute.part(part) + [.text("d", data)],
            paints: [.fill(role)])
    }

    /// Elements that belong together, named for those who read or restyle the file.
    static func group(_ part: String, _ children: [SVGElement]) -> SVGElement {
        SVGElement("g", Attribute.part(part), content: .elements(children))
    }
}

extension SVGElement.Attribute {
    /// The part of the figure that an element is, such as `censored`.
    static func part(_ name: String?) -> [Self] {
        name.map { [.text("data-part", $0)] } ?? []
    }
}
