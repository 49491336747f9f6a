import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A page read by an XML parser: its elements in order, each with the text inside it.
struct ParsedPage {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// The names of the elements around it.
        let path: [String]
        var text = ""
    }

    let elements: [Element]
    /// What the parser could not read.
    let problem: String?

    init(_ text: String) {
        let reader = Reader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        let isRead = parser.parse()
        problem = isRead ? nil : "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")"
        elements = reader.elements
    }

    func all(_ names: String...) -> [Element] { elements.filter { names.contains($0.name) } }

    /// The text of the page, one block a line, without figures and style sheet.
    var outline: String {
        let blocks = ["h1", "h2", "p", "dt", "dd", "caption", "tr", "figcaption", "li"]
        return elements.filter { blocks.contains($0.name) && !$0.path.contains("svg") }
            .map { "\($0.name): " + $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .joined(separator: "\n") + "\n"
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [Element] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            let path = open.map { elements[$0].name }
            open.append(elements.count)
            elements.append(Element(name: name, attributes: attributes, path: path))
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            for index in open { elements[index].text += string }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            for index in open.dropLast() where ["td", "th"].contains(name) { elements[index].text += " " }
            open.removeLast()
        }
    }
}
