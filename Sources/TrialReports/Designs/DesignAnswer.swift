import TrialFigures

/// What a command about a design answers: for a terminal, for a page and for programs, from one description.
///
/// A method describes its answer once, as a sentence, sections of sentences, tables and figures, and a value for JSON;
/// ``lines`` and ``DesignReport`` show it.
///
/// ```swift
/// DesignAnswer(
///     title: "Stopping boundary", summary: "Stop where P(rate > 0.30 | data) > 0.95.",
///     sections: [.init("Boundary", [.table("Stop at", ["subjects", "events"], [["4", "3"], ["8", "5"]])])],
///     json: BoundaryJSON(…))
/// ```
public struct DesignAnswer: Sendable {
    /// A part of the answer under a heading.
    public struct Section: Sendable {
        /// The heading.
        public let heading: String
        /// What stands beneath it.
        public let blocks: [Block]

        /// A part of the answer.
        public init(_ heading: String, _ blocks: [Block]) {
            self.heading = heading
            self.blocks = blocks
        }
    }

    /// What stands beneath a heading.
    public enum Block: Sendable {
        /// A paragraph.
        case text(String)
        /// A table of texts.
        case table(Table)
        /// A figure; it stands on the page and in a file, not in the terminal.
        case figure(Figure)

        /// A table: its title, the columns, the cells of each row with the heading first.
        public static func table(
            _ title: String, _ columns: [String], _ rows: [[String]], wordColumns: Set<Int> = [],
            remarks: [String] = []
        ) -> Block {
            .table(Table(title: title, columns: columns, rows: rows, wordColumns: wordColumns, remarks: remarks))
        }
    }

    /// A table of texts.
    public struct Table: Sendable {
        let reading: ReadingTable

        init(title: String, columns: [String], rows: [[String]], wordColumns: Set<Int>, remarks: [String]) {
            reading = ReadingTable(
                title: title, columns: columns, rows: rows, wordColumns: wordColumns, remarks: remarks)
        }
    }

    /// A figure with its file and caption.
    public struct Figure: Sendable {
        /// The name of its file without folder, such as `boundary.svg`.
        public let name: String
        /// The drawing.
        public let svg: String
        /// What it shows, in a few words.
        public let title: String
        /// The sentence beneath it.
        public let caption: String

        /// A figure with its file and caption.
        public init(name: String, svg: String, title: String, caption: String) {
            self.name = name
            self.svg = svg
            self.title = title
            self.caption = caption
        }
    }

    /// What it is about, as the title of a page.
    public let title: String
    /// The rule or the question in one sentence, or two.
    public let summary: String
    /// The parts of the answer.
    public let sections: [Section]
    /// What one has to know to read it rightly.
    public let notes: [String]
    /// The view for programs.
    public let json: any Encodable & Sendable

    /// An answer.
    public init(
        title: String, summary: String, sections: [Section], notes: [String] = [], json: any Encodable & Sendable
    ) {
        self.title = title
        self.summary = summary
        self.sections = sections
        self.notes = notes
        self.json = json
    }

    /// The figures, in their order.
    public var figures: [Figure] {
        sections.flatMap(\.blocks).compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
    }
}
