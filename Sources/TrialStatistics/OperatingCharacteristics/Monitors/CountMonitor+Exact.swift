/// What a table of counts does in the long run at one rate, without simulation.
public struct ExactCounts: Sendable, Hashable, Codable {
    /// By look, the probability of stopping there at the lower bound.
    public let below: [Double]
    /// By look, the probability of stopping there at the upper bound.
    public let above: [Double]
    /// The patients evaluated on average, of so many that would be without a stop.
    public let expectedSubjects: Double

    /// The probability of stopping at the upper bound of any look.
    public var rejection: Double { above.reduce(0, +) }
    /// The probability of stopping at any look.
    public var stop: Double { rejection + below.reduce(0, +) }
}

extension CountMonitor {
    /// The exact probabilities at a rate, for at most so many patients.
    ///
    /// The distribution of the count is carried from look to look: those who would have stopped are taken out, and the patients up
    /// to the next look are added one by one,
    ///
    /// ```
    /// P(x at n + 1, not stopped) = (1 − p) P(x at n, not stopped) + p P(x − 1 at n, not stopped)
    /// ```
    ///
    /// - Parameters:
    ///   - rate: p.
    ///   - subjects: the patients of a trial that is not stopped; those of the last look by default.
    public func exact(rate: Double, subjects: Int? = nil) -> ExactCounts {
        let most = max(subjects ?? 0, looks.last?.subjects ?? 0)
        var counts = [Double](repeating: 0, count: most + 1)
        counts[0] = 1
        var (below, above): ([Double], [Double]) = ([], [])
        var expected = 0.0
        var done = 0
        for look in looks {
            for number in done..<look.subjects {
                for count in stride(from: number + 1, through: 1, by: -1) {
                    counts[count] = (1 - rate) * counts[count] + rate * counts[count - 1]
                }
                counts[0] *= 1 - rate
            }
            done = look.subjects
            let high = look.stopAtOrAbove.map { Self.takeOut($0...look.subjects, of: &counts) } ?? 0
            let low = look.stopAtOrBelow.map { Self.takeOut(0...$0, of: &counts) } ?? 0
            above.append(high)
            below.append(low)
            expected += (high + low) * Double(look.subjects)
        }
        expected += counts.reduce(0, +) * Double(subjects ?? done)
        return ExactCounts(below: below, above: above, expectedSubjects: expected)
    }

    private static func takeOut(_ range: ClosedRange<Int>, of counts: inout [Double]) -> Double {
        var sum = 0.0
        for count in range {
            sum += counts[count]
            counts[count] = 0
        }
        return sum
    }
}
