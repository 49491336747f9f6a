/// Colours that people with any colour vision tell apart, each with a line style so that grey print reads as well.
///
/// The lines are those of Okabe and Ito without the yellow, which white paper swallows, and with the wine of Tol in its
/// stead; the darker text colours reach a contrast of 4.5 on white (WCAG 2.2, 1.4.3).
///
/// ## References
/// Okabe M, Ito K (2008), *Color universal design*. Tol P (2021), *Colour schemes*, SRON/EPS/TN/09-002.
enum Palette {
    struct Colour: Sendable {
        let line: String
        let text: String
        let dark: String
    }

    static let colours = [
        Colour(line: "#0072b2", text: "#0069a4", dark: "#5ab4f0"),
        Colour(line: "#d55e00", text: "#b04d00", dark: "#ff8a47"),
        Colour(line: "#009e73", text: "#00734f", dark: "#2fc99a"),
        Colour(line: "#cc79a7", text: "#a3457a", dark: "#eba6cd"),
        Colour(line: "#000000", text: "#000000", dark: "#f2f2f2"),
        Colour(line: "#e69f00", text: "#8a5f00", dark: "#f5be41"),
        Colour(line: "#56b4e9", text: "#1f6f9f", dark: "#a5dcff"),
        Colour(line: "#882255", text: "#882255", dark: "#d873a6"),
    ]

    /// Lengths of dashes and gaps in points; the first style is a solid line.
    static let dashes: [[Double]] = [
        [], [5, 2], [1.2, 1.6], [6, 1.8, 1.2, 1.8], [9, 2.5], [3, 1.5], [6, 1.6, 1.2, 1.6, 1.2, 1.6], [9, 2, 3, 2],
    ]

    static func colour(_ index: Int) -> Colour { colours[index % colours.count] }

    /// The style of a group; from the ninth group on colours and styles pair up anew.
    static func dash(_ index: Int) -> [Double] {
        dashes[(index + index / dashes.count) % dashes.count]
    }
}
