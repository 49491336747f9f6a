extension CountMonitor {
    /// The counts of a beta-binomial monitor, a predictive-probability design or any other table.
    ///
    /// - Parameters:
    ///   - boundary: the table.
    ///   - endpoint: what it counts.
    ///   - name: the name.
    ///   - below: why it stops for few.
    ///   - above: why it stops for many.
    /// - Throws: ``StatisticsError`` for a table without looks.
    public init(
        _ boundary: BinaryBoundary, of endpoint: CountedEndpoint, name: String, below: StopReason = .futility,
        above: StopReason
    ) throws(StatisticsError) {
        try self.init(
            of: endpoint, name: name,
            looks: boundary.looks.map {
                Look(subjects: $0.subjects, stopAtOrBelow: $0.stopAtMost, stopAtOrAbove: $0.stopAt)
            }, below: below, above: above)
    }

    /// The exact probabilities at a rate, for at most so many patients; nil for fewer than two.
    public func exact(rate: Double, subjects: Int? = nil) -> BinaryOperatingCharacteristics? {
        let most = max(subjects ?? 0, looks.last?.subjects ?? 0)
        let table = looks.map {
            BinaryBoundary.Look(subjects: $0.subjects, stopAt: $0.stopAtOrAbove, stopAtMost: $0.stopAtOrBelow)
        }
        return try? BinaryBoundary(looks: table, maximum: most).operatingCharacteristics(rate: rate)
    }
}
