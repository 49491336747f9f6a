/// The scores S = Z√t with which a trial goes on at a look: between two limits, but for a middle part of a two-sided design.
///
/// Scores that are so improbable that no double can tell are left out of an open side.
struct ScoreRegion: Sendable, Hashable {
    /// The pieces, ascending.
    let pieces: [ClosedRange<Double>]

    /// How many standard deviations from the mean an open side reaches: Φ(−8.5) is 9.5e-18.
    static let reach = 8.5

    /// The region of a look in scores.
    ///
    /// - Parameters:
    ///   - lower: below it the trial stops; nil for never.
    ///   - upper: from it on the trial stops; nil for never.
    ///   - middle: below this distance from 0 it stops; nil for never.
    ///   - mean: the mean of the score if the trial never stopped.
    ///   - deviation: its standard deviation.
    init(lower: Double?, upper: Double?, middle: Double? = nil, mean: Double, deviation: Double) {
        let left = lower ?? min(mean, upper ?? mean) - Self.reach * deviation
        let right = upper ?? max(mean, lower ?? mean) + Self.reach * deviation
        guard left < right else {
            pieces = []
            return
        }
        guard let middle, middle > 0 else {
            pieces = [left...right]
            return
        }
        var pieces: [ClosedRange<Double>] = []
        if left < -middle { pieces.append(left...min(right, -middle)) }
        if middle < right { pieces.append(max(left, middle)...right) }
        self.pieces = pieces
    }
}
