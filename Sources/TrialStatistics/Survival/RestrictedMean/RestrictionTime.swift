/// Up to which time restricted means are taken where nobody says: a time to which every group was followed.
///
/// Programs differ, and so do their manuals from what they do: survRM2 takes the smallest of the groups' largest times,
/// SAS's manual speaks of the largest event time. A τ read off the data should be the exception: choose it beforehand.
public enum RestrictionTime: Sendable, Hashable {
    /// τ.
    case time(Double)
    /// The smallest of the groups' largest times, of events and censorings alike.
    case smallestLastTime
    /// The smallest of the groups' largest event times.
    case smallestLastEvent

    /// The time for some curves; `nil` where a group has none.
    public func value(for curves: [KaplanMeier]) -> Double? {
        switch self {
        case .time(let time): time
        case .smallestLastTime: Self.smallest(curves.map(\.lastTime))
        case .smallestLastEvent: Self.smallest(curves.map { $0.steps.last { $0.weightedEvents > 0 }?.time })
        }
    }

    private static func smallest(_ times: [Double?]) -> Double? {
        let known = times.compactMap(\.self)
        return known.count == times.count ? known.min() : nil
    }
}
