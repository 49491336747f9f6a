/// Whether patients want the event late or early.
public enum EventMeaning: String, Sendable, Hashable, CaseIterable {
    /// Progression, death, toxicity: a longer time is better.
    case harm
    /// Response, engraftment, recovery: a shorter time is better.
    case benefit
}
