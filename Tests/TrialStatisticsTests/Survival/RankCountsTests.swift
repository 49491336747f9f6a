import Testing

@testable import TrialStatistics

@Suite("Rank counts · Naive: a list counted up")
struct RankCountsTests {
    @Test(arguments: [1, 15, 16, 17, 256, 257, 4097, 65_537, 1 << 20, 3 << 20 + 5])
    func `counts are those of a plain list, also after a reset to fewer`(_ capacity: Int) {
        var numbers = RepeatableNumbers()
        var counts = RankCounts(capacity: capacity)
        for size in [capacity, max(1, capacity / 3)] {
            counts.reset(count: size)
            var entered: [Int: Bool] = [:]
            for _ in 0..<min(size, 400) {
                let rank = numbers.next(below: size)
                if entered[rank] == nil {
                    let isEvent = numbers.next(below: 2) == 1
                    entered[rank] = isEvent
                    counts.enter(rank, isEvent: isEvent)
                }
                let limit = numbers.next(below: size)
                let below = entered.filter { $0.key < limit }
                let expected = RankCounts.Pair(all: below.count, events: below.values.count { $0 })
                #expect(counts.below(limit) == expected)
            }
        }
    }

    @Test(arguments: [16, 256, 5000, 70_000])
    func `every rank entered counts every rank below`(_ capacity: Int) {
        var counts = RankCounts(capacity: capacity)
        for rank in (0..<capacity).reversed() { counts.enter(rank, isEvent: true) }
        let wrong = (0..<capacity).first { counts.below($0) != RankCounts.Pair(all: $0, events: $0) }
        #expect(wrong == nil)
    }

    /// Weights of 1 take the walks that serve all data, none the one walk of untied scores.
    @Test(arguments: [7, 700, 1_000_000])
    func `one walk counts what the walks for all data count`(_ distinctTimes: Int) throws {
        var numbers = RepeatableNumbers()
        let count = 3000
        let times = (0..<count).map { _ in Double(1 + numbers.next(below: distinctTimes)) }
        let events = (0..<count).map { _ in numbers.next(below: 5) < 3 }
        let score = (0..<count).map { Double($0 * 7919 % count) + Double(numbers.next(below: 1000)) / 2000 - 1000 }
        let strata = try Factor(codes: (0..<count).map { _ in Int32(numbers.next(below: 3)) }, levels: ["a", "b", "c"])
        for strata in [nil, strata] {
            let one = try Concordance(SurvivalTimes(times, events: events), score: score, strata: strata)
            let two = try Concordance(
                SurvivalTimes(times, events: events, weights: [Double](repeating: 1, count: count)), score: score,
                strata: strata)
            #expect(one.strataCounts == two.strataCounts)
            #expect(one.influence == two.influence)
            #expect(one.counts.comparable > 0)
        }
    }
}

/// Numbers that are the same in every run.
private struct RepeatableNumbers {
    private var state: UInt64 = 7

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
