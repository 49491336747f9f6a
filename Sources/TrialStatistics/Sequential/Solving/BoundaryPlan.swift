/// What a group sequential design is to be: the looks and rules from which its critical values follow.
struct BoundaryPlan: Sendable, Hashable {
    /// Information at the looks, in units of the planned maximum.
    var information: [Double]
    /// The time by which spending goes; 1 at the last look.
    var spendingTimes: [Double]
    var alpha: Double
    var sides: TestSides
    var efficacy: EfficacyRule
    var futility: FutilityRule?
    var harm: HarmRule?
    var power: Double?
    /// The drift to go by instead of the one with the power, where a design is brought up to date.
    var fixedDrift: Double?
    /// How the effect differs between the looks; nil where it is the same at each.
    var effects: LookEffects?

    var last: Int { information.count - 1 }

    /// The level of rejection for large Z.
    var upperAlpha: Double {
        switch sides {
        case .one: alpha
        case .two: alpha / 2
        case .asymmetric(let lowerAlpha, _): alpha - lowerAlpha
        }
    }

    /// The level and the shape of rejection for small Z, where it has values of its own.
    var ownLower: (alpha: Double, shape: BoundaryShape)? {
        if case .asymmetric(let lowerAlpha, let lower) = sides { (lowerAlpha, lower) } else { nil }
    }

    /// Whether the efficacy boundary stands at a look.
    func isTested(_ index: Int) -> Bool {
        index == last || efficacy.looks.includes(look: index + 1, fraction: information[index])
    }
}

extension BoundaryPlan {
    /// Refuses what cannot be a design, naming the argument.
    func check() throws(StatisticsError) {
        try Self.require(alpha, "alpha", alpha > 0 && alpha < 0.5, "a number above 0 and below 0.5")
        try InformationFractions.check(spendingTimes, argument: "spendingTimes", leastStep: 0)
        guard spendingTimes.count == information.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "spendingTimes",
                "spendingTimes has \(spendingTimes.count) elements; expected \(information.count), one for each look")
        }
        guard spendingTimes[last] == 1 else {
            throw .invalid("spendingTimes", last, spendingTimes[last], expected: "1 at the last look")
        }
        if case .asymmetric(let lowerAlpha, let lower) = sides {
            try Self.require(
                lowerAlpha, "lowerAlpha", lowerAlpha > 0 && lowerAlpha < alpha,
                "a number above 0 and below alpha, \(alpha)")
            try lower.check(argument: "lower", looks: information.count)
        }
        try efficacy.shape.check(argument: "efficacy", looks: information.count)
        try check(efficacy.looks, "efficacyLooks")
        if let power {
            try Self.require(
                power, "power", power > upperAlpha && power < 1,
                "a number above the level of one side, \(upperAlpha), and below 1")
        }
        try checkFutility()
        try checkHarm()
        try checkEffects()
    }

    private func checkEffects() throws(StatisticsError) {
        guard let effects else { return }
        guard effects.means.count == information.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "effects",
                "effects has \(effects.means.count) looks; expected \(information.count), as the design has")
        }
        guard let futility else { return }
        guard sides == .one else {
            throw StatisticsError(
                .invalidValue, argument: "futility",
                "futility is given with two sides and an effect that differs between the looks; expected one side")
        }
        if case .conditionalPowerAsPlanned = futility.criterion {
            throw StatisticsError(
                .invalidValue, argument: "futility",
                "futility goes by the planned drift, and the effect differs between the looks; expected spending or values of z"
            )
        }
    }

    private func checkFutility() throws(StatisticsError) {
        guard let futility else { return }
        if case .asymmetric = sides {
            throw StatisticsError(
                .invalidValue, argument: "futility",
                "futility is given with two different sides; expected one side, or two alike")
        }
        try check(futility.looks, "futilityLooks")
        switch futility.criterion {
        case .spending(let function):
            try function.check(argument: "futility")
            try requirePower()
        case .z(let values): try checkValues(values, in: -30...30)
        case .conditionalPower(let values): try checkValues(values, in: 1e-12...(1 - 1e-12))
        case .conditionalPowerAsPlanned(let values):
            try checkValues(values, in: 1e-12...(1 - 1e-12))
            try requirePower()
        }
    }

    private func checkHarm() throws(StatisticsError) {
        guard let harm else { return }
        guard sides == .one else {
            throw StatisticsError(
                .invalidValue, argument: "harm",
                "harm is given with two sides; expected one side, as two have a lower boundary")
        }
        try Self.require(harm.alpha, "harmAlpha", harm.alpha > 0 && harm.alpha < 0.5, "a number above 0 and below 0.5")
        try harm.shape.check(argument: "harm", looks: information.count)
        try check(harm.looks, "harmLooks")
    }

    private func requirePower() throws(StatisticsError) {
        guard power != nil || fixedDrift != nil else {
            throw StatisticsError(.invalidValue, argument: "power", "power is missing; this futility boundary needs it")
        }
    }

    private func checkValues(_ values: [Double?], in range: ClosedRange<Double>) throws(StatisticsError) {
        guard values.count == last else {
            throw StatisticsError(
                .lengthMismatch, argument: "futility",
                "futility has \(values.count) values; expected \(last), one for each look before the last")
        }
        for (index, value) in values.enumerated() {
            if let value, !range.contains(value) {
                throw .invalid("futility", index, value, expected: "a number in \(range)")
            }
        }
    }

    private func check(_ looks: LookSelection, _ argument: String) throws(StatisticsError) {
        switch looks {
        case .all: break
        case .from(let start):
            try Self.require(start, argument, start > 0 && start <= 1, "a fraction above 0 and at most 1")
        case .only(let numbers):
            if let wrong = numbers.sorted().first(where: { $0 < 1 || $0 > information.count }) {
                throw StatisticsError(
                    .invalidValue, argument: argument,
                    "\(argument) has look \(wrong); expected looks in 1...\(information.count)")
            }
        }
    }

    private static func require(
        _ value: Double, _ argument: String, _ holds: Bool, _ expected: String
    ) throws(StatisticsError) {
        guard holds else {
            throw StatisticsError(.invalidValue, argument: argument, "\(argument) is \(value); expected \(expected)")
        }
    }
}
