/// What the name of a place says of the subjects, the time, the analysis and the topic of its numbers.
///
/// ```swift
/// PlaceContext("Table 3 (safety population)") == PlaceContext("Table 4, safety population")      // true
/// PlaceContext("Abstract").agrees(with: PlaceContext("Table 2. Adverse events"))                  // true
/// PlaceContext("Efficacy").agrees(with: PlaceContext("Adverse events"))                           // false
/// ```
///
/// Every word counts: numbers of two places are taken for the same number only where both places say the same of subjects,
/// time and analysis, and not different things of the topic. The names of sections and the numbers of tables say nothing.
struct PlaceContext: Sendable, Hashable {
    /// The words that set the place apart: populations, times, analyses, and whatever else is no topic.
    let distinctions: Set<String>
    /// The words of its topic, such as those of adverse events.
    let topics: Set<String>

    /// The context of a place.
    init(_ place: String) {
        let words = Set(PlaceWords(place).words.map(Self.singular)).subtracting(Self.silent)
        topics = words.intersection(Self.topics)
        distinctions = words.subtracting(topics)
    }

    /// Whether it tells of no subjects, time or analysis of its own.
    var isSilent: Bool { distinctions.isEmpty }

    /// Whether it tells of numbers of another paper.
    var isOfOtherPaper: Bool { !distinctions.isDisjoint(with: Self.otherPapers) }

    /// Whether numbers of one label in both places are the same number.
    func agrees(with other: PlaceContext) -> Bool {
        distinctions == other.distinctions && (topics == other.topics || topics.isEmpty || other.topics.isEmpty)
    }

    /// Words that say nothing: names of sections, and those that join others.
    private static let silent: Set<String> = [
        "abstract", "text", "body", "main", "result", "summary", "discussion", "conclusion", "own", "data", "section",
        "page", "paragraph", "column", "row", "line", "title", "caption", "legend", "article", "paper", "manuscript",
        "the", "a", "an", "of", "in", "on", "at", "by", "to", "for", "from", "with", "and", "or", "overview", "finding",
        "key", "listed", "reported",
    ]

    /// Words of what numbers are about.
    private static let topics = singular([
        "efficacy", "response", "remission", "rate", "survival", "pfs", "os", "duration", "outcome", "endpoint",
        "safety",
        "adverse", "event", "reaction", "toxicity", "ae", "spm", "malignancy", "patient", "participant",
        "characteristic",
        "demographic", "treatment", "disposition", "exposure", "dose", "reduction", "discontinuation", "death",
    ])

    /// Words of the numbers of another paper.
    private static let otherPapers = singular(["external", "previous", "earlier", "historical"])

    private static func singular(_ words: [String]) -> Set<String> { Set(words.map(singular)) }

    /// A word without the s of its plural.
    private static func singular(_ word: String) -> String {
        if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        return word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
    }
}
