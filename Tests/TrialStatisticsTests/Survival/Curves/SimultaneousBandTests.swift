import TestSupport
import Testing

@testable import TrialNumerics
@testable import TrialStatistics

@Suite("Simultaneous bands · Golden and Published")
struct SimultaneousBandGoldenTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name, data: String
        let entry: String?
        let from, to, level: Double
        let time: [Double]
        let hallWellner: Band
        let equalPrecision: Band?
        var testDescription: String { name }

        struct Band: Decodable, Sendable {
            let critical: Double
            let limits: [String: Limits]
        }
        struct Limits: Decodable, Sendable { let lower, upper: [Double?] }
    }

    static let golden = Result { try Golden<Case>(named: "simultaneous-bands") }
    static let transforms: [(String, ConfidenceTransform)] = [
        ("plain", .plain), ("log", .log), ("logLog", .logLog), ("arcsine", .arcsine),
    ]

    @Test(arguments: try golden.get().cases, SimultaneousBand.Kind.allCases)
    func `critical values and limits are those of series in R`(_ one: Case, _ kind: SimultaneousBand.Kind) throws {
        let golden = try Self.golden.get()
        let table = try golden.table(one.data)
        let curve = try KaplanMeier(
            times: table.numbers("time"), events: table.flags("event"), entries: table.numbers(one.entry))
        guard let expected = kind == .hallWellner ? one.hallWellner : one.equalPrecision else { return }
        for (name, transform) in Self.transforms {
            let band = try #require(
                SimultaneousBand(
                    of: curve, kind, transform: transform, level: ConfidenceLevel(one.level), range: one.from...one.to))
            expectClose(band.criticalValue, expected.critical, relative: golden.tolerance.relative, "critical value")
            let limits = one.time.map { band.limits(at: $0) }
            let answer = try #require(expected.limits[name])
            // A width scales with the critical value, and the scales multiply its error by at most 5.
            let relative = 5 * golden.tolerance.relative
            expectClose(limits.map(\.lower), answer.lower, relative: relative, absolute: 1e-9, "\(name) lower")
            expectClose(limits.map(\.upper), answer.upper, relative: relative, absolute: 1e-9, "\(name) upper")
        }
    }

    /// Klein & Moeschberger, Table C.4, four decimals.
    @Test(arguments: [("hall90", 0.1), ("hall95", 0.05), ("hall99", 0.01)])
    func `the published table of Hall and Wellner`(name: String, tail: Double) throws {
        let table = try Self.golden.get().table(name)
        let (from, to, value) = try (table.numbers("from"), table.numbers("to"), table.numbers("value"))
        #expect(from.count == 30)
        for row in from.indices where from[row] < to[row] {
            let critical = try #require(BridgeMaximum(from: from[row], to: to[row])?.upperQuantile(tail))
            #expect(abs(critical - value[row]) < 1e-4, "\(from[row]) to \(to[row]): \(critical), table \(value[row])")
        }
    }

    /// Klein & Moeschberger, Table C.3. It holds roots of Nair's approximation, which are off by up to 0.14 over short
    /// stretches and by less than 0.02 over long ones.
    @Test(arguments: [("nair90", 0.1), ("nair95", 0.05)])
    func `the published table of equal precision is Nair's approximation`(name: String, tail: Double) throws {
        let table = try Self.golden.get().table(name)
        let (from, to, value) = try (table.numbers("from"), table.numbers("to"), table.numbers("value"))
        for row in from.indices where from[row] < to[row] {
            let ratio = Elementary.logarithm(to[row] * (1 - from[row]) / (from[row] * (1 - to[row])))
            let c = value[row]
            let density = Elementary.exponential(-0.5 * c * c) * 0.3989422804014327
            let approximation = 4 * density / c + density * (c - 1 / c) * ratio
            #expect(abs(approximation - tail) < 5e-5, "the table at \(from[row]) to \(to[row])")
            let critical = try #require(
                StandardizedBridgeMaximum(from: from[row], to: to[row])?.upperQuantile(tail))
            #expect(
                abs(critical - c) < (ratio > 2 ? 0.02 : 0.14), "\(from[row]) to \(to[row]): \(critical), table \(c)")
        }
    }
}

