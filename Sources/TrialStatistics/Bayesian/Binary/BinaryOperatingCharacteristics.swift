/// What a design on a binary outcome does in the long run where the true rate is a given one, exactly.
///
/// ```swift
/// let design = try monitor.operatingCharacteristics(rate: 0.3)
/// design.stopsEarly                    // 0.195
/// design.expectedSubjects
/// ```
///
/// ## Validated against
/// All paths of small trials one by one; SciPy's binomial distributions convolved (`Validation/Python/binary-monitors.json`).
public struct BinaryOperatingCharacteristics: Sendable, Hashable {
    /// How often the trial stops at a look.
    public struct Look: Sendable, Hashable {
        /// n, the subjects at the look.
        public let subjects: Int
        /// P(stop at this look for many events).
        public let stopForMany: Double
        /// P(stop at this look for few events).
        public let stopForFew: Double

        /// P(stop at this look).
        public var stop: Double { stopForMany + stopForFew }
    }

    /// The true rate.
    public let rate: Double
    /// The looks.
    public let looks: [Look]
    /// N, the number of subjects of the whole trial.
    public let maximum: Int
    /// P(x events among all N subjects and no stop), by x.
    public let countsAtMaximum: [Double]

    init(_ boundary: BinaryBoundary, rate: Double) {
        let paths = CountPaths(boundary, rate: rate)
        self.rate = rate
        looks = boundary.looks.indices.map {
            Look(subjects: boundary.looks[$0].subjects, stopForMany: paths.many[$0], stopForFew: paths.few[$0])
        }
        maximum = boundary.maximum
        countsAtMaximum = paths.atMaximum
    }

    /// P(stop for many events), a look at the maximum included.
    public var stopForMany: Double { looks.reduce(0) { $0 + $1.stopForMany } }

    /// P(stop for few events), a look at the maximum included.
    public var stopForFew: Double { looks.reduce(0) { $0 + $1.stopForFew } }

    /// P(the trial ends before its maximum).
    public var stopsEarly: Double { looks.reduce(0) { $1.subjects < maximum ? $0 + $1.stop : $0 } }

    /// P(no look stops the trial).
    public var neverStopped: Double { countsAtMaximum.reduce(0, +) }

    /// E[N], the mean number of subjects.
    public var expectedSubjects: Double { moment { $0 } }

    /// The standard deviation of the number of subjects.
    public var standardDeviationOfSubjects: Double {
        let mean = expectedSubjects
        return moment { ($0 - mean) * ($0 - mean) }.squareRoot()
    }

    private func moment(_ value: (Double) -> Double) -> Double {
        looks.reduce(neverStopped * value(Double(maximum))) { $0 + $1.stop * value(Double($1.subjects)) }
    }
}
