/// The form of a value, as far as an editor can check it while one types.
public indirect enum StudyShape: Sendable, Hashable {
    /// A number, between limits where there are some.
    case number(from: Double?, to: Double?)
    /// A whole number, from a least one on.
    case wholeNumber(from: Int)
    /// A text; of a form where a pattern is given.
    case text(pattern: String?)
    /// One of some words.
    case choice([String])
    /// A list.
    case list(StudyShape)
    /// Keys with values; where the names of the keys are free, the form of their values.
    case group([MappingReader.Key], others: StudyShape? = nil)
    /// A rule, or a list of rules.
    case rules
    /// The word `unspecified`, or `{unspecified: why}`.
    case gap
    /// One of several forms.
    case any([StudyShape])
}
