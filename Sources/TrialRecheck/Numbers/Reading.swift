/// How a printed number may have come from the number that was computed, from the plainest to the weakest.
///
/// A contradiction is one under every reading; what holds under a weaker one only is told as a remark with its name.
public enum Reading: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// Rounded to the last printed digit, halves up or to even.
    case rounded
    /// Cut off after the last printed digit.
    case truncated
    /// Printed with zeros at the end that were never computed: 1.060 for 1.06.
    case padded

    /// Whether `a` is plainer than `b`.
    public static func < (a: Reading, b: Reading) -> Bool { a.rawValue < b.rawValue }

    /// What a finding says of it.
    public var words: String {
        switch self {
        case .rounded: "rounded"
        case .truncated: "the digits were cut off, not rounded"
        case .padded: "the zeros at the end were added, not computed"
        }
    }
}
