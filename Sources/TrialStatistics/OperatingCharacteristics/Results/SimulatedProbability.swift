/// A probability as a simulation shows it: so many of so many virtual trials.
public struct SimulatedProbability: Sendable, Hashable {
    /// The trials in which it happened.
    public let count: Int
    /// All trials.
    public let replicates: Int

    /// `count` of `replicates` trials.
    public init(count: Int, of replicates: Int) {
        self.count = count
        self.replicates = replicates
    }

    /// p = count/replicates.
    public var estimate: Double { Double(count) / Double(replicates) }

    /// √(p(1 − p)/replicates), the Monte Carlo error; 0 where it happened never or always, of which ``limits(_:)`` says more.
    public var standardError: Double { (estimate * (1 - estimate) / Double(replicates)).squareRoot() }

    /// Exact binomial limits (Clopper and Pearson).
    public func limits(_ level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        Proportion(unchecked: count, replicates).clopperPearson(level)
    }
}

/// The mean of a number over virtual trials, with its Monte Carlo error and, where it is kept, its distribution.
public struct SimulatedMean: Sendable, Hashable {
    /// The mean.
    public let mean: Double
    /// The standard deviation between trials; nil of a single trial.
    public let standardDeviation: Double?
    /// The standard deviation over √trials; nil of a single trial.
    public let standardError: Double?
    private let counts: [Int]
    private let distribution: ValueHistogram?

    init(count: Int, sum: Double, squares: Double, distribution: ValueHistogram?) {
        let n = Double(count)
        mean = sum / n
        let variance = count > 1 ? max(0, squares - sum * sum / n) / (n - 1) : nil
        standardDeviation = variance?.squareRoot()
        standardError = variance.map { ($0 / n).squareRoot() }
        counts = []
        self.distribution = distribution
    }

    /// Of whole numbers by their sum and the sum of their squares.
    init(count: Int, sum: Int, squares: Int) {
        self.init(count: count, sum: Double(sum), squares: Double(squares), distribution: nil)
    }

    /// Of whole numbers: how many trials had each from 0 on.
    init(counts: [Int]) {
        let n = counts.reduce(0, +)
        let sum = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
        mean = Double(sum) / Double(n)
        let middle = mean
        let squares = counts.enumerated().reduce(0.0) {
            let distance = Double($1.offset) - middle
            return $0 + distance * distance * Double($1.element)
        }
        standardDeviation = n > 1 ? (squares / Double(n - 1)).squareRoot() : nil
        standardError = n > 1 ? (squares / Double(n - 1) / Double(n)).squareRoot() : nil
        self.counts = counts
        distribution = nil
    }

    /// The smallest value that at least a share p of the trials do not exceed; nil where the distribution is not kept.
    public func quantile(_ p: Double) -> Double? {
        if let distribution { return distribution.quantile(p) }
        let total = counts.reduce(0, +)
        guard total > 0 else { return nil }
        let rank = max(1, Int((p * Double(total)).rounded(.up)))
        var before = 0
        for (value, count) in counts.enumerated() {
            before += count
            if before >= rank { return Double(value) }
        }
        return nil
    }
}
