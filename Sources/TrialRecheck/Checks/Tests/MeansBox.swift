/// Mean, SD and size of a group as sets.
struct MeansBox {
    let mean: Interval
    let sd: Interval
    let size: Double

    init?(_ paper: PaperFacts, _ members: [Int], upTo reading: Reading) {
        guard members.count == 2, let size = paper.numbers[members[0]].size?.decimal?.whole, size > 1,
            let mean = paper.numbers[members[0]].value.set(upTo: reading),
            let sd = paper.numbers[members[1]].value.set(upTo: reading, from: 0)
        else { return nil }
        self.mean = mean
        self.sd = sd
        self.size = Double(size)
    }

    /// The size of t between two groups.
    ///
    /// ```
    /// pooled:  |m₁ − m₂| / √(((n₁ − 1)s₁² + (n₂ − 1)s₂²)/(n₁ + n₂ − 2) · (1/n₁ + 1/n₂))
    /// Welch:   |m₁ − m₂| / √(s₁²/n₁ + s₂²/n₂)
    /// ```
    static func t(_ a: MeansBox, _ b: MeansBox, isPooled: Bool) -> Interval {
        let difference = (a.mean - b.mean).magnitude
        let variance: Interval
        if isPooled {
            let squares = a.sd.squared * Interval(a.size - 1) + b.sd.squared * Interval(b.size - 1)
            variance = squares * (Interval((1 / a.size + 1 / b.size) / (a.size + b.size - 2)).widened)
        } else {
            variance = a.sd.squared / Interval(a.size) + b.sd.squared / Interval(b.size)
        }
        let error = variance.squareRoot
        guard error.lower > 0 else { return Interval(0, .infinity) }
        return (difference / error).nonNegative
    }

    /// Two-sided p-values of sizes of t with degrees of freedom between two.
    static func p(_ t: Interval, _ degrees: ClosedRange<Double>) -> Interval {
        let ends = [degrees.lowerBound, degrees.upperBound].map { degrees in
            [t.lower, t.upper].map { TailProbability.twoSidedT($0, degrees) }
        }.flatMap(\.self)
        return Interval(ends.min() ?? 0, ends.max() ?? 1).widenedAsFunction
    }
}
