/// The distinct texts of a column while it is read: a hash table from bytes to codes in order of first appearance.
///
/// Texts of up to 16 bytes lie in their entry, padded with zeros; longer ones in a common store of bytes.
struct LevelTable: ~Copyable {
    private struct Entry {
        /// The first eight bytes, or the hash of a long text.
        var low: UInt64
        /// The other eight bytes, or where a long text lies in the store.
        var high: UInt64
        var length: Int
    }

    private(set) var count = 0
    private var slots: UnsafeMutablePointer<Int32>
    private var slotMask: Int
    private var entries: UnsafeMutablePointer<Entry>
    private var entryCapacity: Int
    private var store: [UInt8] = []

    init() {
        slotMask = 63
        slots = .allocate(capacity: 64)
        slots.initialize(repeating: -1, count: 64)
        entryCapacity = 32
        entries = .allocate(capacity: entryCapacity)
    }

    deinit {
        slots.deallocate()
        entries.deallocate()
    }

    /// The code of the text that stands at `text`, new if it was not seen before; 16 bytes can be loaded there, whatever the length.
    @inline(__always)
    mutating func code(_ text: UnsafePointer<UInt8>, length: Int) -> Int32 {
        guard length <= 16 else { return codeOfLong(UnsafeBufferPointer(start: text, count: length)) }
        let raw = UnsafeRawPointer(text)
        var low = raw.loadUnaligned(as: UInt64.self)
        var high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        if length <= 8 {
            low &= LevelTable.mask(length)
            high = 0
        } else {
            high &= LevelTable.mask(length &- 8)
        }
        var slot = Int(truncatingIfNeeded: LevelTable.hash(low, high)) & slotMask
        while true {
            let code = slots[slot]
            if code < 0 { return insert(Entry(low: low, high: high, length: length), at: slot) }
            let entry = entries + Int(code)
            if entry.pointee.low == low, entry.pointee.high == high, entry.pointee.length == length { return code }
            slot = (slot &+ 1) & slotMask
        }
    }

    /// The texts by code.
    borrowing func levels() -> [String] {
        (0..<count).map { code in
            let entry = entries[code]
            if entry.length > 16 {
                let start = Int(entry.high)
                return String(decoding: store[start..<start + entry.length], as: UTF8.self)
            }
            return withUnsafeBytes(of: (entry.low.littleEndian, entry.high.littleEndian)) { words in
                String(decoding: words.prefix(entry.length), as: UTF8.self)
            }
        }
    }

    // The bits of the first `length` bytes in memory of a word, for length 0 … 8.
    @inline(__always)
    private static func mask(_ length: Int) -> UInt64 {
        length == 0 ? 0 : (UInt64.max >> UInt64(truncatingIfNeeded: 64 &- 8 &* length)).littleEndian
    }

    @inline(__always)
    private static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
        let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: (high &+ 0xD6E8_FEB8_6659_FD93) | 1)
        let mixed = (product.high ^ product.low) &* 0xA076_1D64_78BD_642F
        return mixed ^ (mixed >> 32)
    }

    @inline(never)
    private mutating func insert(_ entry: Entry, at slot: Int) -> Int32 {
        let code = Int32(truncatingIfNeeded: count)
        if count == entryCapacity { growEntries() }
        (entries + count).initialize(to: entry)
        slots[slot] = code
        count += 1
        if 2 * count > slotMask { rehash() }
        return code
    }

    private mutating func growEntries() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: 2 * entryCapacity)
        larger.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = larger
        entryCapacity *= 2
    }

    private mutating func rehash() {
        let capacity = 2 * (slotMask + 1)
        slots.deallocate()
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: -1, count: capacity)
        slotMask = capacity - 1
        for code in 0..<count {
            let entry = entries[code]
            let hash = entry.length > 16 ? entry.low : LevelTable.hash(entry.low, entry.high)
            var slot = Int(truncatingIfNeeded: hash) & slotMask
            while slots[slot] >= 0 { slot = (slot + 1) & slotMask }
            slots[slot] = Int32(truncatingIfNeeded: code)
        }
    }

    @inline(never)
    private mutating func codeOfLong(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = LevelTable.hashOfLong(text)
        var slot = Int(truncatingIfNeeded: hash) & slotMask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.length == text.count, entry.low == hash, stored(entry, equals: text) { return slots[slot] }
            slot = (slot + 1) & slotMask
        }
        let start = store.count
        store.append(contentsOf: text)
        return insert(Entry(low: hash, high: UInt64(start), length: text.count), at: slot)
    }

    private func stored(_ entry: Entry, equals text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(entry.high)
        return store[start..<start + entry.length].elementsEqual(text)
    }

    private static func hashOfLong(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(text)
        var hash = UInt64(text.count)
        var index = 0
        while index + 8 <= raw.count {
            hash = LevelTable.hash(hash, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        while index < raw.count {
            hash = LevelTable.hash(hash, UInt64(raw[index]))
            index += 1
        }
        return hash
    }
}
