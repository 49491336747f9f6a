import Foundation
import Testing

@testable import TrialFigures

@Suite struct PaletteByHandTests {
    /// The contrast ratio of WCAG 2.2 between two colours.
    private func contrast(_ first: String, _ second: String) throws -> Double {
        let lights = try [luminance(first), luminance(second)].sorted()
        return (lights[1] + 0.05) / (lights[0] + 0.05)
    }

    private func luminance(_ colour: String) throws -> Double {
        let value = try #require(Int(colour.dropFirst(), radix: 16))
        func linear(_ shift: Int) -> Double {
            let part = Double((value >> shift) & 255) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    }

    @Test(arguments: 0..<8)
    func `labels can be read on paper and on a dark screen`(index: Int) throws {
        let colour = Palette.colour(index)
        #expect(try contrast(colour.text, ColourRole.paper.light) >= 4.5)
        #expect(try contrast(colour.dark, ColourRole.paper.dark) >= 4.5)
    }

    @Test func `no two groups share colour and line style until 64`() {
        let styles = (0..<64).map { "\(Palette.colour($0).line) \(Palette.dash($0))" }
        #expect(Set(styles).count == 64)
    }
}
