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
        let text = PlaceWords(place)
        var found = Set(Self.kinds.filter { text.contains(anyOf: $0.phrases) }.map(\.name))
        if text.contains("safety", notBefore: ["summary", "results", "text", "profile"]) { found.insert("safety") }
        found.formUnion(text.times)
        // A subgroup is told from another one by all that is said of it.
        if text.contains(anyOf: Self.subgroup) || text.hasLimit {
            found.insert(text.words.joined(separator: " "))
        }
        words = found
    }

    /// Whether it says nothing.
    var isSilent: Bool { words.isEmpty }

    /// What a place may say, and the phrases that say it; `*` stands for the rest of a word.
    private static let kinds: [(name: String, phrases: [Phrase])] = [
        (
            "intention to treat",
            ["itt", "mitt", "intention to treat", "intent to treat", "full analysis", "fas"]
        ),
        ("per protocol", ["per protocol", "pp", "pps", "completer*"]),
        ("safety", ["as treated", "treated population*", "treated set*", "treated patients"]),
        ("evaluable", ["evaluable*", "assessable*", "efficacy population*", "efficacy set*"]),
        ("interim", ["interim*", "first analysis"]), ("primary analysis", ["primary analysis"]),
        ("final", ["final"]), ("update", ["update", "updated", "longer follow up", "extended*"]),
        ("other paper", ["external*", "previous*", "earlier", "historical*"]),
        (
            "sensitivity",
            ["sensitivity*", "post hoc", "posthoc", "exploratory", "landmark*", "imputed", "observed cases"]
        ),
        ("adjusted", ["adjusted*", "multivaria*", "weighted*", "matched*"]),
        ("unadjusted", ["unadjusted*", "univaria*", "crude*"]),
        (
            "independent review",
            [
                "independent*", "irc", "bicr", "central review*", "central assess*", "centrally review*",
                "centrally assess*", "blinded*",
            ]
        ),
        (
            "investigator",
            ["investigator*", "local review*", "local assess*", "locally review*", "locally assess*"]
        ),
        ("baseline", ["baseline*", "at screening", "pretreatment", "pre treatment", "before treatment"]),
        (
            "end of treatment",
            [
                "end of treatment", "end of study", "end of induction", "posttreatment", "post treatment",
                "after treatment",
            ]
        ),
        ("induction", ["induction*"]), ("consolidation", ["consolidation*"]), ("maintenance", ["maintenance*"]),
        (
            "after transplant",
            ["after asct", "post asct", "postasct", "after transplant*", "post transplant*", "posttransplant*"]
        ),
    ]

    private static let subgroup: [Phrase] = [
        "subgroup*", "subset*", "patients with", "patients aged", "patients who", "stratum", "strata", "cohort*", "men",
        "women", "high risk", "low risk", "standard risk", "intermediate risk", "forest*",
    ]
}
