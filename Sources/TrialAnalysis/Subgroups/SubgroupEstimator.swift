import TrialStatistics
import TrialTables
import TrialValues

/// Makes the rows and tests of a subgroup analysis from its subjects.
struct SubgroupEstimator {
    let subjects: SubgroupSubjects
    let plan: SubgroupPlan

    private var survival: SurvivalPlan { plan.survival }

    /// The strata that apply within subgroups.
    var innerStrata: Factor? { plan.strataScope == .everywhere ? subjects.strata : nil }

    /// The row of some subjects.
    func row(_ level: String, _ members: [Int], isOverall: Bool = false) throws(StatisticsError) -> SubgroupRow {
        let strata = isOverall ? subjects.strata : innerStrata
        let groups = subjects.groups.picked(members)
        let followUp = subjects.followUp.picked(members)
        let effect = try SubgroupHazardRatio(
            followUp, groups: groups, strata: strata?.picked(members), ties: survival.ties,
            robust: subjects.robust?.picked(members), thinCells: plan.thinCells, level: survival.level)
        let curves = try KaplanMeier.curves(of: followUp, by: groups)
        let arms = zip(effect.groups, curves).map { group, curve in
            SubgroupRow.Arm(
                name: group.name, count: group.count, eventCount: group.eventCount,
                median: curve.quantile(
                    0.5, rule: survival.quantileRule, transform: survival.transform, level: survival.level),
                emptiedRiskSetAt: curve.emptiedRiskSetAt)
        }
        return SubgroupRow(level: level, arms: arms, effect: effect)
    }

    /// The rows and tests of a variable.
    func result(_ variable: SubgroupVariable, _ levels: SubgroupLevels) throws(StatisticsError) -> SubgroupResult {
        let codes = subjects.rows.map { levels.codes[$0] }
        let inside = codes.indices.filter { codes[$0] >= 0 }
        var rows: [SubgroupRow] = []
        for code in levels.names.indices {
            let members = inside.filter { codes[$0] == code }
            guard !members.isEmpty else { continue }
            rows.append(try row(levels.names[code], members))
        }
        let interaction = try interaction(
            inside, Factor(uncheckedCodes: inside.map { Int32(codes[$0]) }, levels: levels.names))
        let estimates = rows.compactMap { row in
            row.effect.coefficient.flatMap { beta in row.effect.standardError.map { (beta, $0) } }
        }
        return SubgroupResult(
            variable: variable, rows: rows, interaction: interaction,
            interactionP: plan.shownInteraction == .wald
                ? interaction.wald?.pValue : interaction.likelihoodRatio?.pValue,
            adjustedP: nil,
            heterogeneity: try HeterogeneityTest(estimates: estimates.map(\.0), standardErrors: estimates.map(\.1)),
            missing: codes.count { $0 == SubgroupLevels.missing }, unlisted: unlisted(levels))
    }

    private func interaction(_ members: [Int], _ levels: Factor) throws(StatisticsError) -> InteractionTest {
        try InteractionTest(
            subjects.followUp.picked(members), groups: subjects.groups.picked(members), subgroups: levels,
            strata: innerStrata?.picked(members), ties: survival.ties, robust: subjects.robust?.picked(members))
    }

    private func unlisted(_ levels: SubgroupLevels) -> [SubgroupResult.Unlisted] {
        var counts = [Int](repeating: 0, count: levels.unlistedNames.count)
        for row in subjects.rows {
            if let place = levels.unlistedCodes[row] { counts[place] += 1 }
        }
        return zip(levels.unlistedNames, counts).filter { $0.1 > 0 }.map { .init(level: $0, count: $1) }
    }
}

extension SubgroupResult {
    /// The same with an adjusted p-value.
    func with(adjustedP: Double?) -> SubgroupResult {
        SubgroupResult(
            variable: variable, rows: rows, interaction: interaction, interactionP: interactionP, adjustedP: adjustedP,
            heterogeneity: heterogeneity, missing: missing, unlisted: unlisted)
    }
}

extension SlidingWindowAnalysis {
    /// The windows of a plan over the subjects that have the marker.
    init(
        _ table: Table, _ plan: SlidingWindowPlan, _ estimator: SubgroupEstimator,
        _ progress: (@Sendable (Double) -> Void)?
    ) throws(Diagnostics) {
        let subjects = estimator.subjects
        let cells = try Self.marker(table, plan.marker)
        let members = subjects.rows.indices.filter { cells[subjects.rows[$0]] != nil }
        do {
            let marker = members.map { cells.values[subjects.rows[$0]] }
            let pattern = try SlidingWindowEffects(
                subjects.followUp.picked(members), groups: subjects.groups.picked(members), marker: marker,
                windows: SlidingWindows(marker, size: plan.size, overlap: plan.overlap),
                strata: estimator.innerStrata?.picked(members), ties: estimator.plan.survival.ties,
                measure: plan.measure, thinCells: estimator.plan.thinCells, level: estimator.plan.survival.level)
            let test =
                plan.permutations == 0
                ? nil
                : try pattern.permutationTest(
                    permutations: plan.permutations, seed: plan.seed, level: estimator.plan.survival.level,
                    progress: progress)
            self.init(plan: plan, pattern: pattern, test: test, missing: subjects.rows.count - members.count)
        } catch {
            throw Diagnostics([Diagnostic(.error, "subgroups.windows", error.description.withOptionNames)])
        }
    }

    private static func marker(_ table: Table, _ name: String) throws(Diagnostics) -> Cells<Double> {
        let column: Column
        do { column = try table.column(named: name) } catch { throw Diagnostics([error]) }
        if let numbers = column.numbers { return numbers }
        throw Diagnostics([
            Diagnostic(
                .error, "subgroups.marker",
                "column '\(name)' holds \(column.kind.rawValue) values; expected numbers for --stepp",
                at: Diagnostic.Place(file: table.source))
        ])
    }
}

extension String {
    /// An error of the windows in the words of the command.
    fileprivate var withOptionNames: String {
        for (argument, option) in [("size", "--window"), ("overlap", "--overlap")] where hasPrefix("\(argument) is") {
            return option + dropFirst(argument.count)
        }
        return self
    }
}
