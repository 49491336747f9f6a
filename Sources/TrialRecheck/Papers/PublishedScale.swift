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
        scale("KPS", 0, 100, step: 10), scale("Karnofsky", 0, 100, step: 10), scale("NRS", 0, 10, step: 1),
        scale("ECOG", 0, 5, step: 1), scale("QLQ-C30", 0, 100), scale("QLQ-MY20", 0, 100), scale("EQ VAS", 0, 100),
        scale("MMSE", 0, 30, step: 1), scale("MoCA", 0, 30, step: 1), scale("PHQ-9", 0, 27, step: 1),
        scale("GAD-7", 0, 21, step: 1), scale("NIHSS", 0, 42, step: 1), scale("mRS", 0, 6, step: 1),
        scale("Apgar", 0, 10, step: 1), scale("Glasgow Coma", 3, 15, step: 1), scale("Barthel", 0, 100, step: 5),
    ]

    private static func scale(_ name: String, _ least: Int, _ most: Int, step: Int? = nil) -> PublishedScale {
        PublishedScale(
            name: name, least: PrintedDecimal(least), most: PrintedDecimal(most), step: step.map { PrintedDecimal($0) })
    }

    /// Words of quantities that are no values on the scale that they name.
    private static let others = [
        "change", "difference", "time to", "duration", "improvement", "z-score", "ratio", "auc",
    ]

    /// Whether a quantity lies on it: it holds the name as a word of its own, and is no change or difference of it.
    func holds(_ quantity: String) -> Bool {
        let (text, word) = (" " + quantity.lowercased() + " ", " " + name.lowercased() + " ")
        return text.contains(word) && !Self.others.contains { text.contains($0) && !word.contains($0) }
    }
}
