/// Lines of text that are placed together: a label, a legend, an annotation.
struct TextBlock: Sendable {
    struct Line: Sendable {
        let text: String
        /// The group whose line style is shown before the text.
        let sample: Int?
        /// The colour of the text.
        let role: ColourRole
    }

    static let sampleWidth = 18.0
    static let sampleGap = 4.0

    let lines: [Line]
    let metrics: TextMetrics
    let part: String

    private var indent: Double {
        lines.contains { $0.sample != nil } ? Self.sampleWidth + Self.sampleGap : 0
    }
    var width: Double { indent + metrics.width(of: lines.map(\.text)) }
    var height: Double { Double(lines.count) * metrics.lineHeight }

    /// The name of one group, in its colour.
    static func label(_ label: String, group: Int, within limit: Double) -> TextBlock {
        let lines = Typeface.label.lines(of: label, within: limit)
        return TextBlock(
            lines: lines.map { Line(text: $0, sample: nil, role: .seriesText(group)) }, metrics: Typeface.label,
            part: "curve-label")
    }

    /// The names of all groups behind samples of their lines.
    static func legend(_ labels: [String], within limit: Double) -> TextBlock {
        let lines = labels.enumerated().flatMap { group, label in
            Typeface.label.lines(of: label, within: limit - sampleWidth - sampleGap).enumerated().map { index, text in
                Line(text: text, sample: index == 0 ? group : nil, role: .ink)
            }
        }
        return TextBlock(lines: lines, metrics: Typeface.label, part: "legend")
    }

    /// Plain lines.
    static func annotation(_ texts: [String], within limit: Double) -> TextBlock {
        let lines = texts.flatMap { Typeface.label.lines(of: $0, within: limit) }
        return TextBlock(
            lines: lines.map { Line(text: $0, sample: nil, role: .ink) }, metrics: Typeface.label, part: "annotation")
    }

    /// The elements of the block with its top left corner at the point.
    func elements(at corner: Point) -> [SVGElement] {
        lines.enumerated().flatMap { index, line in
            let top = corner.y + Double(index) * metrics.lineHeight
            let middle = top + metrics.lineHeight / 2
            let text = SVGElement.lines(
                [line.text], top: Point(x: corner.x + indent, y: top), metrics, role: line.role, part: part)
            return (line.sample.map { [Self.sample($0, at: Point(x: corner.x, y: middle))] } ?? []) + text
        }
    }

    /// A short piece of a group's line.
    static func sample(_ group: Int, at start: Point) -> SVGElement {
        .line(
            from: start, to: Point(x: start.x + sampleWidth, y: start.y), .series(group), width: CurveStyle.lineWidth,
            dashes: Palette.dash(group))
    }
}

/// How curves are drawn.
enum CurveStyle {
    static let lineWidth = 1.25
    static let bandOpacity = 0.16
}
