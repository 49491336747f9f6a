/// What a colour is for; each role has one colour on white paper and one on a dark screen.
///
/// The light colour stands on the element itself, so that the figure prints and opens everywhere, also in programs
/// that know no style sheets. A style sheet in the figure makes the same roles follow the reader's colour scheme, and
/// lets a page that holds the figure set them through custom properties, `--figure-ink` and so on.
enum ColourRole: Sendable, Hashable {
    /// Text, axes and marks.
    case ink
    /// Secondary text and lines: reference lines, drop lines.
    case faint
    /// Rules between rows.
    case rule
    /// The background.
    case paper
    /// The line of a group, numbered from 0.
    case series(Int)
    /// A label in the colour of a group, dark enough to read.
    case seriesText(Int)

    var name: String {
        switch self {
        case .ink: "ink"
        case .faint: "faint"
        case .rule: "rule"
        case .paper: "paper"
        case .series(let index): "series-\(index % Palette.colours.count + 1)"
        case .seriesText(let index): "label-\(index % Palette.colours.count + 1)"
        }
    }

    var light: String {
        switch self {
        case .ink: "#1a1a1a"
        case .faint: "#595959"
        case .rule: "#c8c8c8"
        case .paper: "#ffffff"
        case .series(let index): Palette.colour(index).line
        case .seriesText(let index): Palette.colour(index).text
        }
    }

    var dark: String {
        switch self {
        case .ink: "#ececec"
        case .faint: "#b0b0b0"
        case .rule: "#4a4a4a"
        case .paper: "#1b1b1f"
        case .series(let index), .seriesText(let index): Palette.colour(index).dark
        }
    }
}

/// A role put to use as the fill or the stroke of an element.
struct Paint: Sendable, Hashable {
    enum Use: String, Sendable, Hashable {
        case fill, stroke
    }

    let use: Use
    let role: ColourRole

    static func fill(_ role: ColourRole) -> Paint { Paint(use: .fill, role: role) }
    static func stroke(_ role: ColourRole) -> Paint { Paint(use: .stroke, role: role) }

    var className: String { "\(use.rawValue)-\(role.name)" }

    /// The rule that gives the element its colour; the page's custom property wins over ours.
    func styleRule(colour: String) -> String {
        ".equipoise-figure .\(className){\(use.rawValue):var(--figure-\(role.name),\(colour))}"
    }
}
