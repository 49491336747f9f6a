import Foundation
import TestSupport
import Testing

@testable import TrialNumerics

/// Distributions for the laws that hold for all of them.
enum DistributionGrid {
    static let all: [(String, [Double])] = [
        ("normal", [0, 1]), ("normal", [-12.5, 0.03]),
        ("gamma", [0.02, 1]), ("gamma", [1.7, 40]), ("gamma", [350, 0.1]), ("gamma", [2e5, 1]),
        ("chiSquared", [0.3]), ("chiSquared", [1]), ("chiSquared", [11]), ("chiSquared", [5000]),
        ("beta", [0.05, 0.1]), ("beta", [0.5, 0.5]), ("beta", [3.3, 1.7]), ("beta", [220, 1400]), ("beta", [1, 9]),
        ("f", [0.4, 3]), ("f", [1, 1]), ("f", [2, 2]), ("f", [5.5, 33]), ("f", [900, 800]),
        ("t", [0.4]), ("t", [1]), ("t", [2]), ("t", [6.5]), ("t", [120]), ("t", [1e7]),
        ("binomial", [9, 0.4]), ("binomial", [300, 0.01]), ("binomial", [4000, 0.9]),
        ("poisson", [0.2]), ("poisson", [33.3]), ("poisson", [5e4]),
    ]
}

@Suite struct `Distributions Property` {
    static let levels = [1e-200, 1e-25, 1e-19, 1e-9, 0.003, 0.2, 0.4999, 0.5, 0.5001, 0.77, 0.999, 1 - 1e-12]

