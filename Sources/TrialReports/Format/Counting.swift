extension String {
    /// The text of a count with what it counts: "1 event", "12 events".
    func counting(_ noun: String) -> String { self == "1" ? "1 \(noun)" : "\(self) \(noun)s" }
}
