import Foundation
import TestSupport
import Testing

/// `Validation/Python/distributions.json`: eight distributions, parameters small, large and fractional, by mpmath.
@Suite struct `Distributions Golden` {
    struct Golden: Decodable {
        let tolerance: Tolerance
        let cases: [Case]

        struct Tolerance: Decodable {
            let tails: Double
            let quantiles: Double
        }

        struct Case: Decodable {
            let distribution: String
            let parameters: [Double]
            let tails: [[Double?]]
            let quantiles: [Quantile]
        }

        struct Quantile: Decodable {
            let probability: Double
            let upper: Bool
            let value: Double

            init(from decoder: any Decoder) throws {
                var row = try decoder.unkeyedContainer()
                probability = try row.decode(Double.self)
                upper = try row.decode(String.self) == "upper"
                value = try row.decode(Double.self)
            }
        }
    }

    let golden: Golden

    init() throws {
        let file = Repository.file("Validation/Python/distributions.json")
        golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }

    @Test func `densities and tails are those of mpmath`() throws {
        let names = ["log density", "lower", "upper", "log lower", "log upper"]
        for one in golden.cases {
            let distribution = try AnyDistribution(one.distribution, one.parameters)
            for row in one.tails {
                let x = try #require(row[0])
                for (index, value) in distribution.answers(at: x).enumerated() {
                    guard let expected = row[index + 1] else { continue }
                    // A log density near 0 has the digits of an ulp of 1; a denormal number has fewer than a tail.
                    let absolute = index == 0 ? 1e-14 : 1e-300
                    #expect(
                        isClose(value, expected, relative: golden.tolerance.tails, absolute: absolute),
                        "\(one.distribution)\(one.parameters) \(names[index]) at \(x): \(value), \(expected): \(relativeError(value, expected))"
                    )
                }
            }
        }
    }

    @Test func `quantiles are those of mpmath`() throws {
        for one in golden.cases {
            let distribution = try AnyDistribution(one.distribution, one.parameters)
            for row in one.quantiles {
                let value = distribution.quantile(row.probability, upper: row.upper)
                #expect(
                    isClose(value, row.value, relative: golden.tolerance.quantiles),
                    "\(one.distribution)\(one.parameters) at \(row.probability): \(value ?? .nan), \(row.value): \(relativeError(value ?? 0, row.value))"
                )
            }
        }
    }
}
