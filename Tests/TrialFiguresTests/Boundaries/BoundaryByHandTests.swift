import Testing

@testable import TrialFigures

@Suite("Boundaries of group sequential designs, drawn · ByHand")
struct BoundaryByHandTests {
    @Test func `a value beyond the axis stands inside its edge`() throws {
        let figure = try ParsedFigure(BoundarySamples.manyLooks.svg)
        let texts = figure.all("text", part: "value")
        let above = try #require(texts.first { $0.text == "9.96" }).number("y")
        let below = try #require(texts.first { $0.text == "−9.96" }).number("y")
        let dots = figure.all("circle").map { $0.number("cy") }
        let (top, bottom) = (try #require(dots.min()), try #require(dots.max()))
        #expect(above > top + 5 && above < top + 16 && below < bottom && below > bottom - 12)
    }

    @Test func `regions are named and told in words`() throws {
        let svg = try #require(BoundarySamples.all().first { $0.name == "boundary-harm" }).svg
        #expect(svg.contains("Stop: harm") && svg.contains("Stop: futility") && svg.contains("Stop: efficacy"))
        #expect(svg.contains("At 0.5: efficacy from 2.96, futility below 0.00, harm to −1.75"))
    }
}
