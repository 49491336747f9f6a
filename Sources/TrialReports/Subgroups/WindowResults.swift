import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The numbers of the effect over windows of a marker.
struct WindowResults {
    let analysis: SlidingWindowAnalysis
    let reference: String

    init(_ analysis: SlidingWindowAnalysis, reference: String) {
        self.analysis = analysis
        self.reference = reference
    }

    /// "36–54", the range of a window as a reader sees it.
    static func label(of window: SlidingWindows.Window) -> String {
        NumberText.interval(NumberText.measured(window.range.lowerBound), NumberText.measured(window.range.upperBound))
    }

    /// The range of a window with all its digits, which tell it from every other.
    static func name(of window: SlidingWindows.Window) -> String {
        NumberText.interval(NumberText.exact(window.range.lowerBound), NumberText.exact(window.range.upperBound))
    }

    func place(_ window: SlidingWindows.Window) -> ResultRow.Place {
        ResultRow.Place(.slidingWindows, term: "\(analysis.plan.marker)[\(Self.name(of: window))]")
    }

    var rows: [ResultRow] {
        let all = ResultRow.Place(.slidingWindows, term: analysis.plan.marker)
        let windows = zip(analysis.pattern.windows.windows, analysis.pattern.effects).enumerated()
        return [ResultRow(.rowsLeftOut, all, count: analysis.missing)] + effect(analysis.pattern.overall, all)
            + windows.flatMap { index, pair in window(pair.0, pair.1, distance: analysis.test?.distances[index]) }
            + (analysis.test.map(test) ?? [])
    }

    private func window(
        _ window: SlidingWindows.Window, _ found: SlidingWindowEffects.Effect, distance: Double?
    ) -> [ResultRow] {
        let place = place(window)
        let median = ResultRow(.markerMedian, place, window.median, text: NumberText.measured(window.median))
        let distances = distance.map {
            [ResultRow(.distance, place, $0, text: NumberText.fixed($0, decimals: 2))]
        }
        return [median] + effect(found, place) + (distances ?? [])
    }

    private func effect(_ effect: SlidingWindowEffects.Effect, _ place: ResultRow.Place) -> [ResultRow] {
        let groups = effect.hazardRatio.groups
        let counts = [
            ResultRow(.count, place, count: groups.reduce(0) { $0 + $1.count }),
            ResultRow(.events, place, count: groups.reduce(0) { $0 + $1.eventCount }),
        ]
        let arms = groups.flatMap { group in
            let place = ResultRow.Place(.slidingWindows, group: group.name, term: place.term)
            return [ResultRow(.count, place, count: group.count), ResultRow(.events, place, count: group.eventCount)]
        }
        return counts + arms + measure(effect, place)
    }

    private func measure(_ effect: SlidingWindowEffects.Effect, _ place: ResultRow.Place) -> [ResultRow] {
        guard case .survivalDifference(let time) = analysis.plan.measure else {
            return SubgroupResults.ratio(effect.hazardRatio, place, reference: reference)
        }
        let place = ResultRow.Place(.slidingWindows, term: place.term, time: time)
        return [
            (Statistic.survivalDifference, effect.difference), (.survivalDifferenceLower, effect.limits.lower),
            (.survivalDifferenceUpper, effect.limits.upper),
        ].map { statistic, value in
            ResultRow(
                statistic, place, value, text: NumberText.percent(value) + "%", reference: reference,
                notes: ["a curve ends before the time, or there is no variance"])
        }
    }

    private func test(_ test: WindowPermutationTest) -> [ResultRow] {
        let place = ResultRow.Place(.slidingWindows)
        let limits = test.monteCarloLimits
        return [
            ResultRow(
                .permutationStatistic, place, test.statistic, text: NumberText.fixed(test.statistic, decimals: 2)),
            ResultRow(.arrangements, place, count: test.permutations),
            ResultRow(.exceedances, place, count: test.exceedances),
            ResultRow(.p, place, test.pValue, text: NumberText.pValue(test.pValue)),
            ResultRow(.pLower, place, limits.lower, text: NumberText.pValue(limits.lower)),
            ResultRow(.pUpper, place, limits.upper, text: NumberText.pValue(limits.upper)),
        ]
    }
}
