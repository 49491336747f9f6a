import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The figures of a subgroup analysis: the forest, and the effect over windows of a marker.
public struct SubgroupFigures: Sendable {
    /// The forest as an SVG file; absent without subgroup variables.
    public let forest: String?
    /// The effect over windows as an SVG file; absent where none were asked for.
    public let slidingWindows: String?

    /// The figures of an analysis.
    public init(_ analysis: SubgroupAnalysis) { self.init(SubgroupWords(analysis)) }

    init(_ words: SubgroupWords) {
        forest = words.analysis.variables.isEmpty ? nil : Self.forest(words)
        slidingWindows = words.analysis.slidingWindows.flatMap { Self.windows($0, words) }
    }

    /// A limit that is 0 for a double, or beyond what an axis shows, is the end of no axis.
    private static func sound(_ value: Double?) -> Double? { value.map { min(max($0, 1e-9), 1e9) } }

    // MARK: The forest

    private static func forest(_ words: SubgroupWords) -> String? {
        var options = ForestFigure.Options()
        options.title = words.plan.survival.title
        options.columns =
            words.analysis.groups.map { .init("\($0) events/n") }
            + words.analysis.groups.map { .init("\($0) median\(words.inUnit)") }
        options.effectTitle = "HR (\(words.level) CI)"
        options.pTitle = "p interaction"
        // Four columns of counts and medians, and room for the plot.
        options.width = FigureWidth(millimetres: 200)
        options.favoursLeft = words.plan.favours?.lower
        options.favoursRight = words.plan.favours?.upper
        options.notes = words.firthNote.map { ["□, " + $0] } ?? []
        options.summary = summary(words)
        var rows = [row(words.analysis.overall, in: nil, words)]
        for result in words.analysis.variables {
            rows.append(ForestFigure.Row(result.variable.column, kind: .heading, p: result.interactionP))
            rows += result.rows.map { row($0, in: result.variable, words) }
        }
        // The rows are made sound here, so that there is nothing the figure could refuse.
        return try? ForestFigure(rows: rows, options: options).svg
    }

    private static func row(
        _ row: SubgroupRow, in variable: SubgroupVariable?, _ words: SubgroupWords
    ) -> ForestFigure.Row {
        let groups = words.analysis.groups
        let ratio = row.effect.ratio
        return ForestFigure.Row(
            row.level, kind: variable == nil ? .summary : .effect, indent: variable == nil ? 0 : 1,
            cells: groups.map { words.events(row, in: variable, group: $0) }
                + groups.map { words.median(row, in: variable, group: $0) },
            estimate: sound(ratio?.estimate), lower: sound(ratio?.limits.lower), upper: sound(ratio?.limits.upper),
            weight: row.effect.information, text: words.ratio(row, in: variable),
            mark: row.effect.method == .firth ? .open : .filled)
    }

    private static func summary(_ words: SubgroupWords) -> String {
        let head = words.plan.survival.title == nil ? "Hazard ratios of" : "Forest plot of hazard ratios of"
        let overall = "All: \(words.ratio(words.analysis.overall, in: nil))."
        let variables = words.analysis.variables.map { result in
            let levels = result.rows.map { "\($0.level) \(words.ratio($0, in: result.variable))" }
            let p = words.interaction(result)
            let test =
                p == NumberText.notEstimable ? "interaction not estimable" : NumberText.equation("interaction p", p)
            return "\(result.variable.column): \(levels.joined(separator: "; ")); \(test)."
        }
        return (["\(head) \(words.subject).", overall] + variables).joined(separator: " ")
    }

    // MARK: Windows

    private static func windows(_ sliding: SlidingWindowAnalysis, _ words: SubgroupWords) -> String? {
        let isRatio = sliding.plan.measure == .hazardRatio
        var options = SlidingWindowFigure.Options()
        options.title = words.plan.survival.title
        options.markerTitle = "\(sliding.plan.marker), median of the window"
        options.effectTitle =
            isRatio
            ? "Hazard ratio (log scale)" : words.windowMeasure.prefix(1).uppercased() + words.windowMeasure.dropFirst()
        let overall = sliding.pattern.overall
        options.overall = isRatio ? sound(overall.hazardRatio.ratio?.estimate) : overall.difference
        options.overallText =
            "Overall "
            + (isRatio
                ? words.results.text(.hazardRatio, words.windowPlace(nil))
                : NumberText.percent(overall.difference) + "%")
        options.favoursLower = isRatio ? words.plan.favours?.lower : nil
        options.favoursUpper = isRatio ? words.plan.favours?.upper : nil
        options.notes =
            [
                "Each point is the effect in at least \(sliding.plan.size) subjects with its \(words.level) limits; grey lines are the ranges of the windows, neighbours of which share subjects."
            ] + (words.windowTest.map { [$0 + "."] } ?? [])
        let windows = zip(sliding.pattern.windows.windows, sliding.pattern.effects).map { window, effect in
            let ratio = effect.hazardRatio.ratio
            return SlidingWindowFigure.Window(
                range: window.range, position: window.median,
                estimate: isRatio ? sound(ratio?.estimate) : effect.difference,
                lower: isRatio ? sound(ratio?.limits.lower) : effect.limits.lower,
                upper: isRatio ? sound(ratio?.limits.upper) : effect.limits.upper,
                isOpen: isRatio && effect.hazardRatio.method == .firth)
        }
        options.summary = windowSummary(sliding, words)
        return try? SlidingWindowFigure(windows: windows, scale: isRatio ? .ratio : .difference, options: options).svg
    }

    private static func windowSummary(_ sliding: SlidingWindowAnalysis, _ words: SubgroupWords) -> String {
        let windows = sliding.pattern.windows.windows.map {
            "\(WindowResults.name(of: $0)): \(words.windowEffect($0))"
        }
        let overall = "Overall \(words.windowEffect(nil))."
        return
            "\(words.subject): \(words.windowMeasure) over windows of \(sliding.plan.marker). \(windows.joined(separator: "; ")). \(overall) \(words.windowTest.map { $0 + "." } ?? "")"
    }
}
