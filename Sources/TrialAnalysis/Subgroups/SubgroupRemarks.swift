import TrialStatistics

/// What a reader of a forest has to know beside the numbers.
struct SubgroupRemarks {
    let plan: SubgroupPlan
    let subjects: SubgroupSubjects
    let overall: SubgroupRow
    let variables: [SubgroupResult]
    let slidingWindows: SlidingWindowAnalysis?

    var all: [String] {
        leftOut + variables.flatMap { unshown($0) + empty($0) + strata($0) } + firth + absences + emptied + interactions
            + variance
            + windows
    }

    private func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }

    private func were(_ number: Int) -> String { number == 1 ? "was" : "were" }

    /// "'I', 'II' and 'III'".
    private func list(_ texts: [String]) -> String {
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " and " + last
    }

    private var leftOut: [String] {
        var remarks: [String] = []
        if subjects.earlyCount > 0, let start = plan.survival.startTime {
            remarks.append(
                "\(count(subjects.earlyCount, "row")) \(were(subjects.earlyCount)) left out: the time is before the start time \(DistinctValues.text(of: start))."
            )
        }
        if subjects.dropped > 0 {
            remarks.append(
                "\(count(subjects.dropped, "row")) \(were(subjects.dropped)) left out of everything for a missing time, event, group, stratum, entry, weight or cluster."
            )
        }
        for group in subjects.others {
            remarks.append(
                "\(count(group.count, "subject")) of group '\(group.level)' \(group.count == 1 ? "is" : "are") not compared and in no row of the forest."
            )
        }
        return remarks
    }

    /// Whether the levels partition the subjects, and whom they leave out.
    private func unshown(_ result: SubgroupResult) -> [String] {
        guard !result.isPartition else { return [] }
        let shown = result.rows.reduce(0) { $0 + $1.count }
        let missing = result.missing == 0 ? [] : ["\(result.missing) whose value is missing"]
        let unlisted = result.unlisted.map { "\($0.count) of level '\($0.level)'" }
        return [
            "The levels of '\(result.variable.column)' hold \(shown) of \(count(overall.count, "subject")): \(list(missing + unlisted)) are in the overall row only, and not in the test of interaction."
        ]
    }

    /// The levels between cuts in which nobody is.
    private func empty(_ result: SubgroupResult) -> [String] {
        let shown = Set(result.rows.map(\.level))
        let levels = SubgroupLevels.names(of: result.variable.cuts).filter { !shown.contains($0) }
        guard !levels.isEmpty else { return [] }
        return ["Nobody has a value of '\(result.variable.column)' in \(list(levels)): no row for it."]
    }

    /// What a subgroup variable that is a stratum as well does to the model.
    private func strata(_ result: SubgroupResult) -> [String] {
        let column = result.variable.column
        guard plan.strataScope == .everywhere, plan.survival.strata.contains(column) else { return [] }
        let others = plan.survival.strata.filter { $0 != column }
        let rest = others.isEmpty ? "are unstratified" : "are stratified by \(list(others)) alone"
        guard result.variable.cuts.isEmpty else {
            return ["'\(column)' is a stratum as well: its levels are stratified by its single values."]
        }
        let main = result.interaction.isStratifiedByLevel ? ", and have no main effect in the test of interaction" : ""
        return ["'\(column)' is a stratum as well: its levels \(rest)\(main)."]
    }

    // MARK: Methods and absences

    /// Every row with its name: "All", "iss I".
    private var namedRows: [(name: String, row: SubgroupRow)] {
        [("All", overall)]
            + variables.flatMap { result in result.rows.map { ("\(result.variable.column) \($0.level)", $0) } }
    }

    private var firth: [String] {
        let rows = namedRows.filter { $0.row.effect.method == .firth }.map(\.name)
        guard !rows.isEmpty else { return [] }
        let least = plan.thinCells.leastEvents
        let rule = least > 1 ? "a group has fewer than \(least) events, or where " : ""
        return [
            "Firth's penalised estimate with profile limits stands where \(rule)the events are separated: in \(list(rows)). All other hazard ratios are of maximum likelihood with Wald limits."
        ]
    }

    private var absences: [String] {
        namedRows.compactMap { name, row in
            row.effect.absence.map { "The hazard ratio of \(name) is not estimable: \($0.reason)." }
        }
    }

    private var emptied: [String] {
        namedRows.flatMap { name, row in
            row.arms.compactMap { arm in
                arm.emptiedRiskSetAt.map {
                    "In \(name) all of group '\(arm.name)' who had entered by time \(DistinctValues.text(of: $0)) had the event then: its curve is 0 from there on although others enter later, and its median says nothing. Consider --start-time."
                }
            }
        }
    }

    private var interactions: [String] {
        guard !variables.isEmpty else { return [] }
        let tested = variables.filter { $0.interactionP != nil }.count
        var remarks: [String] = []
        if tested > 1 {
            remarks.append(
                "\(tested) tests of interaction were done and none of their p-values is adjusted: without any interaction at least one of \(tested) independent ones is below 0.05 with probability \(Self.chance(tested)). Holm's adjusted p-values stand beside them."
            )
        }
        for result in variables where result.interactionP == nil {
            let name = result.variable.column
            let isSeparated = result.interaction.degreesOfFreedom > 0
            remarks.append(
                isSeparated
                    ? "Wald's test of interaction of '\(name)' is not estimable, because a level is separated or the search did not converge; the likelihood-ratio test may be."
                    : "There is no test of interaction of '\(name)': fewer than two of its levels can be compared.")
        }
        return remarks
    }

    /// 1 − 0.95ᵏ, to two places.
    private static func chance(_ tests: Int) -> String {
        var none = 1.0
        for _ in 0..<tests { none *= 0.95 }
        let hundredths = Int(((1 - none) * 100).rounded())
        return "0." + (hundredths < 10 ? "0" : "") + String(hundredths)
    }

    private var variance: [String] {
        guard subjects.robust != nil else {
            return subjects.hasFractionalWeights
                ? [
                    "Weights that are not whole are taken as frequencies in standard errors and tests; for sampling weights ask for --robust."
                ] : []
        }
        let test =
            plan.shownInteraction == .wald
            ? "and Wald's tests of interaction are robust"
            : "are robust; the likelihood-ratio tests of interaction are not"
        let rows =
            plan.survival.cluster != nil && plan.survival.entry != nil
            ? " Where a subject has several rows, n counts rows." : ""
        return [
            "The standard errors, limits and p-values of maximum likelihood \(test). Firth's limits and the windows take rows as independent.\(rows)"
        ]
    }

    // MARK: Windows

    private var windows: [String] {
        guard let slidingWindows else { return [] }
        var remarks: [String] = []
        let plan = slidingWindows.plan
        if slidingWindows.missing > 0 {
            remarks.append(
                "\(count(slidingWindows.missing, "subject")) without '\(plan.marker)' \(slidingWindows.missing == 1 ? "is" : "are") in no window."
            )
        }
        let absent = slidingWindows.pattern.effects.filter { $0.hazardRatio.absence != nil }.count
        if absent > 0 {
            remarks.append("Nothing can be said in \(count(absent, "window")) of '\(plan.marker)'.")
        }
        if case .survivalDifference(let time) = plan.measure {
            let pattern = slidingWindows.pattern
            let unknown = pattern.effects.filter { $0.difference == nil }.count
            if unknown > 0 {
                remarks.append(
                    "The difference at \(DistinctValues.text(of: time)) is not estimable in \(count(unknown, "window")) of '\(plan.marker)': the curve of a group ends before it above 0, or a group has no subject."
                )
            }
        }
        if slidingWindows.test == nil, plan.permutations > 0 {
            remarks.append(
                "The windows of '\(plan.marker)' are not tested: there are fewer than two, or no overall effect.")
        }
        return remarks
    }
}

extension SubgroupHazardRatio.Absence {
    /// The reason as it stands after a colon.
    package var reason: String {
        switch self {
        case .noEvents: "no event in either group"
        case .noObservations(let group): "no subject of group '\(group)'"
        case .neverCompared: "no event happened while both groups were at risk"
        case .notConverged: "the search for the maximum did not converge"
        }
    }
}
