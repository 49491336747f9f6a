import TrialModel

/// The subjects of a table so far, by 64-bit hashes of their names, up to a number of rows.
///
/// Of 100,000 subjects two different ones have the same hash with a probability of 3 · 10⁻¹⁰.
struct SubjectNames: ~Copyable {
    private var slots: [UInt64] = Array(repeating: 0, count: 1 << 10)
    private var count = 0
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
        guard count < limit, !isNew(name) else { return nil }
        return FactValueFault(
            rule: "subjects.duplicate-subject",
            message: "the subject \(String(decoding: name, as: UTF8.self)) stands in a row above too",
            advice: "a row is a subject: keep the row with the values that count")
    }

    private mutating func isNew(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        // Zero marks an empty slot.
        let hash = max(1, ByteMemo.hash(name))
        if 3 * count > 2 * slots.count { grow() }
        guard place(hash) else { return false }
        count += 1
        return true
    }

    /// Puts a hash in its slot; false where it is there.
    private mutating func place(_ hash: UInt64) -> Bool {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index] != 0 {
            if slots[index] == hash { return false }
            index = (index + 1) & mask
        }
        slots[index] = hash
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: 2 * old.count)
        for hash in old where hash != 0 { _ = place(hash) }
    }
}
