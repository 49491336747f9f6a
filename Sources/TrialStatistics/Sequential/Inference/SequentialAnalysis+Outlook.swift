extension SequentialAnalysis {
    /// The critical values of looks still to come, at the information they are to have, the last of them the last of the trial.
    ///
    /// Binding limits for futility go on where more of them were given than there are looks.
    ///
    /// - Throws: ``StatisticsError`` where the information does not grow.
    public func outlook(information: [Double]) throws(StatisticsError) -> [ConditionalPower.FutureLook] {
        let all = looks.map(\.information) + information
        try SequentialAnalysis.check(all.map { ObservedLook(information: $0, z: 0) })
        var before = looks.last?.spendingFraction ?? 0
        let ahead = information.indices.map { index in
            before = index == information.count - 1 ? 1 : max(before, plan.spendingFraction(information[index]))
            return before
        }
        let futilityZ = futility.binding(all.count)
        let solved = SpendingFamily(
            information: all, fractions: looks.map(\.spendingFraction) + ahead, spending: plan.spending,
            sides: plan.sides, futilityZ: futilityZ
        ).limits(level: plan.levelOfASide)
        return (looks.count..<all.count).map { index in
            ConditionalPower.FutureLook(
                fraction: all[index] / plan.maximumInformation, criticalZ: solved.criticalZ[index],
                futilityZ: plan.sides == .one ? solved.limits[index].lower : nil)
        }
    }

    /// The conditional power after the last of the looks, with looks still to come at the information given; by default one, at the information planned.
    ///
    /// - Throws: ``StatisticsError`` where the information does not grow; nothing is left where what was planned is reached.
    public func conditionalPower(remaining information: [Double]? = nil) throws(StatisticsError) -> ConditionalPower {
        let last = looks[looks.count - 1]
        return try ConditionalPower(
            z: last.z, at: last.information / plan.maximumInformation,
            remaining: try outlook(information: information ?? [plan.maximumInformation]))
    }
}
