import Testing

@testable import TrialStatistics

@Suite("Prefix sums · Naive: a list added up")
struct PrefixSumsTests {
    @Test(arguments: [1, 2, 15, 16, 17, 255, 256, 257, 4097])
    func `sums are those of a plain list, also after a reset to fewer`(_ count: Int) {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var sums = PrefixSums(count: count)
        for size in [count, max(1, count / 3), count] {
            sums.reset(count: size)
            var list = [Double](repeating: 0, count: size)
            for _ in 0..<300 {
                let index = next(size)
                let value = Double(next(100)) - 30
                list[index] += value
                sums.add(value, at: index)
                let before = next(size + 1)
                #expect(sums.sum(before: before) == list[..<before].reduce(0, +))
                #expect(sums.total == list.reduce(0, +))
            }
        }
    }
}
