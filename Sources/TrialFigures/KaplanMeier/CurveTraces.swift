import TrialStatistics

/// What is drawn of one group: its line, its censoring ticks and its band.
struct CurveTraces: Sendable {
    /// Half the length of a censoring tick.
    static let tickReach = 2.5
    static let tickWidth = 0.6

    let line: StepTrace?
    let censored: [Vertex]
    /// Of the pointwise limits.
    let bands: [Band]
    /// Of the band that holds the whole curve.
    let simultaneous: [Band]

    /// A stretch over which both limits are known.
    struct Band: Sendable {
        var upper: StepTrace
        var lower: StepTrace

        func moved(down distance: Double) -> Band {
            Band(upper: upper.moved(down: distance), lower: lower.moved(down: distance))
        }
    }

    init(group: KaplanMeierFigure.Group, frame: PlotFrame, options: KaplanMeierFigure.Options) {
        let curve = group.curve
        let range = frame.time.scale.domain
        let steps = curve.steps
        guard let last = curve.lastTime, last >= range.lowerBound else {
            (line, censored, bands, simultaneous) = (nil, [], [], [])
            return
        }
        let end = frame.time.scale.position(of: min(last, range.upperBound))
        line = Self.line(steps, frame, range, end: end)
        censored = options.showsCensoring ? Self.censored(steps, frame, range) : []
        bands =
            !options.showsBands
            ? []
            : Self.bands(curve, frame, range, end: end) {
                curve.limits(atStep: $0, transform: options.limits.transform, level: options.limits.level)
            }
        simultaneous =
            group.band.map { band in
                let last = min(max(band.range.upperBound, range.lowerBound), range.upperBound)
                return Self.bands(curve, frame, range, end: min(end, frame.time.scale.position(of: last))) {
                    band.limits(atStep: $0)
                }
            } ?? []
    }

    private init(line: StepTrace?, censored: [Vertex], bands: [Band], simultaneous: [Band]) {
        self.line = line
        self.censored = censored
        self.bands = bands
        self.simultaneous = simultaneous
    }

    func moved(down distance: Double) -> CurveTraces {
        let hundredths = Coordinate(distance).hundredths
        return CurveTraces(
            line: line?.moved(down: distance), censored: censored.map { Vertex(x: $0.x, y: $0.y + hundredths) },
            bands: bands.map { $0.moved(down: distance) }, simultaneous: simultaneous.map { $0.moved(down: distance) })
    }

    private static func line(
        _ steps: KaplanMeier.Steps, _ frame: PlotFrame, _ range: ClosedRange<Double>, end: Double
    ) -> StepTrace {
        var trace = StepTrace(from: frame.point(range.lowerBound, 1))
        var hasStarted = false
        var before = 1.0
        for step in steps where step.events > 0 {
            if step.time > range.upperBound { break }
            if step.time < range.lowerBound {
                before = step.survival
                continue
            }
            if !hasStarted, before < 1 { trace = StepTrace(from: frame.point(range.lowerBound, before)) }
            hasStarted = true
            trace.jump(to: frame.point(step.time, step.survival))
        }
        if !hasStarted { trace = StepTrace(from: frame.point(range.lowerBound, before)) }
        trace.finish(at: end)
        return trace
    }
}

extension CurveTraces {
    /// The places of the ticks. Of ticks so close that their strokes touch, the first and the last leave the same ink.
    private static func censored(
        _ steps: KaplanMeier.Steps, _ frame: PlotFrame, _ range: ClosedRange<Double>
    ) -> [Vertex] {
        let reach = Coordinate(tickWidth).hundredths
        let smallestDrop = 50
        var kept: [Vertex] = []
        var candidate: Vertex?
        for step in steps where step.censored > 0 && range.contains(step.time) {
            let place = frame.point(step.time, step.survival)
            let tick = Vertex(x: Coordinate(place.x).hundredths, y: Coordinate(place.y).hundredths)
            if let previous = candidate, let last = kept.last,
                tick.x - last.x > reach || tick.y - last.y > smallestDrop
            {
                kept.append(previous)
                candidate = nil
            }
            guard let last = kept.last else {
                kept.append(tick)
                continue
            }
            if tick.x - last.x > reach || tick.y - last.y > smallestDrop {
                kept.append(tick)
            } else if tick != last {
                candidate = tick
            }
        }
        return kept + (candidate.map { [$0] } ?? [])
    }

    private static func bands(
        _ curve: KaplanMeier, _ frame: PlotFrame, _ range: ClosedRange<Double>, end: Double,
        limits: (_ step: Int) -> ConfidenceLimits
    ) -> [Band] {
        var bands: [Band] = []
        var open: Band?
        func close(at x: Double) {
            guard var finished = open else { return }
            finished.upper.finish(at: x)
            finished.lower.finish(at: x)
            bands.append(finished)
            open = nil
        }
        for (index, step) in curve.steps.enumerated() where step.events > 0 {
            if step.time > range.upperBound { break }
            let limits = limits(index)
            let time = max(step.time, range.lowerBound)
            guard let lower = limits.lower, let upper = limits.upper else {
                close(at: frame.point(time, 0).x)
                continue
            }
            if open == nil || step.time < range.lowerBound {
                open = Band(
                    upper: StepTrace(from: frame.point(time, upper)), lower: StepTrace(from: frame.point(time, lower)))
            } else {
                open?.upper.jump(to: frame.point(time, upper))
                open?.lower.jump(to: frame.point(time, lower))
            }
        }
        close(at: end)
        return bands
    }
}
