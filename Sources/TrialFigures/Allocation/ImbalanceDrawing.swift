/// The elements of a figure of imbalance by subject.
struct ImbalanceDrawing: Sendable {
    /// More courses than these are drawn as a band.
    private static let mostLines = 8

    let figure: ImbalanceFigure
    private let plot: AllocationPlot

    init(figure: ImbalanceFigure) {
        self.figure = figure
        let longest = figure.courses.map(\.values.count).max() ?? 0
        let highest = max(figure.courses.flatMap(\.values).max() ?? 0, figure.options.bound ?? 0)
        let isBand = figure.courses.count > Self.mostLines
        let names = isBand ? ["Largest of \(figure.courses.count)"] : figure.courses.map(\.label)
        plot = AllocationPlot(
            title: figure.options.title, legend: names.allSatisfy(\.isEmpty) ? [] : names, width: figure.options.width,
            across: 0...Double(max(1, longest)), acrossTitle: figure.options.subjectTitle,
            up: 0...(highest > 0 ? 1.06 * highest : 1), upTitle: figure.options.valueTitle)
    }

    var document: SVGDocument {
        plot.document(
            identifier: figure.options.identifier, title: figure.options.title ?? figure.options.valueTitle,
            summary: figure.summary, bound + (figure.courses.count > Self.mostLines ? band : lines))
    }

    private var bound: [SVGElement] {
        guard let bound = figure.options.bound else { return [] }
        let y = plot.up.position(of: bound)
        return [
            .line(from: Point(x: plot.box.left, y: y), to: Point(x: plot.box.right, y: y), .faint, dashes: [4, 2])
        ]
    }

    private var lines: [SVGElement] {
        figure.courses.enumerated().compactMap { index, course in
            course.values.isEmpty
                ? nil
                : .path(
                    stroke: .series(index), width: 1, dashes: Palette.dash(index), part: "course",
                    data: data(steps(course.values)))
        }
    }

    /// The range of all courses, its upper edge as a line.
    private var band: [SVGElement] {
        let longest = figure.courses.map(\.values.count).max() ?? 0
        func edge(_ pick: ([Double]) -> Double?) -> [Double] {
            (0..<longest).map { subject in
                pick(figure.courses.compactMap { $0.values.indices.contains(subject) ? $0.values[subject] : nil }) ?? 0
            }
        }
        let (upper, lower) = (steps(edge { $0.max() }), steps(edge { $0.min() }))
        var area = PathData()
        area.line(through: upper)
        area.line(through: lower.reversed(), isContinuing: true)
        area.close()
        return [
            .area(fill: .series(0), opacity: 0.18, part: "band", data: area.text),
            .path(stroke: .series(0), width: 1, part: "course", data: data(upper)),
        ]
    }

    private func data(_ vertices: [Vertex]) -> String {
        var data = PathData()
        data.line(through: vertices)
        return data.text
    }

    /// From balance before the first subject, a step at each.
    private func steps(_ values: [Double]) -> [Vertex] {
        func point(_ subject: Int, _ value: Double) -> Point {
            Point(x: plot.across.position(of: Double(subject)), y: plot.up.position(of: value))
        }
        var trace = StepTrace(from: point(0, 0))
        for (index, value) in values.enumerated() { trace.jump(to: point(index + 1, value)) }
        trace.finish(at: plot.across.position(of: Double(values.count)))
        return trace.vertices
    }
}
