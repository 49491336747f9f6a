import Testing
import TrialStatistics

@testable import TrialFigures

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

    @Test func `looks far apart have columns of their own, and nothing goes on after the last`() throws {
        let looks: [BinaryBoundary.Look] = [
            .init(subjects: 10, stopAtMost: 1), .init(subjects: 29, stopAt: 6, stopAtMost: 5),
        ]
        let figure = try ParsedFigure(StoppingBoundaryFigure(try BinaryBoundary(looks: looks, maximum: 29)).svg)
        let few = try ParsedPath(try #require(figure.all("path", part: "stop-few").first?.attributes["d"]))
        let columns = few.parts.map { part in (left: part.map(\.x).min() ?? 0, right: part.map(\.x).max() ?? 0) }
        // Each reaches 4 % of the axis to both sides of its look, the last to one side only.
        let subject = (columns[1].right - (columns[0].left + columns[0].right) / 2) / 19
        try #require(columns.count == 2)
        #expect(abs(columns[0].right - columns[0].left - 2 * 1.16 * subject) < 0.1)
        #expect(abs(columns[1].right - columns[1].left - 1.16 * subject) < 0.1)
        // Nothing goes on after the last look.
        let goOn = try #require(figure.all("text").first { $0.text == "Go on" })
        #expect(goOn.number("x") < columns[1].left - 5 * subject)
    }
}
