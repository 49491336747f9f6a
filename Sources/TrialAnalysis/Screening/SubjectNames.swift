import TrialModel

/// The subjects of a table so far, by 64-bit hashes of their names, up to a number of rows.
///
/// Of 100,000 subjects two different ones have the same hash with a probability of 3 · 10⁻¹⁰.
struct SubjectNames: ~Copyable {
    private var seen: Set<UInt64> = []
    /// How many names are kept.
    private let limit: Int

    /// The rows of a table among whose subjects repeats are looked for, so that memory does not grow with the table.
    static let tableLimit = 100_000

    init(limit: Int) { self.limit = limit }

    /// Why a name cannot be that of another subject; `nil` where it can.
    mutating func fault(of name: UnsafeBufferPointer<UInt8>) -> FactValueFault? {
        guard !name.isEmpty else {
            return FactValueFault(
                rule: "subjects.no-name", message: "the row names no subject",
                advice: "name it, or take the column away so that rows are numbered")
        }
        guard seen.count < limit, !seen.insert(ByteMemo.hash(name)).inserted else { return nil }
        return FactValueFault(
            rule: "subjects.duplicate-subject",
            message: "the subject \(String(decoding: name, as: UTF8.self)) stands in a row above too",
            advice: "a row is a subject: keep the row with the values that count")
    }
}
