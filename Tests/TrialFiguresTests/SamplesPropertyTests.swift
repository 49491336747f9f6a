import Testing

@testable import TrialFigures

/// What every figure must hold, whatever it is asked to draw.
@Suite struct SamplesPropertyTests {
    @Test func `every figure is well-formed and has its names for screen readers`() throws {
        for sample in try Samples.all() {
            let figure = try ParsedFigure(sample.svg)
            let root = try #require(figure.elements.first)
            let names = try #require(root.attributes["aria-labelledby"]).split(separator: " ").map(String.init)
            let ids = figure.elements.compactMap { $0.attributes["id"] }
            #expect(root.attributes["role"] == "img")
            #expect(names == ids && Set(ids).count == 2, "\(sample.name)")
            #expect(figure.all("title").first?.text.isEmpty == false && figure.all("desc").first?.text.isEmpty == false)
        }
    }

    @Test func `every text stays inside the figure`() throws {
        for sample in try Samples.all() {
            let figure = try ParsedFigure(sample.svg)
            let canvas = Box(left: 0, top: 0, right: figure.width, bottom: figure.height)
            for (text, box) in figure.texts {
                #expect(canvas.contains(box), "\(sample.name): \(text.text) at \(box)")
            }
        }
    }

    @Test func `no two texts overlap`() throws {
        for sample in try Samples.all() {
            let texts = try ParsedFigure(sample.svg).texts
            for (index, first) in texts.enumerated() {
                for second in texts[(index + 1)...] where first.box.overlaps(second.box) {
                    Issue.record("\(sample.name): '\(first.element.text)' and '\(second.element.text)' overlap")
                }
            }
        }
    }

    @Test func `no curve runs through a label, legend or annotation`() throws {
        for sample in try Samples.all() {
            let figure = try ParsedFigure(sample.svg)
            let texts = figure.texts.filter { ["curve-label", "legend", "annotation"].contains($0.element.part) }
            for curve in figure.all("path", part: "curve") {
                let corners = try #require(try ParsedPath(curve.attributes["d"] ?? "").parts.first)
                for (from, to) in zip(corners, corners.dropFirst()) {
                    let line = Box(
                        left: min(from.x, to.x), top: min(from.y, to.y), right: max(from.x, to.x) + 0.01,
                        bottom: max(from.y, to.y) + 0.01)
                    let crossed = texts.filter { $0.box.overlaps(line) }.map(\.element.text)
                    #expect(crossed.isEmpty, "\(sample.name): \(crossed)")
                }
            }
        }
    }

    @Test func `every number is finite and has at most two decimals`() throws {
        let lengths: Set = [
            "x", "y", "x1", "y1", "x2", "y2", "width", "height", "points", "d", "font-size", "stroke-width", "viewBox",
        ]
        for sample in try Samples.all() {
            for element in try ParsedFigure(sample.svg).elements {
                for (name, value) in element.attributes where lengths.contains(name) {
                    #expect(value.wholeMatch(of: /([MmhvlzZ ,]|-?\d*\.?\d{0,2}(?!\d)|pt)*/) != nil, "\(name)=\(value)")
                    #expect(!value.contains("-0 ") && !value.hasSuffix("-0"))
                }
            }
        }
    }

    @Test func `the same figure has the same bytes`() throws {
        let first = try Samples.all().map(\.svg)
        #expect(try Samples.all().map(\.svg) == first)
    }
}
