import Foundation
import Testing
import TrialNumerics

@testable import TrialRecheck

/// Interval arithmetic holds every result of its members.
@Suite("Intervals · Property")
struct IntervalTests {
    private static let purpose = RandomStream.Purpose("recheck intervals")

    private static func interval(_ random: inout RandomStream) -> Interval {
        let a = 20 * random.uniform() - 10
        return Interval(a, a + 3 * random.uniform())
    }

    private static func member(_ interval: Interval, _ random: inout RandomStream) -> Double {
        interval.lower + random.uniform() * (interval.upper - interval.lower)
    }

    @Test(arguments: 0..<300) func `every operation encloses`(replicate: Int) {
        var random = RandomStream(seed: 6, purpose: Self.purpose, replicate: UInt64(replicate))
        let (a, b) = (Self.interval(&random), Self.interval(&random))
        let (x, y) = (Self.member(a, &random), Self.member(b, &random))
        #expect((a + b).contains(x + y) && (a - b).contains(x - y) && (a * b).contains(x * y))
        #expect((a / b).contains(x / y))
        #expect(a.squared.contains(x * x) && a.magnitude.contains(abs(x)))
        #expect(a.magnitude.squareRoot.contains(abs(x).squareRoot()))
        #expect(a.monotone { exp($0) }.contains(exp(x)))
    }

    @Test(arguments: 0..<50) func `subdivision encloses and tightens`(replicate: Int) {
        var random = RandomStream(seed: 7, purpose: Self.purpose, replicate: UInt64(replicate))
        let (a, b) = (Interval(1, 1 + random.uniform()), Interval(2, 2 + random.uniform()))
        func correlation(_ box: [Interval]) -> Interval {
            (box[0].squared + box[1].squared - Interval(4)) / (Interval(2) * box[0] * box[1])
        }
        let whole = correlation([a, b])
        let tight = Subdivision([a, b]) { correlation($0) }.range
        #expect(tight.lower >= whole.lower && tight.upper <= whole.upper)
        for _ in 0..<20 {
            let (x, y) = (Self.member(a, &random), Self.member(b, &random))
            #expect(tight.contains((x * x + y * y - 4) / (2 * x * y)))
        }
    }

    @Test func `a divisor around 0 gives all numbers`() { #expect(Interval(1, 2) / Interval(-1, 1) == .all) }
}
