/// The label of a number with its words in order of the alphabet, so that two ways to say the same are the same.
///
/// ```swift
/// Label("rash (maculopapular) grade >=3").key == Label("maculopapular rash grade >=3").key
/// ```
struct Label: Sendable, Hashable {
    /// The words that make a difference, in order of the alphabet.
    let words: Set<String>
    /// The same as one text.
    let key: String

    init(_ text: String) { self.init(words: Self.words(of: text)) }

    init(words: Set<String>) {
        self.words = words
        key = words.sorted().joined(separator: " ")
    }

    /// The label without some words, and with others.
    func replacing(_ old: Set<String>, with new: Set<String> = []) -> Label? {
        words.isSuperset(of: old) ? Label(words: words.subtracting(old).union(new)) : nil
    }

    /// Phrases that mean one word.
    private static let phrases: [(String, String)] = [
        ("complete remission", "cr"), ("complete response", "cr"), ("overall response rate", "orr"),
        ("objective response rate", "orr"), ("overall survival", "os"), ("progression-free survival", "pfs"),
        ("aspartate aminotransferase", "ast"), ("alanine aminotransferase", "alt"),
        ("new primary malignancies", "npm"), ("hazard ratio", "hr"), ("any-grade", "any grade"),
        ("all grades", "any grade"), ("all-grade", "any grade"), ("3 or 4", "3-4"), ("3 to 4", "3-4"), ("3–4", "3-4"),
        ("1–2", "1-2"),
        ("1 or 2", "1-2"), ("3–5", "3-5"), ("3 or higher", ">=3"), ("3 or more", ">=3"),
        ("chi square", "chi-square"),
        ("standard deviation", "sd"), (">= ", ">="), ("≥ ", ">="), ("≥", ">="),
    ]

    private static let synonyms = [
        "emesis": "vomiting", "elevated": "increased", "level": "grade", "levels": "grade", "grades": "grade",
        "men": "male", "women": "female", "χ²": "chi-square", "chi2": "chi-square", "logrank": "log-rank",
        "percentage": "rate", "proportion": "rate", "subjects": "patients",
    ]

    /// Words without which a label means the same.
    private static let idle: Set<String> = [
        "rate", "patients", "of", "the", "with", "response", "total", "text", "number", "a", "an",
    ]

    private static func words(of text: String) -> Set<String> {
        var text = text.lowercased()
        for (phrase, word) in phrases where text.contains(phrase) { text = text.replacing(phrase, with: word) }
        let parts = text.split { " ,:;()[]\"“”".contains($0) }.map { synonyms[String($0)] ?? String($0) }
        let words = Set(parts)
        let kept = words.subtracting(idle)
        return kept.isEmpty ? words : kept
    }
}
