/// Where everything of a figure of doses stands.
struct DoseCalendarLayout: Sendable {
    static let margin = 6.0
    private static let stripHeight = 8.4
    private static let rowGap = 4.0

    let figure: DoseCalendarFigure
    let cycles: [DoseCalendarFigure.Cycle]
    let title: [String]
    let remarks: [[String]]
    /// The left ends of the columns of cycle, date and remark.
    let labelLeft = margin
    let dateLeft: Double
    let amountLeft: Double
    let remarkLeft: Double
    /// The box of the days.
    let left: Double
    let right: Double
    /// The top of each row.
    let tops: [Double]
    let bottom: Double
    let headTop: Double

    init(_ figure: DoseCalendarFigure) {
        self.figure = figure
        cycles = Array(figure.cycles.prefix(DoseCalendarFigure.mostCycles))
        let width = figure.options.width.points
        let small = Typeface.small
        title = Typeface.title.lines(of: figure.options.title ?? "", within: width - 2 * Self.margin)
        let labelWidth = max(Typeface.heading.width(of: "Cycle"), small.width(of: cycles.map(\.label)))
        dateLeft = Self.margin + labelWidth + 6
        let dateWidth = small.width(of: cycles.map(\.date))
        amountLeft = dateLeft + dateWidth + 6
        let amountWidth = small.width(of: cycles.flatMap(\.amounts))
        left = amountLeft + amountWidth + (amountWidth > 0 ? 6 : 2)
        let hasRemarks = cycles.contains { !$0.remark.isEmpty }
        let room = hasRemarks ? min(0.3 * width, max(60, small.width(of: cycles.map(\.remark)))) : 0
        right = width - Self.margin - (hasRemarks ? room + 8 : 2)
        remarkLeft = right + 8
        remarks = cycles.map { small.lines(of: $0.remark, within: max(room, 1)) }
        headTop = Self.margin + (title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 4)
        let strips = Double(max(1, figure.drugs.count)) * Self.stripHeight
        var top = headTop + Typeface.small.lineHeight + 4
        var tops: [Double] = []
        for remark in remarks {
            tops.append(top)
            top += max(strips, Double(remark.count) * small.lineHeight, small.lineHeight) + Self.rowGap
        }
        self.tops = tops
        bottom = top
    }

    /// The width of a day.
    var dayWidth: Double { (right - left) / Double(figure.days) }

    /// The box of a dose.
    func box(row: Int, drug: Int, day: Int) -> Box {
        let inset = min(0.8, dayWidth * 0.1)
        return Box(
            left: left + Double(day - 1) * dayWidth + inset, top: tops[row] + Double(drug) * Self.stripHeight + 0.7,
            width: dayWidth - 2 * inset, height: Self.stripHeight - 1.4)
    }

    /// Where the amount of a drug stands beside its strip.
    func amount(row: Int, drug: Int) -> Point {
        let middle = tops[row] + (Double(drug) + 0.5) * Self.stripHeight
        return Point(x: amountLeft, y: middle - Typeface.small.lineHeight / 2)
    }

    /// The box of a day over all strips.
    func column(row: Int, day: Int) -> Box {
        Box(
            left: left + Double(day - 1) * dayWidth, top: tops[row], width: dayWidth,
            height: Double(max(1, figure.drugs.count)) * Self.stripHeight)
    }

    /// The days whose numbers stand above the columns: as many as fit, the first among them.
    var numberedDays: [Int] {
        let widest = Typeface.small.width(of: String(figure.days)) + 3
        let steps = [1, 2, 7, 14, 28, 56]
        let step = steps.first { Double($0) * dayWidth >= widest } ?? figure.days
        return Array(stride(from: 1, through: figure.days, by: step))
    }
}
