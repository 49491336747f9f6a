import TrialNumerics

/// A hazard that a sample is compared with: that of a historical control, of a population, or of a design's null hypothesis.
///
/// ```
/// exponential  Λ(t) = λt           median m: λ = log 2/m          survival S at t: λ = −log S/t
/// piecewise    Λ(t) = Σ λⱼ · (time spent in piece j up to t)
/// Weibull      Λ(t) = (t/b)ᵃ
/// ```
///
/// ```swift
/// try ReferenceHazard(median: 40).cumulative(at: 40)                    // 0.693147…
/// try ReferenceHazard(survival: [(12, 0.8), (40, 0.5)])                 // exponential from each point to the next
/// ```
///
/// ## Edge cases
/// Past the last point of a curve or the last start of a piece, the hazard of the last piece goes on.
public struct ReferenceHazard: Sendable, Hashable {
    /// A piece of time with a constant hazard.
    public struct Piece: Sendable, Hashable {
        /// Where it starts; it ends where the next one starts.
        public let start: Double
        /// λ, the hazard, ≥ 0.
        public let rate: Double

        /// A piece from a start on.
        public init(start: Double, rate: Double) {
            self.start = start
            self.rate = rate
        }
    }

    private enum Shape: Sendable, Hashable {
        case pieces([Piece])
        case weibull(shape: Double, scale: Double)
    }

    private let shape: Shape

    /// The pieces of constant hazard; absent for a Weibull hazard.
    public var pieces: [Piece]? {
        guard case .pieces(let pieces) = shape else { return nil }
        return pieces
    }

    /// A constant hazard λ > 0: events for each unit of time.
    ///
    /// - Throws: ``StatisticsError`` for a rate that is not finite and above 0.
    public init(rate: Double) throws(StatisticsError) {
        try Self.require(rate > 0 && rate.isFinite, "rate", rate, "a finite number > 0")
        shape = .pieces([Piece(start: 0, rate: rate)])
    }

    /// A constant hazard by its median.
    ///
    /// - Throws: ``StatisticsError`` for a median that is not finite and above 0.
    public init(median: Double) throws(StatisticsError) {
        try Self.require(median > 0 && median.isFinite, "median", median, "a finite number > 0")
        shape = .pieces([Piece(start: 0, rate: Elementary.logarithm(2) / median)])
    }

    /// A curve through points (time, survival), with a constant hazard between each two; a single point makes it exponential.
    ///
    /// - Throws: ``StatisticsError`` unless times rise from above 0 and survival falls or stays, within (0, 1], below 1 at last.
    public init(survival points: [(time: Double, survival: Double)]) throws(StatisticsError) {
        guard !points.isEmpty else {
            throw StatisticsError(.empty, argument: "survival", "survival is empty; expected at least one point")
        }
        var (time, survival) = (0.0, 1.0)
        var pieces: [Piece] = []
        for (index, point) in points.enumerated() {
            guard point.time > time, point.time.isFinite else {
                throw .invalid("survival", index, point.time, expected: "a finite time after \(time)")
            }
            guard point.survival > 0, point.survival <= survival else {
                throw .invalid("survival", index, point.survival, expected: "a probability in 0...\(survival), above 0")
            }
            let fall = Elementary.logarithm(survival) - Elementary.logarithm(point.survival)
            pieces.append(Piece(start: time, rate: fall / (point.time - time)))
            (time, survival) = (point.time, point.survival)
        }
        try Self.require(survival < 1, "survival", survival, "a curve that falls below 1")
        shape = .pieces(pieces)
    }

    /// Hazards constant by time.
    ///
    /// - Throws: ``StatisticsError`` unless starts rise from 0 and rates are finite and ≥ 0, one of them above 0.
    public init(pieces: [Piece]) throws(StatisticsError) {
        guard let first = pieces.first, first.start == 0 else {
            throw StatisticsError(
                .invalidValue, argument: "pieces", "pieces start at \(pieces.first?.start ?? .nan); expected 0")
        }
        for (index, piece) in pieces.enumerated() {
            guard index == 0 || piece.start > pieces[index - 1].start, piece.start.isFinite else {
                throw .invalid("pieces", index, piece.start, expected: "a finite start after that of the piece before")
            }
            guard piece.rate >= 0, piece.rate.isFinite else {
                throw .invalid("pieces", index, piece.rate, expected: "a finite rate ≥ 0")
            }
        }
        guard pieces.contains(where: { $0.rate > 0 }) else {
            throw StatisticsError(.invalidValue, argument: "pieces", "all rates are 0; expected one above 0")
        }
        shape = .pieces(pieces)
    }

    /// A Weibull hazard of shape a and scale b, the time at which survival is 1/e.
    ///
    /// - Throws: ``StatisticsError`` for a shape or scale that is not finite and above 0.
    public init(weibullShape: Double, scale: Double) throws(StatisticsError) {
        try Self.require(weibullShape > 0 && weibullShape.isFinite, "weibullShape", weibullShape, "a finite number > 0")
        try Self.require(scale > 0 && scale.isFinite, "scale", scale, "a finite number > 0")
        shape = .weibull(shape: weibullShape, scale: scale)
    }

    /// Λ(t), 0 at and before 0.
    public func cumulative(at time: Double) -> Double {
        guard time > 0 else { return 0 }
        switch shape {
        case .weibull(let shape, let scale): return Elementary.power(time / scale, shape)
        case .pieces(let pieces):
            var sum = 0.0
            for (index, piece) in pieces.enumerated() where piece.start < time {
                let end = index + 1 < pieces.count ? min(time, pieces[index + 1].start) : time
                sum += piece.rate * (end - piece.start)
            }
            return sum
        }
    }

    private static func require(
        _ holds: Bool, _ argument: String, _ value: Double, _ expected: String
    ) throws(StatisticsError) {
        guard holds else {
            throw StatisticsError(
                .invalidValue, argument: argument, "\(argument) is \(value); expected \(expected)")
        }
    }
}
