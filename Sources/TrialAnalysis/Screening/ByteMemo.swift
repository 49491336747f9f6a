import TrialTables

/// Numbers that were given to keys of bytes: a key that is seen again has the number that it got.
struct ByteMemo: ~Copyable {
    /// How many keys it has.
    private(set) var count = 0
    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int
    private var store: [UInt8] = []

    private struct Slot {
        var hash: UInt64
        /// Where the key stands in the store, and how long it is.
        var start: Int32
        var length: Int32
        /// The number, or −1 where the slot is empty.
        var number: Int32
    }

    init() {
        mask = 63
        slots = .allocate(capacity: 64)
        slots.initialize(repeating: Slot(hash: 0, start: 0, length: 0, number: -1), count: 64)
    }

    deinit { slots.deallocate() }

    /// The number of a key, or `nil` where it has none.
    @inline(__always)
    func number(of key: UnsafeBufferPointer<UInt8>) -> Int? {
        let hash = ByteMemo.hash(key)
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[index]
            if slot.number < 0 { return nil }
            if slot.hash == hash, isKey(slot, key) { return Int(slot.number) }
            index = (index &+ 1) & mask
        }
    }

    /// Gives a key that has none the next number.
    mutating func add(_ key: UnsafeBufferPointer<UInt8>) -> Int {
        if 3 * count > 2 * mask { grow() }
        let number = count
        place(
            Slot(hash: ByteMemo.hash(key), start: Int32(store.count), length: Int32(key.count), number: Int32(number)))
        store.append(contentsOf: key)
        count += 1
        return number
    }

    private func isKey(_ slot: Slot, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(slot.length) == key.count else { return false }
        return store.withUnsafeBufferPointer { stored in
            var index = 0
            while index < key.count {
                if stored[Int(slot.start) &+ index] != key[index] { return false }
                index &+= 1
            }
            return true
        }
    }

    /// Forgets all keys.
    mutating func clear() {
        slots.update(repeating: Slot(hash: 0, start: 0, length: 0, number: -1), count: mask + 1)
        store.removeAll(keepingCapacity: true)
        count = 0
    }

    private mutating func place(_ slot: Slot) {
        var index = Int(truncatingIfNeeded: slot.hash) & mask
        while slots[index].number >= 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
        mask = 2 * mask + 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: Slot(hash: 0, start: 0, length: 0, number: -1), count: mask + 1)
        for slot in old where slot.number >= 0 { place(slot) }
        old.deallocate()
    }

    /// A hash of bytes that is the same in every process.
    @inline(__always)
    static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: key.count)
        var index = 0
        while index < key.count {
            var word: UInt64 = 0
            let end = Swift.min(index &+ 8, key.count)
            while index < end {
                word = word &<< 8 | UInt64(key[index])
                index &+= 1
            }
            let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
            hash = product.high ^ product.low
        }
        return hash ^ (hash &>> 32)
    }
}
