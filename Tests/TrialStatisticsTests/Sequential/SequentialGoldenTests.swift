import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Group sequential designs · Golden")
struct SequentialGoldenTests {
    struct Nested: Decodable, Sendable {
        let times: [Double]
        let lower, upper: [Double?]
        let drift: Double
        let above, below: [Double]
    }

    struct Peer: Decodable, Sendable {
        let kind: String
        let name: String?
        let fractions: [Double]?
        let sided: Int?
        let alpha: Double?
        let binding: Bool?
        let upper, futility, lower, times: [Double]?
        let shift, inflation, drift, probability: Double?
    }

    @Test func `nested quadrature in mpmath`() throws {
        let golden = try Golden<Nested>(named: "group-sequential", in: "Python")
        #expect(golden.cases.count == 7)
        for one in golden.cases {
            let crossing = CrossingProbabilities(
                information: one.times, limits: zip(one.lower, one.upper).map { LookLimits(lower: $0, upper: $1) },
                drift: one.drift)
            // Tails far out are asked for relatively: 6.0 at three looks is 1e-9.
            let tolerance = golden.tolerance.relative
            expectClose(
                crossing.upper, one.above, relative: tolerance, absolute: 1e-25, "above \(one.times) \(one.drift)")
            expectClose(
                crossing.lower, one.below, relative: tolerance, absolute: 1e-25, "below \(one.times) \(one.drift)")
        }
    }

    @Test func `designs of rpact`() throws {
        let golden = try Golden<Peer>(named: "group-sequential")
        let designs = golden.cases.filter { $0.kind == "design" }
        #expect(designs.count == 16)
        for one in designs {
            let name = try #require(one.name)
            let fractions = try #require(one.fractions)
            let futility = one.futility.map { _ in
                FutilityRule(.spending(.hwangShihDeCani(gamma: -2)), isBinding: one.binding ?? false)
            }
            let design = try GroupSequentialDesign(
                fractions: fractions, alpha: try #require(one.alpha), sides: one.sided == 2 ? .two : .one,
                efficacy: EfficacyRule(try #require(BoundaryShape(name: name))), futility: futility, power: 0.9)
            let what = "\(name) \(fractions) \(one.sided ?? 1)"
            expectClose(
                design.looks.map(\.upperZ), try #require(one.upper), relative: golden.tolerance.relative,
                "upper \(what)")
            if let values = one.futility {
                expectClose(
                    design.looks.dropLast().map(\.futilityZ), values, relative: 1e-6, "futility \(what)")
            }
            let drift = try #require(design.designDrift)
            expectClose(drift * drift, one.shift, relative: golden.tolerance.relative, "shift \(what)")
            expectClose(design.inflation, one.inflation, relative: golden.tolerance.relative, "inflation \(what)")
        }
    }

    @Test func `the whole normal vector in mvtnorm`() throws {
        let golden = try Golden<Peer>(named: "group-sequential")
        let crossings = golden.cases.filter { $0.kind == "crossing" }
        #expect(crossings.count == 3)
        for one in crossings {
            let (lower, upper) = (try #require(one.lower), try #require(one.upper))
            let crossing = CrossingProbabilities(
                information: try #require(one.times),
                limits: zip(lower, upper).map { LookLimits(lower: $0, upper: $1) },
                drift: try #require(one.drift))
            expectClose(crossing.upper.last, one.probability, relative: golden.tolerance.relative, "\(upper)")
        }
    }
}
