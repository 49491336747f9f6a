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
        case .text(let string): text += string.markupEscaped
        case .ready(let markup): text += markup
        case .element(let name, let attributes, let content):
            let isBlock = Self.blocks.contains(name)
            text += "<" + name
            for attribute in attributes { text += " \(attribute.name)=\"\(attribute.value.markupEscaped)\"" }
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

extension String {
    /// The string as character data or as a quoted attribute value.
    ///
    /// Line breaks and tabs become spaces; what XML 1.0 does not allow at all (section 2.2, `Char`) becomes U+FFFD.
    var markupEscaped: String {
        var escaped = ""
        escaped.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += " "
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
