import Foundation
import TestSupport
import Testing

@testable import TrialNumerics

/// `Validation/Python/bridge-maxima.json`: critical values by other series than ours.
@Suite("Maxima of a Brownian bridge · Golden")
struct BridgeMaximumGoldenTests {
    struct Golden: Decodable {
        let tolerance: Tolerance
        let cases: [Case]
        struct Tolerance: Decodable { let relative: Double }
        struct Case: Decodable {
            let from, to, tail, plain: Double
            let standardized: Double?
        }
    }

    static let golden = Result {
        try JSONDecoder().decode(
            Golden.self, from: Data(contentsOf: Repository.file("Validation/Python/bridge-maxima.json")))
    }

    @Test func `critical values are those of another series`() throws {
        let golden = try Self.golden.get()
        #expect(golden.cases.count == 48)
        for one in golden.cases {
            let plain = try #require(BridgeMaximum(from: one.from, to: one.to)?.upperQuantile(one.tail))
            #expect(isClose(plain, one.plain, relative: golden.tolerance.relative), "\(one) plain \(plain)")
            guard let expected = one.standardized else { continue }
            let value = try #require(
                StandardizedBridgeMaximum(from: one.from, to: one.to)?.upperQuantile(one.tail))
            #expect(isClose(value, expected, relative: golden.tolerance.relative), "\(one) standardized \(value)")
        }
    }
}

@Suite("Maxima of a Brownian bridge · ByHand")
struct BridgeMaximumByHandTests {
    /// Kolmogorov's distribution, 2 Σ (−1)ᵏ⁻¹ exp(−2k²c²).
    @Test(arguments: [0.5, 0.8276, 1, 1.2239, 1.3581, 1.6276, 2.2])
    func `the whole bridge follows Kolmogorov`(c: Double) throws {
        var series = 0.0
        for k in 1...60 {
            let term = 2 * exp(-2 * Double(k * k) * c * c)
            series += k % 2 == 1 ? term : -term
        }
        let whole = try #require(BridgeMaximum(from: 0, to: 1))
        #expect(isClose(whole.upperTail(at: c), series, relative: 1e-12, absolute: 1e-13))
    }

    @Test func `a single point is one normal variable`() throws {
        let z = 1.959963984540054
        // Var B(0.2) = 0.16.
        #expect(isClose(BridgeMaximum(from: 0.2, to: 0.2)?.upperQuantile(0.05), 0.4 * z, relative: 1e-12))
        #expect(isClose(StandardizedBridgeMaximum(from: 0.2, to: 0.2)?.upperQuantile(0.05), z, relative: 1e-12))
    }

    @Test func `what is no stretch has no maximum`() {
        #expect(BridgeMaximum(from: 0.5, to: 0.4) == nil)
        #expect(BridgeMaximum(from: -0.1, to: 0.4) == nil)
        #expect(BridgeMaximum(from: 0.4, to: 1.1) == nil)
        #expect(BridgeMaximum(from: 0, to: 0) == nil)
        #expect(StandardizedBridgeMaximum(from: 0, to: 0.4) == nil)
        #expect(StandardizedBridgeMaximum(from: 0.2, to: 1) == nil)
        #expect(BridgeMaximum(from: 0, to: 1)?.upperQuantile(0) == nil)
        #expect(StandardizedBridgeMaximum(length: 1)?.upperQuantile(1) == nil)
    }
}

@Suite("Maxima of a Brownian bridge · Property")
struct BridgeMaximumPropertyTests {
    static let stretches = [(0.0, 0.3), (0.001, 0.002), (0.1, 0.9), (0.25, 0.8), (0.5, 1), (0.00001, 0.9999)]

    @Test(arguments: stretches) func `turned round the stretch has the same maximum`(from: Double, to: Double) throws {
        let one = try #require(BridgeMaximum(from: from, to: to)?.upperQuantile(0.05))
        let other = try #require(BridgeMaximum(from: 1 - to, to: 1 - from)?.upperQuantile(0.05))
        #expect(isClose(one, other, relative: 1e-9))
    }

    @Test func `a longer stretch has a larger maximum, from one point's to the whole bridge's`() throws {
        let ends = [0.5, 0.5001, 0.52, 0.6, 0.8, 0.95, 1.0]
        let values = try ends.map { try #require(BridgeMaximum(from: 0.5, to: $0)?.upperQuantile(0.05)) }
        #expect(values == values.sorted() && Set(values).count > 5)
        let lengths = [0, 1e-5, 1e-3, 0.01, 0.1, 0.5, 1, 3, 8, 20]
        let standardized = try lengths.map {
            try #require(StandardizedBridgeMaximum(length: $0)?.upperQuantile(0.05))
        }
        #expect(standardized == standardized.sorted() && Set(standardized).count == lengths.count)
    }

    /// 4φ(c)/c + φ(c)(c − 1/c)·2τ, Nair's approximation for large c.
    @Test(arguments: [0.5, 1.0, 2.0, 4.0]) func `far out the tail is near Nair's approximation`(length: Double) throws {
        let process = try #require(StandardizedBridgeMaximum(length: length))
        let c = 4.5
        let density = exp(-0.5 * c * c) / (2 * Double.pi).squareRoot()
        let approximate = 4 * density / c + density * (c - 1 / c) * 2 * length
        #expect(isClose(process.upperTail(at: c), approximate, relative: 0.04))
    }

    @Test func `quantile and tail undo each other`() throws {
        for (from, to) in Self.stretches {
            let bridge = try #require(BridgeMaximum(from: from, to: to))
            for tail in [0.5, 0.1, 0.01, 0.001] {
                let c = try #require(bridge.upperQuantile(tail))
                #expect(isClose(bridge.upperTail(at: c), tail, relative: 1e-9))
            }
        }
    }
}
