extension GroupSequentialDesign {
    /// The design with the information that was actually there at the looks so far, and those planned after them.
    ///
    /// The level is spent by the information that was there, never more than all of it; critical values of past looks do not change by what comes later. The drift that
    /// futility goes by stays that of the plan. A classical shape goes on as the spending function that it amounts to: straight lines between what it spends at its
    /// planned looks.
    ///
    /// - Parameters:
    ///   - information: of the looks that took place, in units of the planned maximum; above 1 where it was overrun.
    ///   - isFinal: whether the last of them ends the trial, also below the planned maximum: all that is left is spent there. A look at 1 or beyond always does. Planned looks no further than a
    ///     millionth ahead have taken place.
    ///   - spendingTimes: by which the level is spent, where that is not the information; one for each look that took place.
    /// - Throws: ``StatisticsError`` where they do not increase, or for a boundary of fixed values, which has none for other looks.
    public func updated(
        information: [Double], isFinal: Bool = false, spendingTimes: [Double]? = nil
    ) throws(StatisticsError) -> GroupSequentialDesign {
        try InformationFractions.check(information, argument: "information", limit: .infinity)
        let times = spendingTimes ?? information.map { min($0, 1) }
        guard times.count == information.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "spendingTimes",
                "spendingTimes has \(times.count) elements; expected \(information.count), one for each look")
        }
        let (reached, spentBy) = (information[information.count - 1], times[times.count - 1])
        let nearest = reached * (1 + InformationFractions.leastStep)
        let ends = isFinal || nearest >= 1
        let ahead = ends ? [] : looks.filter { $0.fraction > nearest && $0.spendingTime > spentBy }
        guard ends || !ahead.isEmpty else {
            throw StatisticsError(
                .invalidValue, argument: "spendingTimes",
                "spendingTimes ends at \(spentBy); expected less than 1 before the last look, or the trial to end")
        }
        var plan = BoundaryPlan(
            information: information + ahead.map(\.fraction),
            spendingTimes: Self.ending(times, ends) + ahead.map(\.spendingTime), alpha: alpha, sides: sides,
            efficacy: efficacy, futility: futility, harm: harm, power: power, fixedDrift: designDrift)
        try adapt(&plan, past: information.count)
        return try GroupSequentialDesign(plan)
    }

    /// Times of spending whose last is 1 where the trial ends, and that increase strictly where an earlier look reached 1 already.
    private static func ending(_ times: [Double], _ ends: Bool) -> [Double] {
        ends ? times.dropLast() + [1] : times
    }

    /// Turns shapes of the planned looks into ones that any looks can have.
    private func adapt(_ plan: inout BoundaryPlan, past: Int) throws(StatisticsError) {
        let spent = looks.map(\.spent)
        switch sides {
        case .one: plan.efficacy = try flexible(efficacy, spent: spent, of: alpha)
        case .two: plan.efficacy = try flexible(efficacy, spent: spent, of: alpha)
        case .asymmetric(let lowerAlpha, let lower):
            let crossing = crossing(drift: 0)
            plan.efficacy = try flexible(efficacy, spent: Self.sums(crossing.upper.byLook), of: alpha - lowerAlpha)
            let shape = try flexible(EfficacyRule(lower), spent: Self.sums(crossing.lower.byLook), of: lowerAlpha).shape
            plan.sides = .asymmetric(lowerAlpha: lowerAlpha, lower: shape)
        }
        if let harm {
            let spent = looks.map { $0.harmSpent ?? 0 }
            let rule = try flexible(EfficacyRule(harm.shape, looks: harm.looks), spent: spent, of: harm.alpha)
            plan.harm = HarmRule(rule.shape, alpha: harm.alpha, looks: rule.looks)
        }
        if let futility { plan.futility = try flexible(futility, plan) }
    }

    private func flexible(_ rule: EfficacyRule, spent: [Double], of level: Double) throws(StatisticsError)
        -> EfficacyRule
    {
        switch rule.shape {
        case .spending:
            if case .only = rule.looks { return EfficacyRule(rule.shape) }
            return rule
        case .fixed:
            throw StatisticsError(
                .invalidValue, argument: "efficacy",
                "efficacy has fixed values; they have none for looks at other information")
        case .obrienFleming, .pocock, .wangTsiatis, .haybittlePeto:
            let points = looks.indices.map { index in
                (
                    fraction: looks[index].spendingTime,
                    share: index == looks.count - 1 ? 1 : min(1, spent[index] / level)
                )
            }
            return EfficacyRule(.spending(.table(try SpendingTable(points))), looks: .all)
        }
    }

    /// Futility values of the planned looks, by straight lines between them at the looks that took place.
    private func flexible(_ rule: FutilityRule, _ plan: BoundaryPlan) throws(StatisticsError) -> FutilityRule {
        let interim = plan.information.dropLast()
        let planned = looks.dropLast().map(\.fraction)
        func carried(_ values: [Double?]) -> [Double?] {
            interim.map { t in
                guard let right = planned.firstIndex(where: { $0 >= t }) else { return values.last ?? nil }
                guard right > 0, planned[right] > t, let low = values[right - 1], let high = values[right] else {
                    return values[right]
                }
                return low + (high - low) * (t - planned[right - 1]) / (planned[right] - planned[right - 1])
            }
        }
        let looks: LookSelection = if case .only = rule.looks { .all } else { rule.looks }
        let criterion: FutilityRule.Criterion =
            switch rule.criterion {
            case .spending: rule.criterion
            case .z(let values): .z(carried(values))
            case .conditionalPower(let values): .conditionalPower(carried(values))
            case .conditionalPowerAsPlanned(let values): .conditionalPowerAsPlanned(carried(values))
            }
        return FutilityRule(criterion, isBinding: rule.isBinding, looks: looks)
    }

    private static func sums(_ values: [Double]) -> [Double] {
        var sum = 0.0
        return values.map {
            sum += $0
            return sum
        }
    }
}
