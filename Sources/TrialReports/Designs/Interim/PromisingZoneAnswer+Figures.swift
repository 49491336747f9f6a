import TrialFigures
import TrialStatistics

extension PromisingZoneAnswer {
    private static let steps = 120

    /// The interim results shown: the zone and as much again on each side.
    private var shown: [Double] {
        let (low, high) = (rule.zone.lowerBound, max(rule.zone.upperBound, rule.zone.lowerBound + 0.5))
        let margin = max(0.4, 0.6 * (high - low))
        let (start, end) = (max(0, low - margin), high + margin)
        let even = (0...Self.steps).map { start + (end - start) * Double($0) / Double(Self.steps) }
        // On both sides of each jump, so that it is drawn upright.
        let jumps = [low, rule.zone.upperBound].flatMap { [$0.nextDown, $0] }
        return (even + jumps.filter { $0 > start && $0 < end }).sorted()
    }

    private func options(_ title: String, _ identifier: String) -> CurveFigure.Options {
        var options = CurveFigure.Options()
        options.axisTitle = "Interim z"
        options.valueTitle = title
        options.axisRange = (shown.first ?? 0)...(shown.last ?? 1)
        options.showsBands = false
        options.mark = decision?.z
        options.identifier = identifier
        return options
    }

    /// The conditional power before and after.
    var powerFigure: DesignAnswer.Figure {
        let decisions = shown.map { rule.decision(z: $0) }
        let series = [
            CurveFigure.Series(
                "as planned", shape: .smooth, points: decisions.map { .init($0.z, $0.conditionalPower) }),
            CurveFigure.Series(
                "with the rule", shape: .smooth,
                points: decisions.compactMap { one in one.conditionalPowerAfter.map { .init(one.z, $0) } }),
        ]
        return DesignAnswer.Figure(
            name: "conditional-power.svg",
            svg: CurveFigure(series: series, options: options("Conditional power", "power")).svg,
            title: "the conditional power by interim result",
            caption: "Conditional power under the trend, by interim z, of the trial as planned and with the rule.")
    }

    /// The information at the end.
    var sizeFigure: DesignAnswer.Figure {
        var options = options("Information at the end / planned", "size")
        options.valueScale = .ratio
        let series = CurveFigure.Series(
            "information", shape: .smooth,
            points: shown.map { rule.decision(z: $0) }.map { .init($0.z, $0.information) })
        return DesignAnswer.Figure(
            name: "re-estimated-size.svg", svg: CurveFigure(series: [series], options: options).svg,
            title: "the information at the end by interim result",
            caption: "Information at which the trial ends, times what was planned, by interim z.")
    }
}
