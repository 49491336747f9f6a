/// Lines of text that are placed together: a label, a legend, an annotation.
struct TextBlock: Sendable {
    struct Line: Sendable {
        let text: String
        /// The group whose line style is shown before the text.
        let sample: Int?
        /// The colour of the text.
        let role: ColourRole
        /// The line of the block it stands on, from 0.
        let row: Int
        /// How far it is set in.
        var left = 0.0
    }

    static let sampleWidth = 18.0
    static let sampleGap = 4.0

    let lines: [Line]
    let metrics: TextMetrics
    let part: String

    var width: Double { lines.reduce(0) { max($0, textLeft($1) + metrics.width(of: $1.text)) } }
    var height: Double { Double((lines.map(\.row).max() ?? -1) + 1) * metrics.lineHeight }

    private func textLeft(_ line: Line) -> Double {
        line.left + (lines.contains { $0.sample != nil } ? Self.sampleWidth + Self.sampleGap : 0)
    }

    /// The name of one group, in its colour.
    static func label(_ label: String, group: Int, within limit: Double) -> TextBlock {
        let lines = Typeface.label.lines(of: label, within: limit)
        return TextBlock(
            lines: lines.enumerated().map { Line(text: $1, sample: nil, role: .seriesText(group), row: $0) },
            metrics: Typeface.label, part: "curve-label")
    }

    /// The names of all groups behind samples of their lines, below each other.
    static func legend(_ labels: [String], within limit: Double) -> TextBlock {
        var lines: [Line] = []
        for (group, label) in labels.enumerated() {
            let texts = Typeface.label.lines(of: label, within: limit - sampleWidth - sampleGap)
            for (index, text) in texts.enumerated() {
                lines.append(Line(text: text, sample: index == 0 ? group : nil, role: .ink, row: lines.count))
            }
        }
        return TextBlock(lines: lines, metrics: Typeface.label, part: "legend")
    }

    /// The same in as many columns as fit.
    static func wideLegend(_ labels: [String], within limit: Double) -> TextBlock {
        let column = sampleWidth + sampleGap + Typeface.label.width(of: labels) + 14
        let columns = Int((limit + 14) / column)
        guard columns > 1 else { return legend(labels, within: limit) }
        let named = labels.enumerated().filter { !$0.element.isEmpty }
        let lines = named.enumerated().map { place, label in
            Line(
                text: label.element, sample: label.offset, role: .ink, row: place / columns,
                left: Double(place % columns) * column)
        }
        return TextBlock(lines: lines, metrics: Typeface.label, part: "legend")
    }

    /// Plain lines.
    static func annotation(_ texts: [String], within limit: Double) -> TextBlock {
        let lines = texts.flatMap { Typeface.label.lines(of: $0, within: limit) }
        return TextBlock(
            lines: lines.enumerated().map { Line(text: $1, sample: nil, role: .ink, row: $0) },
            metrics: Typeface.label, part: "annotation")
    }

    /// The elements of the block with its top left corner at the point.
    func elements(at corner: Point) -> [SVGElement] {
        lines.flatMap { line in
            let top = corner.y + Double(line.row) * metrics.lineHeight
            let start = Point(x: corner.x + line.left, y: top + metrics.lineHeight / 2)
            let text = SVGElement.lines(
                [line.text], top: Point(x: corner.x + textLeft(line), y: top), metrics, role: line.role, part: part)
            return (line.sample.map { [Self.sample($0, at: start)] } ?? []) + text
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
