/// Which departures from no effect count as evidence; the first group, the first answer or the proportion seen comes first.
public enum Alternative: String, Sendable, Hashable, CaseIterable {
    /// Either direction.
    case twoSided
    /// The first is smaller than the second, or than the value of the null hypothesis.
    case less
    /// The first is larger.
    case greater
}
