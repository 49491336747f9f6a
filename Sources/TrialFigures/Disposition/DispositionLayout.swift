/// Where the boxes of a flow of subjects stand.
struct DispositionLayout: Sendable {
    /// A box with its text broken into lines.
    struct TextBox: Sendable {
        /// A line and how far it is moved in.
        struct Line: Sendable {
            let text: String
            let indent: Double
        }

        var frame: Box
        let heading: [String]
        let lines: [Line]
    }

    static let margin = 8.0
    static let padding = 5.0
    static let gap = 16.0
    /// The narrowest box of an arm.
    private static let narrowest = 92.0

    let width: Double
    let title: [String]
    let trunk: [TextBox]
    /// What leaves behind each box of the trunk.
    let asides: [TextBox?]
    let arms: [[TextBox]]
    let bottom: Double

    init(_ figure: DispositionFigure) {
        let count = Double(figure.arms.count)
        let needed = count * Self.narrowest + (count - 1) * Self.gap + 2 * Self.margin
        width = max(figure.options.width.points, needed)
        let room = width - 2 * Self.margin
        title = Typeface.title.lines(of: figure.options.title ?? "", within: room)
        var y = Self.margin + Double(title.count) * Typeface.title.lineHeight + (title.isEmpty ? 0 : 6)

        // The trunk stands in the middle; what leaves it has the right third.
        let trunkWidth = room / 3
        let trunkLeft = Self.margin + room / 3
        let asideLeft = trunkLeft + trunkWidth / 2 + Self.gap
        var trunk: [TextBox] = []
        var asides: [TextBox?] = []
        for stage in figure.trunk {
            let box = TextBox(stage.heading, stage.lines, left: trunkLeft, top: y, width: trunkWidth)
            y = box.frame.bottom + Self.gap
            let aside =
                stage.aside.isEmpty
                ? nil : TextBox("", stage.aside, left: asideLeft, top: y, width: width - Self.margin - asideLeft)
            if let aside { y = aside.frame.bottom + Self.gap }
            trunk.append(box)
            asides.append(aside)
        }

        let column = (room - (count - 1) * Self.gap) / max(count, 1)
        var arms: [[TextBox]] = figure.arms.map { _ in [] }
        for row in 0..<(figure.arms.map(\.count).max() ?? 0) {
            for (index, arm) in figure.arms.enumerated() where row < arm.count {
                let left = Self.margin + Double(index) * (column + Self.gap)
                arms[index].append(TextBox(arm[row].heading, arm[row].lines, left: left, top: y, width: column))
            }
            // Boxes of a row stand level at both ends.
            let lowest = arms.compactMap { row < $0.count ? $0[row].frame.bottom : nil }.max() ?? y
            for index in arms.indices where row < arms[index].count { arms[index][row].frame.reach(lowest) }
            y = lowest + Self.gap
        }
        (self.trunk, self.asides, self.arms) = (trunk, asides, arms)
        let ends =
            trunk.map(\.frame.bottom) + asides.compactMap { $0?.frame.bottom } + arms.joined().map(\.frame.bottom)
        bottom = (ends.max() ?? y) + Self.margin
    }
}

extension DispositionLayout.TextBox {
    /// A box as high as its text.
    fileprivate init(_ heading: String, _ lines: [String], left: Double, top: Double, width: Double) {
        let room = width - 2 * DispositionLayout.padding
        self.heading = Typeface.heading.lines(of: heading, within: room)
        self.lines = lines.flatMap { line in
            let indent = line.hasPrefix("  ") ? 8.0 : 0
            return Typeface.small.lines(of: line, within: room - indent).map { Line(text: $0, indent: indent) }
        }
        let height =
            Double(self.heading.count) * Typeface.heading.lineHeight + Double(self.lines.count)
            * Typeface.small.lineHeight + 2 * DispositionLayout.padding
        frame = Box(left: left, top: top, width: width, height: height)
    }
}

extension Box {
    /// The same with another lower end.
    fileprivate mutating func reach(_ bottom: Double) {
        self = Box(left: left, top: top, right: right, bottom: bottom)
    }
}
