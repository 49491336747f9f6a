import TrialNumerics

/// The harm boundary of a one-sided design: the walk under no effect, with the efficacy boundary and binding futility in force.
struct HarmWalk {
    let values: [Double?]
    let spent: [Double]

    /// Nil where the plan has no harm rule.
    init?(_ plan: BoundaryPlan, _ boundary: BoundaryWalk) {
        guard let harm = plan.harm else { return nil }
        let isBinding = plan.futility?.isBinding ?? false
        func walk(_ constant: Double?) -> (values: [Double?], spent: [Double]) {
            var (values, spent): ([Double?], [Double]) = ([], [])
            var state = ContinuingScore(drift: 0)
            for (index, t) in plan.information.enumerated() {
                let stands = harm.looks.includes(look: index + 1, fraction: t)
                let found =
                    stands
                    ? state.critical(
                        harm.shape, look: index, of: plan, .lower, level: harm.alpha, spent: spent.last ?? 0,
                        constant: constant) : nil
                values.append(found?.z)
                spent.append((spent.last ?? 0) + (found?.spends ?? 0))
                guard index < plan.last else { break }
                let futility = isBinding ? boundary.futility[index] : nil
                let lower = [found?.z, futility].compactMap(\.self).max()
                let limits = LookLimits(lower: lower, upper: boundary.upper[index])
                state = ContinuingScore(
                    state, at: t, in: limits.region(at: t, drift: 0), next: plan.information[index + 1])
            }
            return (values, spent)
        }
        (values, spent) = walk(
            harm.shape.hasConstant ? HarmWalk.constant(harm, plan) { walk($0).spent[plan.last] } : nil)
    }

    private static func constant(_ harm: HarmRule, _ plan: BoundaryPlan, spends: (Double) -> Double) -> Double? {
        try? BrentRoot(of: { spends($0) / harm.alpha - 1 }, in: 0...40, tolerance: 1e-13).value
    }
}
