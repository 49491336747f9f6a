/// How subjects enter a trial: uniformly, at rates by period, or in a ramp; the shape alone or with its numbers.
///
/// The rate a(u) is linear on each piece. The number of subjects is ∫ a(u) du over the duration; a pattern without numbers is scaled to the
/// number that is asked for.
///
/// ```swift
/// try PlannedAccrual.uniform(duration: 24)
/// try PlannedAccrual.periods(starts: [0, 6], rates: [10, 25], duration: 24)       // 10 a month, then 25
/// try PlannedAccrual.ramp(full: 6, duration: 24)                                  // the rate grows for 6 months
/// ```
public struct PlannedAccrual: Sendable, Hashable {
    /// A piece: from where to where, and the rate at its ends.
    struct Piece: Sendable, Hashable {
        let start: Double, end: Double
        let first: Double, last: Double

        var subjects: Double { (first + last) / 2 * (end - start) }

        /// The rate at a time within the piece.
        func rate(at time: Double) -> Double { first + (last - first) * (time - start) / (end - start) }

        /// The subjects who entered until a time.
        func entered(by time: Double) -> Double {
            guard time > start else { return 0 }
            guard time < end else { return subjects }
            return (first + rate(at: time)) / 2 * (time - start)
        }
    }

    /// The shape, by which a pattern can be made longer or shorter.
    enum Shape: Sendable, Hashable {
        case periods(starts: [Double], rates: [Double])
        case ramp(full: Double, rate: Double)
    }

    let shape: Shape
    let pieces: [Piece]
    /// How long subjects enter.
    public let duration: Double

    /// ∫ a(u) du.
    public var subjects: Double { pieces.reduce(0) { $0 + $1.subjects } }

    private init(_ shape: Shape, duration: Double) {
        self.shape = shape
        self.duration = duration
        switch shape {
        case .periods(let starts, let rates):
            pieces = starts.indices.compactMap { index in
                let end = index + 1 < starts.count ? min(starts[index + 1], duration) : duration
                return end > starts[index]
                    ? Piece(start: starts[index], end: end, first: rates[index], last: rates[index]) : nil
            }
        case .ramp(let full, let rate):
            let turn = min(full, duration)
            let reached = rate * turn / full
            pieces =
                [Piece(start: 0, end: turn, first: 0, last: reached)]
                + (duration > turn ? [Piece(start: turn, end: duration, first: rate, last: rate)] : [])
        }
    }

    /// The same rate at all times.
    public static func uniform(duration: Double, rate: Double = 1) throws(StatisticsError) -> PlannedAccrual {
        try periods(starts: [0], rates: [rate], duration: duration)
    }

    /// Rates by period.
    ///
    /// - Throws: ``StatisticsError`` unless starts begin at 0 and rise, rates are at least 0, and somebody enters.
    public static func periods(
        starts: [Double], rates: [Double], duration: Double
    ) throws(StatisticsError) -> PlannedAccrual {
        let pieces = try PiecewiseConstant(starts, rates, "accrual")
        try check(duration)
        let pattern = PlannedAccrual(.periods(starts: pieces.starts, rates: pieces.values), duration: duration)
        guard pattern.subjects > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "accrual", "accrual has no subjects within its duration \(duration)")
        }
        return pattern
    }

    /// A rate that grows linearly from 0 to its full size and stays there.
    public static func ramp(
        full: Double, rate: Double = 1, duration: Double
    ) throws(StatisticsError) -> PlannedAccrual {
        guard full > 0, full.isFinite, rate > 0, rate.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "accrual",
                "accrual grows for \(full) to \(rate); expected two finite numbers above 0")
        }
        try check(duration)
        return PlannedAccrual(.ramp(full: full, rate: rate), duration: duration)
    }

    private static func check(_ duration: Double) throws(StatisticsError) {
        guard duration > 0, duration.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "accrualDuration",
                "accrualDuration is \(duration); expected a finite number above 0")
        }
    }

    /// The same rates for another duration; nil unless somebody enters.
    func lasting(_ duration: Double) -> PlannedAccrual? {
        guard duration > 0 else { return nil }
        let pattern = PlannedAccrual(shape, duration: duration)
        return pattern.subjects > 0 ? pattern : nil
    }

    /// How long the rates need for a number of subjects; nil where they stop before.
    public func duration(ofSubjects subjects: Double) -> Double? {
        switch shape {
        case .periods(let starts, let rates):
            return PiecewiseConstant(starts: starts, values: rates).time(ofIntegral: subjects)
        case .ramp(let full, let rate):
            let atFull = rate * full / 2
            return subjects <= atFull
                ? (2 * subjects * full / rate).squareRoot() : full + (subjects - atFull) / rate
        }
    }

    /// The part of the subjects who entered until a time.
    public func share(by time: Double) -> Double {
        pieces.reduce(0) { $0 + $1.entered(by: time) } / subjects
    }
}
