/// The distinct texts of a column while it is read: a hash table from bytes to codes in order of first appearance.
///
/// A text of up to 16 bytes is its own key: two words, padded with zeros (NUL is no text). Longer ones lie in a common
/// store.
struct LevelTable: ~Copyable {
    private struct Key: Equatable {
        /// The first eight bytes, or the hash of a long text.
        var low: UInt64
        /// The other eight bytes, or the number of a long text beneath 0xFF, a byte that no text has.
        var high: UInt64

        static func long(hash: UInt64, number: Int) -> Key { Key(low: hash, high: 0xFF << 56 | UInt64(number)) }

        /// The number of a long text, if it is one.
        var number: Int? { high >> 56 == 0xFF ? Int(high & ~(0xFF << 56)) : nil }

        /// The length of a short text.
        var length: Int { high == 0 ? 8 - low.leadingZeroBitCount / 8 : 16 - high.leadingZeroBitCount / 8 }

        @inline(__always)
        var hash: UInt64 { number == nil ? LevelTable.hash(low, high) : low }
    }

    /// An entry of the hash table: the upper half of the hash, and beneath it the code. With it, a key is looked at
    /// only if it is nearly certain to be the right one; keys are far apart in memory.
    private typealias Slot = UInt64

    private static let empty = Slot.max

    private(set) var count = 0
    /// Whether no text has other letters than those of ASCII.
    private(set) var isASCII = true
    private var slots: UnsafeMutablePointer<Slot>
    private var slotMask: Int
    private var keys: UnsafeMutablePointer<Key>
    private var keyCapacity = 32
    private var store: [UInt8] = []
    private var storeEnds: [Int] = [0]

    init() {
        slotMask = 63
        slots = .allocate(capacity: 64)
        slots.initialize(repeating: LevelTable.empty, count: 64)
        keys = .allocate(capacity: keyCapacity)
    }

    deinit {
        slots.deallocate()
        keys.deallocate()
    }

    /// The code of the text that stands at `text`, new if it was not seen before; 16 bytes can be loaded there,
    /// whatever the length.
    @inline(__always)
    mutating func code(_ text: UnsafePointer<UInt8>, length: Int) -> Int32 {
        guard length <= 16 else { return codeOfLong(UnsafeBufferPointer(start: text, count: length)) }
        var key = Key(low: ByteWord(at: text).bits, high: 0)
        if length <= 8 {
            key.low &= LevelTable.mask(length)
        } else {
            key.high = ByteWord(at: text + 8).bits & LevelTable.mask(length &- 8)
        }
        let hash = LevelTable.hash(key.low, key.high)
        var index = Int(truncatingIfNeeded: hash) & slotMask
        while true {
            let slot = slots[index]
            if slot == LevelTable.empty { return insert(key, hash: hash, at: index) }
            if slot >> 32 == hash >> 32, case let code = Int(slot & 0xFFFF_FFFF), keys[code] == key {
                return Int32(truncatingIfNeeded: code)
            }
            index = (index &+ 1) & slotMask
        }
    }

    /// The texts by code; the table can be asked for no more codes then.
    mutating func takeLevels() -> [String] {
        slots.deallocate()
        slots = .allocate(capacity: 1)
        return (0..<count).map { code in
            let key = keys[code]
            if let number = key.number {
                return String(decoding: store[storeEnds[number]..<storeEnds[number + 1]], as: UTF8.self)
            }
            return withUnsafeBytes(of: (key.low.littleEndian, key.high.littleEndian)) { bytes in
                String(decoding: UnsafeRawBufferPointer(rebasing: bytes.prefix(key.length)), as: UTF8.self)
            }
        }
    }

    private static func slot(_ hash: UInt64, _ code: Int) -> Slot { hash & ~0xFFFF_FFFF | UInt64(code) }

    // The lowest bytes of a word, 1 … 8 of them.
    @inline(__always)
    private static func mask(_ length: Int) -> UInt64 { UInt64.max >> UInt64(truncatingIfNeeded: 64 &- 8 &* length) }

    @inline(__always)
    private static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
        let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: (high &+ 0xD6E8_FEB8_6659_FD93) | 1)
        let mixed = (product.high ^ product.low) &* 0xA076_1D64_78BD_642F
        return mixed ^ (mixed >> 32)
    }

    @inline(never)
    private mutating func insert(_ key: Key, hash: UInt64, at index: Int) -> Int32 {
        let code = count
        if key.number == nil, (key.low | key.high) & 0x8080_8080_8080_8080 != 0 { isASCII = false }
        if count == keyCapacity { growKeys() }
        (keys + code).initialize(to: key)
        slots[index] = LevelTable.slot(hash, code)
        count += 1
        if 3 * count > 2 * slotMask { growSlots() }
        return Int32(truncatingIfNeeded: code)
    }

    private mutating func growKeys() {
        let larger = UnsafeMutablePointer<Key>.allocate(capacity: 2 * keyCapacity)
        larger.moveInitialize(from: keys, count: count)
        keys.deallocate()
        keys = larger
        keyCapacity *= 2
    }

    private mutating func growSlots() {
        let capacity = 2 * (slotMask + 1)
        slots.deallocate()
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: LevelTable.empty, count: capacity)
        slotMask = capacity - 1
        for code in 0..<count {
            let hash = keys[code].hash
            var index = Int(truncatingIfNeeded: hash) & slotMask
            while slots[index] != LevelTable.empty { index = (index + 1) & slotMask }
            slots[index] = LevelTable.slot(hash, code)
        }
    }

    @inline(never)
    private mutating func codeOfLong(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = LevelTable.hashOfLong(UnsafeRawBufferPointer(text))
        var index = Int(truncatingIfNeeded: hash) & slotMask
        while slots[index] != LevelTable.empty {
            let code = Int(slots[index] & 0xFFFF_FFFF)
            if keys[code].low == hash, let number = keys[code].number,
                store[storeEnds[number]..<storeEnds[number + 1]].elementsEqual(text)
            {
                return Int32(truncatingIfNeeded: code)
            }
            index = (index + 1) & slotMask
        }
        store.append(contentsOf: text)
        if text.contains(where: { $0 >= 0x80 }) { isASCII = false }
        storeEnds.append(store.count)
        return insert(.long(hash: hash, number: storeEnds.count - 2), hash: hash, at: index)
    }

    private static func hashOfLong(_ text: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(text.count)
        var index = 0
        while index + 8 <= text.count {
            hash = LevelTable.hash(hash, text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        for byte in text[index...] { hash = LevelTable.hash(hash, UInt64(byte)) }
        return hash
    }
}
