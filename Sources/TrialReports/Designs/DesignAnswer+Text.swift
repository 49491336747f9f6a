import TrialFigures

extension DesignAnswer {
    /// The answer as lines of text for a terminal; figures are left out.
    public var lines: [String] {
        let body = sections.flatMap(\.blocks).compactMap(\.lines)
        let remarks = notes.isEmpty ? [] : [["Notes"] + notes.flatMap(Self.item)]
        return Array(([Self.paragraph(summary)] + body + remarks).joined(separator: [""]))
    }

    /// The view for programs, indented, keys sorted, ending without a line break.
    public func jsonText() throws -> String {
        try JSONText.of(json)
    }

    fileprivate static func paragraph(_ text: String) -> [String] {
        text.terminalSafe.lines(within: AnalysisText.width)
    }

    private static func item(_ note: String) -> [String] {
        ("- " + note).terminalSafe.lines(within: AnalysisText.width - 2).enumerated().map { index, line in
            index == 0 ? line : "  " + line
        }
    }
}

extension DesignAnswer.Block {
    /// The lines for a terminal; nil for a figure.
    fileprivate var lines: [String]? {
        switch self {
        case .text(let text): DesignAnswer.paragraph(text)
        case .table(let table): table.reading.lines
        case .figure: nil
        }
    }
}
