/// A column of texts: its heading broken into lines, its width, and where it stands.
struct ForestColumn: Sendable {
    let cells: [String]
    let heading: [String]
    let alignment: ForestFigure.Column.Alignment
    let width: Double
    var left = 0.0

    init(cells: [String], _ column: ForestFigure.Column) {
        let widest = Typeface.heading.width(of: cells)
        self.cells = cells
        heading = Typeface.heading.lines(of: column.title, within: max(widest, 56))
        alignment = column.alignment
        width = max(widest, Typeface.heading.width(of: heading))
    }

    var anchor: SVGElement.Anchor {
        switch alignment {
        case .leading: .start
        case .centre: .middle
        case .trailing: .end
        }
    }

    /// Where the texts are anchored.
    var anchorPlace: Double {
        switch alignment {
        case .leading: left
        case .centre: left + width / 2
        case .trailing: left + width
        }
    }
}
