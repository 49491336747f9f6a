import TrialFigures

/// The files that a command about a design writes with `-o`: the page, the numbers and the figures.
public struct DesignReport: Sendable {
    /// The name of the file of numbers.
    static let numbers = "design.json"

    let answer: DesignAnswer
    let provenance: Provenance
    let title: String?

    /// The report of an answer.
    ///
    /// - Parameters:
    ///   - answer: what it shows.
    ///   - provenance: where it comes from.
    ///   - title: a title of the user's own; the answer's by default.
    public init(_ answer: DesignAnswer, provenance: Provenance, title: String? = nil) {
        self.answer = answer
        self.provenance = provenance
        self.title = title
    }

    /// `report.html`, `design.json` and the figures.
    public var files: [(name: String, contents: String)] {
        get throws {
            [("report.html", page), (Self.numbers, try answer.jsonText() + "\n")]
                + answer.figures.map { ($0.name, $0.svg) }
        }
    }

    /// The page, with its figures in it.
    public var page: String {
        let sections = answer.sections.enumerated().map { index, section in
            Markup.section("part-\(index + 1)", section.heading, section.blocks.flatMap(\.markup))
        }
        return PageFrame(
            title: title ?? answer.title, subtitle: answer.summary, provenance: provenance, numbersFile: Self.numbers,
            sections: sections
                + [Markup.notes(answer.notes), ProvenanceSection(provenance: provenance, schema: nil).markup]
                .compactMap(\.self)
        ).text
    }
}

extension DesignAnswer.Block {
    fileprivate var markup: [Markup] {
        switch self {
        case .text(let text): [Markup("p", [:], .text(text))]
        case .table(let table): table.reading.markup
        case .figure(let figure): [.figure(figure.svg, title: figure.title, caption: figure.caption)]
        }
    }
}
