import TrialFigures

/// A piece of a page: an element, text, or markup that was made elsewhere. Written as XHTML, which is HTML as well.
///
/// ```swift
/// Markup("p", "n < 5").text  // <p>n &lt; 5</p>
/// ```
indirect enum Markup: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    case element(String, [Attribute], [Markup])
    case text(String)
    /// Text that is markup already, such as a figure.
    case ready(String)

    struct Attribute: Sendable {
        let name: String
        let value: String
    }

    init(stringLiteral value: String) { self = .text(value) }

    /// An element.
    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: Markup...) {
        self.init(name, attributes, content)
    }

    /// An element.
    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: [Markup]) {
        self = .element(name, attributes.map { Attribute(name: $0.key, value: $0.value) }, content)
    }

    /// The markup as text.
    var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private static let void: Set<String> = ["meta", "link", "br", "hr", "img"]
    private static let blocks: Set<String> = [
        "head", "body", "header", "main", "footer", "section", "figure", "table", "thead", "tbody", "tr", "dl", "ul",
        "div", "html",
    ]

    private func write(to text: inout String) {
        switch self {
        case .text(let string): text += string.xmlEscaped
        case .ready(let markup): text += markup
        case .element(let name, let attributes, let content):
            let isBlock = Self.blocks.contains(name)
            text += "<" + name
            for attribute in attributes { text += " \(attribute.name)=\"\(attribute.value.xmlEscaped)\"" }
            guard !Self.void.contains(name) else {
                text += "/>"
                return
            }
            text += isBlock ? ">\n" : ">"
            for piece in content {
                piece.write(to: &text)
                if isBlock { text += "\n" }
            }
            text += "</\(name)>"
        }
    }
}
