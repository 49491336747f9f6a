import Synchronization
import Testing
import TrialNumerics

@Suite("Work on several cores · Property")
struct LanesTests {
    @Test(arguments: [0, 1, 5, 64, 1000], [1, 2, 3, 16])
    func `blocks come back in order, each piece once, whatever the cores`(_ count: Int, _ cores: Int) {
        let parts = Mutex([Double]())
        let answer = Lanes(cores: cores).map(
            count, inBlocksOf: 7, progress: { part in parts.withLock { $0.append(part) } }, { Array($0) })
        #expect(answer.flatMap { $0 } == Array(0..<count))
        #expect(answer.dropLast().allSatisfy { $0.count == 7 })
        let told = parts.withLock(\.self)
        #expect(told == told.sorted() && told.last ?? 1 == 1 && told.count == (count + 6) / 7)
    }

    @Test func `there is at least one core`() {
        #expect(Lanes(cores: 0).cores == 1 && Lanes().cores == Lanes.available && Lanes.available >= 1)
    }
}
