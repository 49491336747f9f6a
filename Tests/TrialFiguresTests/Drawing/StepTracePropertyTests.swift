import Testing

@testable import TrialFigures

@Suite struct StepTracePropertyTests {
    /// Random jumps over 400 points; falling ones as a survival curve has, or up and down as a limit may.
    private func jumps(count: Int, falling: Bool, seed: UInt64) -> [Point] {
        var random = SplitMix(seed: seed)
        let places = (0..<count).map { _ in 400 * random.uniform() }.sorted()
        let heights = (0..<count).map { _ in 250 * random.uniform() }
        return zip(places, falling ? heights.sorted() : heights).map { Point(x: $0, y: $1) }
    }

    private func staircase(_ jumps: [Point]) -> Staircase {
        var corners = [Point(x: 0, y: 0)]
        for jump in jumps {
            corners.append(Point(x: jump.x, y: corners[corners.count - 1].y))
            corners.append(jump)
        }
        return Staircase(corners: corners + [Point(x: 400, y: corners[corners.count - 1].y)])
    }

    private func thinned(_ jumps: [Point]) throws -> Staircase {
        var trace = StepTrace(from: Point(x: 0, y: 0))
        for jump in jumps { trace.jump(to: jump) }
        trace.finish(at: 400)
        var data = PathData()
        data.line(through: trace.vertices)
        let parts = try ParsedPath(data.text).parts
        try #require(parts.count == 1)
        return Staircase(corners: parts[0])
    }

    @Test(arguments: [(100_000, true), (100_000, false), (300, true), (300, false), (5, false)])
    func `lies everywhere within a tenth of a point of the full path`(count: Int, falling: Bool) throws {
        let jumps = jumps(count: count, falling: falling, seed: UInt64(count))
        let full = staircase(jumps)
        let drawn = try thinned(jumps)
        for index in 0...4000 {
            let x = Double(index) / 10
            for (path, other) in [(drawn, full), (full, drawn)] {
                let here = path.range(from: x, to: x)
                let near = other.range(from: x - 0.1, to: x + 0.1)
                #expect(here.lowerBound > near.lowerBound - 0.1 && here.upperBound < near.upperBound + 0.1, "at \(x)")
            }
        }
    }

    @Test func `leaves a path of few steps as it is`() throws {
        let drawn = try thinned([Point(x: 100, y: 50), Point(x: 200.25, y: 80)])
        #expect(
            drawn.corners == [
                Point(x: 0, y: 0), Point(x: 100, y: 0), Point(x: 100, y: 50), Point(x: 200.25, y: 50),
                Point(x: 200.25, y: 80), Point(x: 400, y: 80),
            ])
    }

    @Test func `keeps no more corners than print can show`() throws {
        let drawn = try thinned(jumps(count: 100_000, falling: true, seed: 7))
        #expect(drawn.corners.count < 8000)
    }
}
