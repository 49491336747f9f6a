/// The critical values of looks at the information that came, by what a spending function allows each of them.
///
/// At each look the limit is such that, under the null hypothesis, the trial first crosses it there with the probability that has become free since the look before.
///
/// ## Edge cases
/// A look at which nothing (or less than 1e-290) has become free has no critical value.
struct SpendingLimits: Sendable, Hashable {
    /// The critical value of each look; nil where nothing has become free.
    let criticalZ: [Double?]
    /// What has been spent on one side by each look.
    let spent: [Double]
    /// The limits of all looks as the engine takes them.
    let limits: [LookLimits]

    /// The limits of looks.
    ///
    /// - Parameters:
    ///   - information: of the looks, increasing.
    ///   - allowed: the level of one side that may be spent by each look, not decreasing.
    ///   - sides: of the test.
    ///   - futilityZ: limits below which the trial stops for certain, one a look or none.
    init(information: [Double], allowed: [Double], sides: SequentialPlan.Sides, futilityZ: [Double?] = []) {
        let last = information.last ?? 1
        var (criticalZ, spent, limits): ([Double?], [Double], [LookLimits]) = ([], [], [])
        var (state, sum) = (ContinuingScore(drift: 0), 0.0)
        for index in information.indices {
            let t = information[index] / last
            let free = allowed[index] - sum
            let score = free > 0 ? state.limit(.upper, probability: free, at: t) : nil
            let z = score.map { $0 / t.squareRoot() }
            criticalZ.append(z)
            if z != nil { sum = allowed[index] }
            spent.append(sum)
            let futility = futilityZ.isEmpty ? nil : futilityZ[index]
            let look = LookLimits(lower: sides == .two ? z.map { -$0 } : futility.map { min($0, z ?? $0) }, upper: z)
            limits.append(look)
            guard index + 1 < information.count else { break }
            state = ContinuingScore(
                state, at: t, in: look.region(at: t, drift: 0), next: information[index + 1] / last)
        }
        self.criticalZ = criticalZ
        self.spent = spent
        self.limits = limits
    }
}
