import Foundation
import Testing

@testable import TrialFigures

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A figure read back from its SVG text by an XML parser that knows nothing of how it was written.
struct ParsedFigure {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// The part of the figure, its own or that of the nearest element around it.
        let part: String
        /// The number of the row that holds it, from 0.
        let row: Int
        var text = ""

        func number(_ attribute: String) -> Double { attributes[attribute].flatMap(Double.init) ?? .nan }
    }

    let elements: [Element]
    let width: Double
    let height: Double

    init(_ svg: String) throws {
        let reader = Reader()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = reader
        try #require(parser.parse(), "not well-formed: \(String(describing: parser.parserError))")
        elements = reader.elements
        let box = try #require(elements.first?.attributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
        try #require(box.count == 4 && box[0] == 0 && box[1] == 0)
        width = box[2]
        height = box[3]
    }

    func all(_ name: String, part: String? = nil) -> [Element] {
        elements.filter { $0.name == name && (part == nil || $0.part == part) }
    }

    /// The texts with the boxes they are estimated to fill.
    var texts: [(element: Element, box: Box)] {
        all("text").map { ($0, Self.box(of: $0)) }
    }

    private static func box(of text: Element) -> Box {
        let size = text.number("font-size")
        let metrics = TextMetrics(size: size, isBold: text.attributes["font-weight"] == "bold")
        let width = metrics.width(of: text.text)
        let shares: [String: Double] = ["middle": 0.5, "end": 1]
        let share = text.attributes["text-anchor"].flatMap { shares[$0] } ?? 0
        let x = text.number("x")
        let y = text.number("y")
        if text.attributes["transform"] != nil {
            return Box(left: x - 0.72 * size, top: y - width / 2, right: x + 0.2 * size, bottom: y + width / 2)
        }
        return Box(
            left: x - share * width, top: y - 0.72 * size, right: x + (1 - share) * width, bottom: y + 0.2 * size)
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [Element] = []
        var open: [Int] = []
        var rows = -1

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            let own = attributes["data-part"]
            if own == "row" || own == "risk-row" { rows += 1 }
            let around = open.last.map { elements[$0].part } ?? ""
            let part = own ?? around
            open.append(elements.count)
            elements.append(Element(name: name, attributes: attributes, part: part, row: rows))
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if let index = open.last { elements[index].text += string }
        }
    }
}
