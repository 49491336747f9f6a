/// The key of a figure of doses: the colours of the drugs and the signs that it has.
struct DoseCalendarLegend: Sendable {
    private(set) var elements: [SVGElement] = []
    /// Where it ends.
    private(set) var bottom: Double
    private var left = DoseCalendarLayout.margin
    private let width: Double

    init(_ figure: DoseCalendarFigure, top: Double) {
        bottom = top
        width = figure.options.width.points
        for (index, drug) in figure.drugs.enumerated() {
            add(drug, role: .seriesText(index)) { [.rectangle($0, fill: .series(index))] }
        }
        newLine()
        for mark in figure.marks {
            add(mark.rawValue, role: .ink) { DoseMark(mark, .ink, $0).elements }
        }
        if figure.options.today != nil { add("framed: today", role: .ink) { _ in [] } }
        newLine()
    }

    private mutating func newLine() {
        guard left > DoseCalendarLayout.margin else { return }
        left = DoseCalendarLayout.margin
        bottom += Typeface.small.lineHeight + 2
    }

    private mutating func add(_ text: String, role: ColourRole, _ sign: (Box) -> [SVGElement]) {
        let small = Typeface.small
        let lines = small.lines(of: text, within: width - 2 * DoseCalendarLayout.margin - 14)
        let needed = 12 + small.width(of: lines) + 10
        if left + needed > width - DoseCalendarLayout.margin { newLine() }
        let box = Box(left: left, top: bottom + small.lineHeight / 2 - 2.8, width: 8, height: 5.6)
        let drawn = sign(box)
        let textLeft = drawn.isEmpty ? left : left + 12
        elements += drawn
        elements += SVGElement.lines(lines, top: Point(x: textLeft, y: bottom), small, role: role, part: "key")
        bottom += Double(max(0, lines.count - 1)) * small.lineHeight
        left += needed
    }
}
