/// What the name of a place says of the subjects, the time and the analysis behind its numbers.
///
/// ```swift
/// PlaceContext("Table 3 (safety population)") == PlaceContext("Table 4, safety population")      // true
/// PlaceContext("Abstract").isSilent                                                               // true
/// ```
///
/// Numbers of two places are the same number only where both say the same. Where one says nothing, they may be.
struct PlaceContext: Sendable, Hashable {
    /// The words that set the place apart, in small letters.
    let words: Set<String>

    /// The context of a place.
    init(_ place: String) {
        let text = place.lowercased().replacing("–", with: "-").replacing("≥", with: ">=").replacing("≤", with: "<=")
        var found = Set(Self.patterns.flatMap { name, isPart in isPart(text) ? [name] : [] })
        found.formUnion(Self.withoutNumber(text).matches(of: Self.time).map { String($0.0) })
        // A subgroup is told from another one by all that is said of it.
        if text.contains(Self.subgroup) { found.insert(Self.withoutNumber(text)) }
        words = found
    }

    /// Whether it says nothing.
    var isSilent: Bool { words.isEmpty }

    private static let patterns: [(name: String, isPart: @Sendable (String) -> Bool)] = [
        ("intention to treat", { $0.contains(/\bm?itt\b|intention.to.treat|intent.to.treat|full analysis|\bfas\b/) }),
        ("per protocol", { $0.contains(/per.protocol|\bpp\b|\bpps\b|completers?\b/) }),
        (
            "safety",
            { $0.contains(/safety(?! (summary|results|text|profile))|as.treated|treated (population|set|patients)/) }
        ),
        ("evaluable", { $0.contains(/evaluable|assessable|efficacy (population|set)/) }),
        ("interim", { $0.contains(/interim|first analysis/) }),
        ("primary analysis", { $0.contains("primary analysis") }),
        ("final", { $0.contains(/\bfinal\b/) }), ("update", { $0.contains(/\bupdated?\b|longer follow-up|extended/) }),
        ("other paper", { $0.contains(/external|previous|earlier|historical/) }),
        ("sensitivity", { $0.contains(/sensitivity|post.hoc|exploratory|landmark|imputed|observed cases/) }),
        ("adjusted", { $0.contains(/\badjusted|multivaria|weighted|matched/) }),
        ("unadjusted", { $0.contains(/unadjusted|univaria|crude/) }),
        ("independent review", { $0.contains(/independent|\birc\b|\bbicr\b|central(ly)? (review|assess)|blinded/) }),
        ("investigator", { $0.contains(/investigator|local(ly)? (review|assess)/) }),
        ("baseline", { $0.contains(/baseline|at screening|pre.?treatment|before treatment/) }),
        ("end of treatment", { $0.contains(/end of (treatment|study|induction)|post.?treatment|after treatment/) }),
        ("induction", { $0.contains("induction") }), ("consolidation", { $0.contains("consolidation") }),
        ("maintenance", { $0.contains("maintenance") }),
        ("after transplant", { $0.contains(/(after|post).?(asct|transplant)/) }),
    ]

    /// Times that a place names.
    private static var time: Regex<Substring> {
        #/\b(?:week|month|year|cycle|day|visit|course|dose level|cohort|part|phase|stage) ?[0-9]+|\b[0-9]+ (?:week|month|year)/#
    }

    private static var subgroup: Regex<Substring> {
        #/subgroup|subset|patients (?:with|aged|who)|strat(?:um|a)|[<>]=? ?[0-9]|cohort|\b(?:wo)?men\b|(?:high|low|standard|intermediate).risk|forest/#
    }

    /// The text without the number of its table or figure.
    private static func withoutNumber(_ text: String) -> String {
        text.replacing(/(table|figure|fig\.|panel|supplement\w*) ?s?[0-9]*[a-z]?\b/, with: "").split {
            !$0.isLetter && !$0.isNumber && !"<>=".contains($0)
        }
        .joined(separator: " ")
    }
}
