/// Both axes of a Kaplan-Meier figure with ticks, labels and titles.
struct KaplanMeierAxes: Sendable {
    let elements: [SVGElement]
    let bottom: Double

    init(layout: KaplanMeierLayout) {
        let time = Self.time(layout)
        elements = [.group("survival-axis", Self.survival(layout)), .group("time-axis", time.elements)]
        bottom = time.bottom
    }

    private static func survival(_ layout: KaplanMeierLayout) -> [SVGElement] {
        let box = layout.frame.box
        let small = Typeface.small
        var elements = [
            SVGElement.line(from: Point(x: box.left, y: box.top), to: Point(x: box.left, y: box.bottom), .ink)
        ]
        for fifth in 0...5 {
            let y = layout.frame.survival.position(of: Double(fifth) / 5)
            let text =
                layout.options.survivalUnit == .percent
                ? String(20 * fifth) : NumberText.fixed(Double(fifth) / 5, decimals: 1)
            elements.append(.line(from: Point(x: box.left - 3, y: y), to: Point(x: box.left, y: y), .ink))
            elements.append(
                .text(text, at: Point(x: box.left - 5, y: y + small.baselineDrop), small, anchor: .end, part: "tick"))
        }
        let lines = layout.survivalTitle
        let nearest = box.left - KaplanMeierLayout.survivalTickRoom - 4
        return elements
            + lines.enumerated().map { index, line in
                let x = nearest - Double(lines.count - 1 - index) * Typeface.label.lineHeight - 1
                return .text(
                    line, at: Point(x: x, y: box.middle.y), Typeface.label, anchor: .middle, rotated: true,
                    part: "axis-title")
            }
    }

    private static func time(_ layout: KaplanMeierLayout) -> (elements: [SVGElement], bottom: Double) {
        let box = layout.frame.box
        let axis = layout.frame.time
        let small = Typeface.small
        func mark(_ tick: Double, length: Double, part: String) -> SVGElement {
            let x = axis.scale.position(of: tick)
            return SVGElement(
                "line",
                [
                    .length("x1", x), .length("y1", box.bottom), .length("x2", x), .length("y2", box.bottom + length),
                    .length("stroke-width", 0.75), .text("data-part", part),
                ], paints: [.stroke(.ink)])
        }
        var elements = [
            SVGElement.line(from: Point(x: box.left, y: box.bottom), to: Point(x: box.right, y: box.bottom), .ink)
        ]
        elements += axis.minorTicks.map { mark($0, length: 1.75, part: "minor-tick-mark") }
        elements += axis.ticks.map { mark($0, length: 3, part: "tick-mark") }
        for tick in axis.ticks {
            elements += SVGElement.lines(
                [axis.text(of: tick)], top: Point(x: axis.scale.position(of: tick), y: box.bottom + 4), small,
                anchor: .middle, part: "tick")
        }
        let titleTop = box.bottom + 5 + small.lineHeight
        let margin = KaplanMeierLayout.margin
        let width = layout.options.width.points
        let title = Typeface.label.lines(of: layout.options.timeAxisTitle, within: width - 2 * margin)
        let half = Typeface.label.width(of: title) / 2
        let middle = min(max(box.middle.x, margin + half), width - margin - half)
        elements += SVGElement.lines(
            title, top: Point(x: middle, y: titleTop), Typeface.label, anchor: .middle, part: "axis-title")
        return (elements, titleTop + Double(title.count) * Typeface.label.lineHeight)
    }
}
