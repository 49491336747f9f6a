import TrialValues

/// A section of a study file that the protocol leaves open as a whole.
///
/// ```yaml
/// population: {unspecified: "still under discussion"}
/// ```
///
/// Nothing takes the place of the section: a command that needs it says so with ``diagnostic``.
public struct OpenSection: Sendable, Hashable {
    /// The section.
    public let section: StudySection
    /// Why it is open, where the file says so.
    public let note: String?
    /// Where it stands.
    public let place: Diagnostic.Place

    /// The section of a document, where the document leaves it open; `nil` where it says something, or is not there.
    public init?(_ section: StudySection, in document: StudyDocument) {
        guard let node = document.root[section.rawValue], node.isGap else { return nil }
        self.section = section
        note = node[Stated<String>.word]?.text
        place = node.place
    }

    /// That the section is open, in a sentence without its full stop.
    public var sentence: String {
        "this study's file leaves the \(section.rawValue) open" + (note.map { ": \($0)" } ?? "")
    }

    /// What a command says that needs the section; its rule is `study.open`.
    public var diagnostic: Diagnostic {
        Diagnostic(
            .error, "study.open", sentence, at: place,
            advice: "write `\(section.rawValue):` as the protocol has it; nothing takes its place")
    }
}
