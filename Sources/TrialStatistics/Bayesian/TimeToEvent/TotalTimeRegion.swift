/// The total times on test that stop a trial with a given number of events.
public enum TotalTimeRegion: Sendable, Hashable, Codable {
    /// No total time stops.
    case none
    /// Total times below the given one stop.
    case below(Double)
    /// Total times above the given one stop.
    case above(Double)
    /// Every total time stops.
    case every

    /// Whether this total time stops.
    public func contains(_ totalTime: Double) -> Bool {
        switch self {
        case .none: false
        case .below(let bound): totalTime < bound
        case .above(let bound): totalTime > bound
        case .every: true
        }
    }

    /// The total time at which stopping and going on meet, where there is one.
    public var bound: Double? {
        switch self {
        case .below(let bound), .above(let bound): bound
        case .none, .every: nil
        }
    }
}
