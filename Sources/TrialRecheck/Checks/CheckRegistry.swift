/// All checks, in the order in which the guide tells of them.
package enum CheckRegistry {
    /// The checks.
    package static let all: [any RecheckCheck.Type] = [
        BoundsCheck.self, PercentageCheck.self, GrimCheck.self, GrimmerCheck.self, SpriteCheck.self,
        MaximumSDCheck.self,
        SumCheck.self, PartitionCheck.self, UnionCheck.self, ComplementCheck.self, PartOfCheck.self,
        DifferenceCheck.self,
        SameNumberCheck.self, RangeCheck.self, SizesCheck.self,
        ChiSquareCheck.self, CountsPValueCheck.self, TTestCheck.self, MeansPValueCheck.self, PairedTestCheck.self,
        StatisticPValueCheck.self, IntervalOrderCheck.self, RateIntervalCheck.self, SurvivalIntervalCheck.self,
        HazardRatioIntervalCheck.self, HazardRatioPValueCheck.self,
        MediansCheck.self, EventsCheck.self, LogRankCheck.self, FollowUpCheck.self, FollowUpDatesCheck.self,
        SubsetCheck.self,
        ThresholdCheck.self, DuplicateStatisticCheck.self, DatesCheck.self, VersionCheck.self, ClaimCheck.self,
    ]
}
