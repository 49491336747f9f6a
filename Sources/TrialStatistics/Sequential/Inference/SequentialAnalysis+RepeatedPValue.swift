extension SequentialAnalysis {
    /// The looks' critical values at every level.
    var family: SpendingFamily {
        SpendingFamily(
            information: looks.map(\.information), fractions: looks.map(\.spendingFraction), spending: plan.spending,
            sides: plan.sides, futilityZ: futility.binding(looks.count))
    }

    /// The repeated p-value of a look: the level at which its z would just be significant.
    ///
    /// In a two-sided plan it is the level of both sides together, of |z|.
    ///
    /// ## Edge cases
    /// At most 0.5 (1 in a two-sided plan), since no higher level has a meaning. Nil where the look had no level free.
    ///
    /// ## References
    /// Jennison & Turnbull (2000), section 9.4. R rpact `getRepeatedPValues`.
    public func repeatedPValue(at index: Int) -> Double? {
        guard looks[index].criticalZ != nil else { return nil }
        let z = plan.sides == .two ? abs(looks[index].z) : looks[index].z
        return family.through(index).level(of: z) * Double(plan.sides.rawValue)
    }

    /// The sequential p-value: the smallest of the repeated p-values so far, the level at which the trial would have stopped by now.
    ///
    /// ## References
    /// Liu & Anderson, *JASA* 103 (2008) 1621–1630.
    public var sequentialPValue: Double? { looks.indices.compactMap(repeatedPValue(at:)).min() }
}
