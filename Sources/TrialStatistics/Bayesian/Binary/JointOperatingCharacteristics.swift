/// What a design on toxicity and response does in the long run where the true rates are given ones, exactly.
public struct JointOperatingCharacteristics: Sendable, Hashable {
    /// How often the trial stops at a look; where several rules stop at once, toxicity counts first, then few responses.
    public struct Look: Sendable, Hashable {
        /// n, the subjects at the look.
        public let subjects: Int
        /// P(stop at this look by a rule on toxicity).
        public let toxicity: Double
        /// P(stop at this look for few responses).
        public let futility: Double
        /// P(stop at this look for many responses).
        public let efficacy: Double

        /// P(stop at this look).
        public var stop: Double { toxicity + futility + efficacy }
    }

    /// The true rates.
    public let rates: JointRates
    /// The looks.
    public let looks: [Look]
    /// N, the number of subjects of the whole trial.
    public let maximum: Int
    /// P(no look stops the trial).
    public let neverStopped: Double

    init(_ monitor: ToxicityResponseMonitor, rates: JointRates) {
        var paths = JointCountPaths(maximum: monitor.toxicity.schedule.maximum, rates: rates)
        self.rates = rates
        maximum = monitor.toxicity.schedule.maximum
        looks = zip(monitor.toxicity.boundary.looks, monitor.response.boundary.looks).map { toxic, active in
            paths.advance(to: toxic.subjects)
            let toxicity = paths.take { count, _ in
                count >= toxic.stopAt ?? .max || count <= toxic.stopAtMost ?? -1
            }
            let futility = paths.take { _, count in count <= active.stopAtMost ?? -1 }
            let efficacy = paths.take { _, count in count >= active.stopAt ?? .max }
            return Look(subjects: toxic.subjects, toxicity: toxicity, futility: futility, efficacy: efficacy)
        }
        neverStopped = paths.total
    }

    /// P(stop by a rule on toxicity).
    public var stopForToxicity: Double { looks.reduce(0) { $0 + $1.toxicity } }

    /// P(stop for few responses).
    public var stopForFutility: Double { looks.reduce(0) { $0 + $1.futility } }

    /// P(stop for many responses).
    public var stopForEfficacy: Double { looks.reduce(0) { $0 + $1.efficacy } }

    /// P(the trial ends before its maximum).
    public var stopsEarly: Double { looks.reduce(0) { $1.subjects < maximum ? $0 + $1.stop : $0 } }

    /// E[N], the mean number of subjects.
    public var expectedSubjects: Double {
        looks.reduce(neverStopped * Double(maximum)) { $0 + $1.stop * Double($1.subjects) }
    }
}

/// The joint distribution of the numbers of toxicities and responses along a trial, subject by subject.
///
/// - Complexity: O(N³) time, O(N²) space.
private struct JointCountPaths {
    private let rates: JointRates
    private let width: Int
    private var subjects = 0
    /// P(t toxicities and r responses), at t · width + r.
    private var probabilities: [Double]

    init(maximum: Int, rates: JointRates) {
        self.rates = rates
        width = maximum + 1
        probabilities = [Double](repeating: 0, count: width * width)
        probabilities[0] = 1
    }

    /// All that is left.
    var total: Double { probabilities.reduce(0, +) }

    mutating func advance(to look: Int) {
        let (both, toxic, active, neither) = (rates.both, rates.toxicityOnly, rates.responseOnly, rates.neither)
        let width = width
        probabilities.withUnsafeMutableBufferPointer { cells in
            for n in subjects..<look {
                for t in stride(from: n + 1, through: 0, by: -1) {
                    let row = t * width
                    for r in stride(from: n + 1, through: 0, by: -1) {
                        var sum = cells[row + r] * neither
                        if r > 0 { sum += cells[row + r - 1] * active }
                        if t > 0 { sum += cells[row + r - width] * toxic }
                        if t > 0, r > 0 { sum += cells[row + r - width - 1] * both }
                        cells[row + r] = sum < 1e-300 ? 0 : sum
                    }
                }
            }
        }
        subjects = look
    }

    /// Takes out the cells of which something holds and returns their probability.
    mutating func take(where stops: (_ toxicities: Int, _ responses: Int) -> Bool) -> Double {
        var sum = 0.0
        for t in 0...subjects {
            for r in 0...subjects where stops(t, r) {
                sum += probabilities[t * width + r]
                probabilities[t * width + r] = 0
            }
        }
        return sum
    }
}
