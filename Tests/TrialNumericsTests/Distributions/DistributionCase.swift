import TrialNumerics

/// A distribution by the name that the golden gives it; the list that every distribution must join.
enum AnyDistribution {
    case continuous(any ContinuousDistribution)
    case discrete(any DiscreteDistribution)

    init(_ name: String, _ p: [Double]) throws {
        switch name {
        case "normal": self = .continuous(try Normal(mean: p[0], standardDeviation: p[1]))
        case "gamma": self = .continuous(try Gamma(shape: p[0], rate: p[1]))
        case "chiSquared": self = .continuous(try ChiSquared(degreesOfFreedom: p[0]))
        case "beta": self = .continuous(try Beta(alpha: p[0], beta: p[1]))
        case "f": self = .continuous(try FDistribution(numerator: p[0], denominator: p[1]))
        case "t": self = .continuous(try StudentT(degreesOfFreedom: p[0]))
        case "binomial": self = .discrete(try Binomial(trials: Int(p[0]), probability: p[1]))
        case "poisson": self = .discrete(try Poisson(mean: p[0]))
        default: throw UnknownDistribution(name: name)
        }
    }

    struct UnknownDistribution: Error { let name: String }

    /// Log density, lower, upper, log lower and log upper tail, in the order of the golden.
    func answers(at x: Double) -> [Double] {
        switch self {
        case .continuous(let d):
            [d.logDensity(at: x), d.lowerTail(at: x), d.upperTail(at: x), d.logLowerTail(at: x), d.logUpperTail(at: x)]
        case .discrete(let d):
            [
                d.logProbability(of: Int(x)), d.lowerTail(at: Int(x)), d.upperTail(at: Int(x)),
                d.logLowerTail(at: Int(x)), d.logUpperTail(at: Int(x)),
            ]
        }
    }

    func quantile(_ p: Double, upper: Bool) -> Double? {
        switch self {
        case .continuous(let d): upper ? d.upperQuantile(p) : d.quantile(p)
        case .discrete(let d): (upper ? d.upperQuantile(p) : d.quantile(p)).map(Double.init)
        }
    }
}
