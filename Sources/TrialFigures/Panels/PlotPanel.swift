/// A plot between two axes: a rectangle, the places of values, ticks with texts, titles.
struct PlotPanel: Sendable {
    /// A tick: where it stands, and what is written at it.
    struct Tick: Sendable {
        let place: Double
        let text: String
    }

    static let tickLength = 3.0
    static let titleGap = 3.0

    let box: Box
    let across: [Tick]
    let up: [Tick]
    let acrossTitle: [String]
    let upTitle: [String]

    /// The room that the axis on the left needs for ticks with these texts and a title of so many lines.
    static func leftRoom(_ texts: [String], titleLines: Int) -> Double {
        Typeface.small.width(of: texts) + tickLength + 3 + Double(titleLines) * Typeface.label.lineHeight + titleGap
    }

    /// The room that the axis below needs for a title of so many lines.
    static func bottomRoom(titleLines: Int) -> Double {
        tickLength + 2 + Typeface.small.lineHeight + Double(titleLines) * Typeface.label.lineHeight
    }

    /// Both axes with their ticks and titles.
    var axes: [SVGElement] { [.group("value-axis", upward), .group("time-axis", alongBottom)] }

    private var upward: [SVGElement] {
        let small = Typeface.small
        var elements = [
            SVGElement.line(from: Point(x: box.left, y: box.top), to: Point(x: box.left, y: box.bottom), .ink)
        ]
        for tick in up {
            let end = Point(x: box.left - Self.tickLength, y: tick.place)
            elements.append(.line(from: end, to: Point(x: box.left, y: tick.place), .ink))
            elements.append(
                .text(
                    tick.text, at: Point(x: end.x - 2, y: tick.place + small.baselineDrop), small, anchor: .end,
                    part: "tick"))
        }
        let nearest = box.left - Self.tickLength - 3 - small.width(of: up.map(\.text)) - Self.titleGap
        return elements
            + upTitle.enumerated().map { index, line in
                let x = nearest - Double(upTitle.count - 1 - index) * Typeface.label.lineHeight - 1
                return .text(
                    line, at: Point(x: x, y: box.middle.y), Typeface.label, anchor: .middle, rotated: true,
                    part: "axis-title")
            }
    }

    private var alongBottom: [SVGElement] {
        let small = Typeface.small
        var elements = [
            SVGElement.line(from: Point(x: box.left, y: box.bottom), to: Point(x: box.right, y: box.bottom), .ink)
        ]
        for tick in across {
            let start = Point(x: tick.place, y: box.bottom)
            elements.append(.line(from: start, to: Point(x: tick.place, y: box.bottom + Self.tickLength), .ink))
            elements += SVGElement.lines(
                [tick.text], top: Point(x: tick.place, y: box.bottom + Self.tickLength + 1), small, anchor: .middle,
                part: "tick")
        }
        return elements
            + SVGElement.lines(
                acrossTitle,
                top: Point(x: box.middle.x, y: box.bottom + Self.tickLength + 2 + small.lineHeight), Typeface.label,
                anchor: .middle, part: "axis-title")
    }
}

extension PlotPanel {
    /// Ticks of a linear axis upwards, so far apart that their texts do not touch.
    static func linearTicks(_ scale: LinearScale) -> [Tick] {
        let length = abs(scale.end - scale.start)
        let span = scale.domain.upperBound - scale.domain.lowerBound
        let step = TickStep.automatic(over: span, atMost: max(2, Int(length / 20)), unit: .unstated)
        let decimals = TickStep.decimals(for: step)
        return scale.ticks(every: step).map {
            Tick(place: scale.position(of: $0), text: NumberText.fixed($0, decimals: decimals))
        }
    }

    /// Ticks at round times, the roundest first, where there is room for their texts.
    ///
    /// - Parameter place: where a time stands; absent outside the axis.
    static func timeTicks(
        _ range: ClosedRange<Double>, unit: TimeUnit, within box: ClosedRange<Double>, place: (Double) -> Double?
    ) -> [Tick] {
        var taken: [(place: Double, width: Double)] = []
        var ticks: [Tick] = []
        for time in roundTimes(range, unit) {
            guard let x = place(time), box.contains(x) else { continue }
            let text = NumberText.exact(time)
            let width = Typeface.small.width(of: text)
            guard taken.allSatisfy({ abs($0.place - x) >= ($0.width + width) / 2 + 7 }) else { continue }
            taken.append((x, width))
            ticks.append(Tick(place: x, text: text))
        }
        return ticks.sorted { $0.place < $1.place }
    }

    /// Multiples of a step that suits the unit, then 1, 2 and 5 times powers of ten.
    private static func roundTimes(_ range: ClosedRange<Double>, _ unit: TimeUnit) -> [Double] {
        let span = range.upperBound - range.lowerBound
        guard span > 0, span.isFinite else { return [range.upperBound] }
        let step = TickStep.automatic(over: range.upperBound, atMost: 6, unit: unit)
        let multiples = LinearScale(domain: range, start: 0, end: 1).ticks(every: step)
        let powers = (-12...12).flatMap { exponent in
            [1.0, 2, 5].map {
                exponent < 0 ? $0 / Logarithm.powerOfTen(-exponent) : $0 * Logarithm.powerOfTen(exponent)
            }
        }
        return multiples + powers.filter(range.contains).reversed()
    }
}
