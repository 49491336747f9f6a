/// A whole figure as a file: accessible, self-contained, the same bytes everywhere.
///
/// One unit is one point (1/72 inch), so the figure has its printed size; inlined into a page it scales with its box.
struct SVGDocument: Sendable {
    /// The prefix of the ids in the file; two figures on one page need two.
    let identifier: String
    let width: Double
    let height: Double
    /// What a screen reader says first.
    let title: String
    /// What the figure shows, in words and numbers.
    let summary: String
    let elements: [SVGElement]

    /// The text of the file.
    var text: String {
        var text = ""
        root.write(to: &text)
        return text
    }

    private var root: SVGElement {
        let background = SVGElement.rectangle(Box(left: 0, top: 0, width: width, height: height), fill: .paper)
        let body = [background] + elements
        return SVGElement(
            "svg", rootAttributes,
            content: .elements(
                [
                    SVGElement("title", [.text("id", "\(identifier)-title")], content: .text(title)),
                    SVGElement("desc", [.text("id", "\(identifier)-desc")], content: .text(summary)),
                    SVGElement("style", content: .text(styleSheet(of: body))),
                ] + body))
    }

    private var rootAttributes: [SVGElement.Attribute] {
        let size = "0 0 \(Coordinate(width)) \(Coordinate(height))"
        return [
            .text("xmlns", "http://www.w3.org/2000/svg"), .text("class", "equipoise-figure"),
            .text("width", "\(Coordinate(width))pt"), .text("height", "\(Coordinate(height))pt"),
            .text("viewBox", size), .text("role", "img"),
            .text("aria-labelledby", "\(identifier)-title \(identifier)-desc"),
            .text("font-family", "Arial, Helvetica, 'Liberation Sans', sans-serif"),
        ]
    }

    /// Colours for light and dark screens; print is always light.
    private func styleSheet(of body: [SVGElement]) -> String {
        let paints = body.reduce(into: Set<Paint>()) { $0.formUnion($1.allPaints) }
            .sorted { $0.className < $1.className }
        let light = paints.map { $0.styleRule(colour: $0.role.light) }.joined()
        let dark = paints.map { $0.styleRule(colour: $0.role.dark) }.joined()
        return "@supports (color:var(--a)){\(light)}@media screen and (prefers-color-scheme:dark){\(dark)}"
    }
}