    @Test func `a quantile inverts its tail`() throws {
        for (name, parameters) in DistributionGrid.all {
            guard case .continuous(let d) = try AnyDistribution(name, parameters) else { continue }
            for p in Self.levels {
                // Where the quantile has no digits left to hold the tail (beta next to 1) there is nothing to compare.
                if let x = d.quantile(p), x != 0, x != 1 {
                    let slope = abs(x) * d.density(at: x) / min(d.lowerTail(at: x), d.upperTail(at: x))
                    #expect(
                        isClose(d.lowerTail(at: x), p, relative: 1e-12 + 4e-16 * slope), "\(name)\(parameters) \(p)")
                }
                if let x = d.upperQuantile(p), x != 0, x != 1 {
                    let slope = abs(x) * d.density(at: x) / min(d.lowerTail(at: x), d.upperTail(at: x))
                    #expect(
                        isClose(d.upperTail(at: x), p, relative: 1e-12 + 4e-16 * slope), "\(name)\(parameters) \(p)")
                }
            }
        }
    }

    @Test func `the quantile of a discrete tail is its integer, and the least one`() throws {
        for (name, parameters) in DistributionGrid.all {
            guard case .discrete(let d) = try AnyDistribution(name, parameters) else { continue }
            for p in Self.levels {
                for k in [d.quantile(p), d.upperQuantile(p)] {
                    let k = try #require(k)
                    guard d.probability(of: k) > 1e-12 * min(d.lowerTail(at: k), d.upperTail(at: k)) else { continue }
                    if d.lowerTail(at: k) < 1 - 1e-9 {
                        #expect(d.quantile(d.lowerTail(at: k)) == k, "\(name)\(parameters) \(k)")
                    }
                    if d.upperTail(at: k) < 1 - 1e-9 {
                        #expect(d.upperQuantile(d.upperTail(at: k)) == k, "\(name)\(parameters) \(k)")
                    }
                }
                let k = try #require(d.quantile(p))
                #expect(d.lowerTail(at: k) >= p * (1 - 1e-13) && d.lowerTail(at: k - 1) < p)
            }
        }
    }

    @Test func `tails sum to one, logarithms are those of the tails, and tails never turn back`() throws {
        for (name, parameters) in DistributionGrid.all {
            let distribution = try AnyDistribution(name, parameters)
            let points = Self.levels.flatMap { level in
                [distribution.quantile(level, upper: false), distribution.quantile(level, upper: true)]
            }
            var previous: [Double]?
            for x in Set(points.compactMap(\.self)).sorted() {
                let answers = distribution.answers(at: x)
                #expect(isClose(answers[1] + answers[2], 1, relative: 2e-12), "\(name)\(parameters) at \(x)")
                #expect(
                    isClose(exp(answers[3]), answers[1], relative: 1e-12, absolute: 1e-300),
                    "\(name)\(parameters) at \(x)")
                #expect(
                    isClose(exp(answers[4]), answers[2], relative: 1e-12, absolute: 1e-300),
                    "\(name)\(parameters) at \(x)")
                if let previous {
                    #expect(answers[1] >= previous[1] * (1 - 1e-12) && answers[2] <= previous[2] * (1 + 1e-12))
                }
                previous = answers
            }
        }
    }

    @Test func `the density is the slope of the tail`() throws {
        for (name, parameters) in DistributionGrid.all {
            guard case .continuous(let d) = try AnyDistribution(name, parameters) else { continue }
            for p in [0.01, 0.3, 0.6, 0.95] {
                guard let x = d.quantile(p), abs(x) > 1e-100, x < 1e100 else { continue }
                let step = 1e-3 * min(d.lowerTail(at: x), d.upperTail(at: x)) / d.density(at: x)
                guard name != "beta" || step < 1e-3 * (1 - x), step < 1e-3 * abs(x) || name == "normal" || name == "t"
                else {
                    continue
                }
                // Five points: the error is of fourth order in the step.
                let near = d.lowerTail(at: x + step) - d.lowerTail(at: x - step)
                let far = d.lowerTail(at: x + 2 * step) - d.lowerTail(at: x - 2 * step)
                #expect(
                    isClose((8 * near - far) / (12 * step), d.density(at: x), relative: 1e-7),
                    "\(name)\(parameters) \(x)")
            }
        }
    }

    @Test func `discrete probabilities are the differences of the tails and sum to one`() throws {
        for (name, parameters) in DistributionGrid.all {
            guard case .discrete(let d) = try AnyDistribution(name, parameters) else { continue }
            let (low, high) = (try #require(d.quantile(1e-18)), try #require(d.upperQuantile(1e-18)))
            #expect(isClose((low...high).reduce(0) { $0 + d.probability(of: $1) }, 1, relative: 1e-11))
            for k in stride(from: low, through: high, by: max(1, (high - low) / 50)) {
                let difference =
                    d.lowerTail(at: k) < 0.5
                    ? d.lowerTail(at: k) - d.lowerTail(at: k - 1) : d.upperTail(at: k - 1) - d.upperTail(at: k)
                #expect(isClose(difference, d.probability(of: k), relative: 1e-9), "\(name)\(parameters) \(k)")
            }
        }
    }

    @Test func `symmetric distributions are symmetric`() throws {
        for degrees in [0.4, 1, 6.5, 1e7] {
            let t = try StudentT(degreesOfFreedom: degrees)
            for x in [1e-9, 0.4, 3, 77] {
                #expect(t.lowerTail(at: -x) == t.upperTail(at: x) && t.logDensity(at: x) == t.logDensity(at: -x))
                #expect(t.quantile(0.1 / (1 + x)) == t.upperQuantile(0.1 / (1 + x)).map { -$0 })
            }
        }
        let (beta, mirrored) = (try Beta(alpha: 2.5, beta: 31), try Beta(alpha: 31, beta: 2.5))
        #expect(beta.lowerTail(at: 0.0625) == mirrored.upperTail(at: 0.9375))
        let (f, inverse) = (
            try FDistribution(numerator: 3, denominator: 8), try FDistribution(numerator: 8, denominator: 3)
        )
        #expect(isClose(f.lowerTail(at: 0.4), inverse.upperTail(at: 2.5), relative: 1e-14))
    }

    @Test func `nothing is ever NaN, even at the ends of the numbers`() throws {
        let sizes = [0x1p-1074, 1e-300, 1e-20, 1e-10, 0.5, 1, 1e5, 1e10, 1e20, 1e300, .greatestFiniteMagnitude]
        let points = [0, .infinity] + sizes + [0.25, 40]
        for (name, count) in [("normal", 2), ("gamma", 2), ("chiSquared", 1), ("beta", 2), ("f", 2), ("t", 1)] {
            for first in sizes {
                for second in count == 2 ? sizes : [0] {
                    guard case .continuous(let d) = try? AnyDistribution(name, [first, second]) else { continue }
                    for x in points + points.map({ -$0 }) {
                        let all = [
                            d.density(at: x), d.logDensity(at: x), d.lowerTail(at: x), d.upperTail(at: x),
                            d.logLowerTail(at: x), d.logUpperTail(at: x),
                        ]
                        #expect(all.filter(\.isNaN).isEmpty, "\(name) \(first) \(second) at \(x): \(all)")
                    }
                    for p in [0x1p-1074, 1e-300, 0.3, 0.5, 1 - 1e-16] {
                        for quantile in [d.quantile(p), d.upperQuantile(p)] {
                            #expect(quantile?.isFinite != false, "\(name) \(first) \(second) quantile at \(p)")
                        }
                    }
                }
            }
        }
    }
}
