import Testing
import TrialFigures
import TrialStatistics

@Suite("Stopping boundaries, drawn · ByHand")
struct StoppingBoundaryByHandTests {
    @Test func `the regions are named, the bounds numbered, the path drawn, all of it told in words`() throws {
        let svg = try StoppingBoundarySamples.toxicity(.doubleColumn).svg
        #expect(svg.contains("Stop: too many") && svg.contains("Go on") && !svg.contains("Stop: too few"))
        #expect(svg.contains("data-part=\"stop-many\"") && !svg.contains("data-part=\"stop-few\""))
        #expect(svg.contains("data-part=\"path\""))
        #expect(svg.contains("after 4 at 3 or more; after 8 at 5 or more") && svg.contains("Seen: 4 of 12."))
        #expect(svg.matches(of: /data-part="bound"/).count == 15)
    }

    @Test func `a boundary that never stops has no region`() throws {
        let figure = StoppingBoundaryFigure(try BinaryBoundary(looks: [.init(subjects: 1)], maximum: 2))
        #expect(!figure.svg.contains("stop-many") && figure.svg.contains("after 1 at no count"))
    }
}
