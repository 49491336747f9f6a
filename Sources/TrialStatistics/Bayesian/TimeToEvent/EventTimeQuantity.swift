/// Which number a statement about exponential times to an event is about.
///
/// ```
/// median = mean · ln 2,   both 1/λ up to that factor
/// ```
public enum EventTimeQuantity: String, Sendable, Hashable, CaseIterable {
    /// The mean time to the event, 1/λ.
    case mean
    /// The median time to the event, ln 2/λ.
    case median

    /// By what a mean time is multiplied to give this quantity: 1 or ln 2.
    var perMean: Double {
        switch self {
        case .mean: 1
        case .median: Self.ln2
        }
    }

    static let ln2 = 0.693147180559945309417232121458
}
