import TrialStatistics

/// Lines from the survival axis at 50 % to each curve, and from there down to the median on the time axis.
struct MedianDrops: Sendable {
    let medians: [Double]
    private let frame: PlotFrame

    init(groups: [KaplanMeierFigure.Group], options: KaplanMeierFigure.Options, frame: PlotFrame) {
        self.frame = frame
        medians = groups.compactMap { options.median(of: $0).estimate }.filter(frame.time.scale.domain.contains)
    }

    /// The same lines as obstacles for text.
    var traces: [StepTrace] {
        medians.map { median in
            let corner = frame.point(median, 0.5)
            var trace = StepTrace(from: Point(x: frame.box.left, y: corner.y))
            trace.jump(to: Point(x: corner.x, y: frame.box.bottom))
            trace.finish(at: corner.x)
            return trace
        }
    }

    var elements: [SVGElement] {
        guard let furthest = medians.max() else { return [] }
        let dashes = [2.0, 1.5]
        let level = frame.point(furthest, 0.5)
        let across = SVGElement.line(
            from: Point(x: frame.box.left, y: level.y), to: level, .faint, width: 0.5, dashes: dashes)
        let down = medians.map { median in
            let corner = frame.point(median, 0.5)
            return SVGElement.line(
                from: corner, to: Point(x: corner.x, y: frame.box.bottom), .faint, width: 0.5, dashes: dashes)
        }
        return [.group("medians", [across] + down)]
    }
}