@Suite("Simultaneous bands · ByHand")
struct SimultaneousBandByHandTests {
    @Test func `two events and two that stay`() throws {
        // S = 3/4 with σ² = 1/12, then 1/2 with σ² = 1/4; n = 4.
        let curve = try KaplanMeier(times: [1, 2, 3, 3], events: [true, true, false, false])
        let hall = try #require(SimultaneousBand(of: curve, .hallWellner, transform: .plain))
        #expect(hall.range == 1...3)
        // a = (1/3)/(4/3) = 1/4 to 1/(1 + 1) = 1/2.
        let critical = try #require(BridgeMaximum(from: 0.25, to: 0.5)?.upperQuantile(0.05))
        #expect(isClose(hall.criticalValue, critical, relative: 1e-12))
        // c·(1 + 1/3)/2·3/4 = c/2.
        expectClose(hall.limits(atStep: 0).lower, 0.75 - critical / 2, relative: 1e-12, "lower")
        #expect(hall.limits(at: 0.5) == .notEstimable)
        let equal = try #require(SimultaneousBand(of: curve, .equalPrecision, transform: .log))
        // σ²(2)/σ²(1) = 3.
        let length = 0.5 * Elementary.logarithm(3)
        let expected = try #require(StandardizedBridgeMaximum(length: length)?.upperQuantile(0.05))
        #expect(isClose(equal.criticalValue, expected, relative: 1e-12))
        let width = Elementary.exponential(-expected * (1.0 / 12).squareRoot())
        expectClose(equal.limits(at: 1.5).lower, 0.75 * width, relative: 1e-12, "lower")
    }

    @Test func `where there is no band`() throws {
        func band(_ times: [Double], _ events: [Bool]) throws -> SimultaneousBand? {
            SimultaneousBand(of: try KaplanMeier(times: times, events: events), .equalPrecision)
        }
        #expect(try band([1, 2, 3], [false, false, false]) == nil)
        #expect(try band([1, 1], [true, true]) == nil)
        let curve = try KaplanMeier(times: [1, 2, 3, 3], events: [true, true, false, false])
        #expect(SimultaneousBand(of: curve, .hallWellner, range: 4...5) == nil)
        #expect(SimultaneousBand(of: curve, .hallWellner, range: 0...0.5) == nil)
        let empty = try KaplanMeier.curves(
            of: SurvivalTimes([1], events: [true]), by: Factor(codes: [0], levels: ["a", "b"]))[1]
        #expect(SimultaneousBand(of: empty, .hallWellner) == nil)
        // One event only: a band over a single point of a, which is the pointwise interval.
        let one = try KaplanMeier(times: [1, 2, 2], events: [true, false, false])
        let single = try #require(SimultaneousBand(of: one, .equalPrecision))
        #expect(isClose(single.criticalValue, 1.959963984540054, relative: 1e-12))
        expectClose(single.limits(atStep: 0).lower, one.limits(atStep: 0).lower, relative: 1e-12, "lower")
    }

    @Test func `the band ends where the curve falls to 0`() throws {
        let curve = try KaplanMeier(times: [1, 2, 3, 4], events: [true, true, true, true])
        let band = try #require(SimultaneousBand(of: curve, .hallWellner))
        #expect(band.range == 1...4)
        #expect(band.limits(atStep: 2).lower != nil)
        #expect(band.limits(atStep: 3) == .notEstimable)
        #expect(band.criticalValue.isFinite)
    }
}

@Suite("Simultaneous bands · Property")
struct SimultaneousBandPropertyTests {
    @Test(arguments: GeneratedFollowUp.several, SimultaneousBand.Kind.allCases)
    func `bands hold the pointwise limits' middle, and equal precision all of them`(
        _ data: GeneratedFollowUp, _ kind: SimultaneousBand.Kind
    ) throws {
        for variant in Variant.all where !variant.hasStrata {
            let curve = KaplanMeier(try variant.followUp(data))
            guard let band = SimultaneousBand(of: curve, kind) else { continue }
            for (index, step) in curve.steps.enumerated() where band.range.contains(step.time) {
                let limits = band.limits(atStep: index)
                guard let lower = limits.lower, let upper = limits.upper else { continue }
                #expect(lower <= step.survival && step.survival <= upper)
                guard kind == .equalPrecision, let inner = curve.limits(atStep: index).lower else { continue }
                #expect(lower <= inner)
            }
        }
    }

    @Test(arguments: GeneratedFollowUp.several, SimultaneousBand.Kind.allCases)
    func `a narrower range has a smaller critical value`(
        _ data: GeneratedFollowUp, _ kind: SimultaneousBand.Kind
    ) throws {
        let curve = try KaplanMeier(times: data.times, events: data.events)
        let wide = try #require(SimultaneousBand(of: curve, kind, range: 2...8)).criticalValue
        let narrow = try #require(SimultaneousBand(of: curve, kind, range: 4...6)).criticalValue
        #expect(narrow <= wide)
    }
}
