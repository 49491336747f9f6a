/// One element of a figure: a name, attributes in the order given, and text or elements inside.
struct SVGElement: Sendable {
    enum Content: Sendable {
        case empty
        case text(String)
        case elements([SVGElement])
    }

    struct Attribute: Sendable {
        let name: String
        let value: String
    }

    let name: String
    let attributes: [Attribute]
    let paints: [Paint]
    let content: Content

    init(_ name: String, _ attributes: [Attribute] = [], paints: [Paint] = [], content: Content = .empty) {
        self.name = name
        self.attributes = attributes
        self.paints = paints
        self.content = content
    }

    /// Every paint used in the element and below it.
    var allPaints: Set<Paint> {
        guard case .elements(let children) = content else { return Set(paints) }
        return children.reduce(into: Set(paints)) { $0.formUnion($1.allPaints) }
    }

    /// Appends the element to the text of a document, one element a line.
    func write(to text: inout String) {
        text += "<" + name
        if !paints.isEmpty {
            text += " class=\"" + paints.map(\.className).joined(separator: " ") + "\""
        }
        for paint in paints {
            text += " \(paint.use.rawValue)=\"\(paint.role.light)\""
        }
        for attribute in attributes {
            text += " " + attribute.name + "=\"" + attribute.value.xmlEscaped + "\""
        }
        writeContent(to: &text)
    }

    private func writeContent(to text: inout String) {
        switch content {
        case .empty:
            text += "/>\n"
        case .text(let characters):
            text += ">" + characters.xmlEscaped + "</\(name)>\n"
        case .elements(let children):
            text += ">\n"
            for child in children { child.write(to: &text) }
            text += "</\(name)>\n"
        }
    }
}

extension SVGElement.Attribute {
    static func text(_ name: String, _ value: String) -> Self { Self(name: name, value: value) }
    static func length(_ name: String, _ points: Double) -> Self {
        Self(name: name, value: Coordinate(points).description)
    }

    /// The dashes of a line; a solid one has no attribute.
    static func dashes(_ lengths: [Double]) -> [Self] {
        lengths.isEmpty
            ? [] : [.text("stroke-dasharray", lengths.map { Coordinate($0).description }.joined(separator: " "))]
    }
}
