/// A scale that values lie on: its least and largest value and the step between values.
///
/// ```swift
/// PublishedScale(name: "KPS", least: PrintedDecimal("0"), most: PrintedDecimal("100"), step: PrintedDecimal("10"))
/// ```
public struct PublishedScale: Sendable, Hashable {
    /// The words with which the quantities on it begin, such as "KPS" or "age".
    public let name: String
    /// The least value; `nil` where there is none.
    public let least: PrintedDecimal?
    /// The largest value; `nil` where there is none.
    public let most: PrintedDecimal?
    /// The step between values; `nil` where they are not counted.
    public let step: PrintedDecimal?

    /// A scale.
    public init(name: String, least: PrintedDecimal? = nil, most: PrintedDecimal? = nil, step: PrintedDecimal? = nil) {
        self.name = name
        self.least = least
        self.most = most
        self.step = step
    }

    /// Scales that need not be written: their values are the same everywhere.
    static let known = [
        PublishedScale(name: "KPS", least: PrintedDecimal(0), most: PrintedDecimal(100), step: PrintedDecimal(10)),
        PublishedScale(name: "NRS", least: PrintedDecimal(0), most: PrintedDecimal(10), step: PrintedDecimal(1)),
        PublishedScale(name: "ECOG", least: PrintedDecimal(0), most: PrintedDecimal(5), step: PrintedDecimal(1)),
    ]

    /// Whether a quantity lies on it.
    func holds(_ quantity: String) -> Bool {
        quantity == name || quantity.hasPrefix(name + " ")
    }
}
