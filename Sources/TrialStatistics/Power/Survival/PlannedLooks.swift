/// The looks that a trial is planned with: when they are, and how the level and the error of the second kind are spent over them.
///
/// ```swift
/// let looks = try PlannedLooks(fractions: [0.5, 0.75, 1], futility: FutilityRule(.spending(.hwangShihDeCani(gamma: -4))))
/// ```
///
/// Fractions are of the events at the end; for weighted log-rank statistics of their variance at the end.
public struct PlannedLooks: Sendable, Hashable {
    /// The fractions, the last 1.
    public let fractions: [Double]
    /// The sides on which the trial rejects; one side spends the tail of a two-sided level.
    public let sides: TestSides
    /// When the trial stops for efficacy.
    public let efficacy: EfficacyRule
    /// When it stops for futility.
    public let futility: FutilityRule?
    /// When it stops for harm.
    public let harm: HarmRule?

    /// Looks at fractions.
    ///
    /// - Throws: ``StatisticsError`` unless fractions rise above 0 and end at 1.
    public init(
        fractions: [Double], sides: TestSides = .one,
        efficacy: EfficacyRule = EfficacyRule(.spending(.lanDeMetsOBrienFleming)), futility: FutilityRule? = nil,
        harm: HarmRule? = nil
    ) throws(StatisticsError) {
        let checked = try InformationFractions(fractions).values
        guard checked[checked.count - 1] == 1 else {
            throw .invalid("fractions", checked.count - 1, checked[checked.count - 1], expected: "1 at the last look")
        }
        self.fractions = fractions
        self.sides = sides
        self.efficacy = efficacy
        self.futility = futility
        self.harm = harm
    }

    /// The design with a level and a power, under the effects of the looks.
    ///
    /// - Throws: ``StatisticsError`` naming the argument at fault.
    public func design(
        level: TestLevel, power: Double, effects: LookEffects? = nil
    ) throws(StatisticsError) -> GroupSequentialDesign {
        try GroupSequentialDesign(
            fractions: fractions, alpha: sides == .one ? level.tail : level.alpha, sides: sides, efficacy: efficacy,
            futility: futility, harm: harm, power: power, effects: effects)
    }

    /// Refuses looks of an equivalence trial.
    static func check(_ looks: PlannedLooks?, _ aim: HazardRatioAim) throws(StatisticsError) {
        guard looks == nil || aim.single != nil else {
            throw StatisticsError(
                .invalidValue, argument: "fractions",
                "fractions are given for an equivalence trial, whose two tests need boundaries each; expected superiority or one margin"
            )
        }
    }
}
