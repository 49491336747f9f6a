/// What an interim or final look has shown: the information that it has, and the statistic.
public struct ObservedLook: Sendable, Hashable {
    /// I, the information, in the unit of the plan.
    public let information: Double
    /// z, large where the treatment works.
    public let z: Double
    /// The fraction by which spending goes where it goes by something other than information, such as calendar time.
    public let spendingFraction: Double?

    /// A look.
    public init(information: Double, z: Double, spendingFraction: Double? = nil) {
        self.information = information
        self.z = z
        self.spendingFraction = spendingFraction
    }
}
