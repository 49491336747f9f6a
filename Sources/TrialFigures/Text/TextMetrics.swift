/// How wide a text will be, so that columns and labels can be laid out without a font at hand.
///
/// The widths are the advance widths of Helvetica, which Arial, Liberation Sans and Nimbus Sans share, in thousandths of
/// the font size (Adobe Core 14 AFM). Characters beyond ASCII are taken by class, rather too wide than too narrow.
struct TextMetrics: Sendable {
    let size: Double
    let isBold: Bool

    init(size: Double, isBold: Bool = false) {
        self.size = size
        self.isBold = isBold
    }

    /// The width of one line of text, in points.
    func width(of text: String) -> Double {
        var thousandths = 0
        for scalar in text.unicodeScalars { thousandths += advance(of: scalar) }
        return Double(thousandths) * size / 1000
    }

    /// The distance from one baseline to the next.
    var lineHeight: Double { (size * 1.2 * 4).rounded() / 4 }

    /// How far below the middle of a line its baseline lies, so that figures and capitals look centred.
    var baselineDrop: Double { size * 0.36 }

    private func advance(of scalar: Unicode.Scalar) -> Int {
        let table = isBold ? Self.bold : Self.regular
        if (32..<127).contains(scalar.value) { return table[Int(scalar.value) - 32] }
        return Self.advanceBeyondASCII(scalar)
    }

    private static func advanceBeyondASCII(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<32, 0x7F: 278
        case 0xB0, 0xB7, 0xA0, 0x2022, 0x2002...0x200A, 0x2018, 0x2019: 400
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x2013, 0x2212, 0xB1, 0xD7, 0x2264, 0x2265, 0x201C, 0x201D: 611
        case 0x2014, 0x2026: 1000
        case 0xC0...0xDE: 780
        case 0xDF...0x24F: 611
        case 0x370...0x5FF: 750
        case 0x600...0x10FF: 800
        default: 1050
        }
    }

    private static let regular = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556,
        556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556,
        833,
        722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500,
        556,
        556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
        334,
        260, 334, 584,
    ]

    private static let bold = [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556,
        556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611,
        833,
        722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556,
        611,
        556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500,
        389,
        280, 389, 584,
    ]
}
