/// An endpoint under one name for the spellings that protocols have, so that two rules that mean the same are known to.
///
/// ```swift
/// EndpointSpelling("Overall survival") == EndpointSpelling("OS")   // true
/// ```
public struct EndpointSpelling: Sendable, Hashable {
    private let text: String

    /// The endpoint that a text names.
    public init(_ text: String) {
        let lower = text.lowercased()
        self.text = Self.spellings[lower] ?? lower
    }

    /// Overall survival, whose event is death.
    public static let overallSurvival = EndpointSpelling("os")

    private static let spellings = [
        "overall survival": "os", "survival": "os", "death": "os", "progression-free survival": "pfs",
        "progression free survival": "pfs",
    ]
}
