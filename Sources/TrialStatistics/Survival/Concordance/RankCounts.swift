/// How many ranks below one have been entered, and how many of these as events; both in time logarithmic in their number.
///
/// For observations that count once each at ranks of their own. Blocks of 16, 256, 4096 and 65,536 ranks each hold, for
/// each of their sixteen parts, what stands in the parts before it, both counts packed into as few bits as can hold them
/// (4, 8, 16 and 16 each), so that to enter a rank is a few vector additions without a branch, and a count one load a level.
/// So do blocks of 2²⁰ with whole numbers; beyond these a Fenwick tree adds up.
///
/// ```swift
/// var counts = RankCounts(capacity: 1000)
/// counts.enter(17, isEvent: true)
/// counts.below(18)  // all 1, events 1
/// ```
///
/// ## References
/// Fenwick, *Softw Pract Exp* 24 (1994) 327–336.
struct RankCounts: ~Copyable {
    /// Events and all that were entered.
    struct Pair: Equatable {
        var all: Int
        var events: Int
    }

    private let sixteens: UnsafeMutablePointer<SIMD16<UInt8>>
    private let hundreds: UnsafeMutablePointer<SIMD16<UInt16>>
    private let thousands: UnsafeMutablePointer<SIMD16<UInt32>>
    private let largest: UnsafeMutablePointer<SIMD16<UInt32>>
    private let millions: UnsafeMutablePointer<SIMD16<UInt64>>
    /// A Fenwick tree from 1, events in the high half.
    private let tree: UnsafeMutablePointer<UInt64>
    private var treeCount = 0
    /// For each part of a block, 1 where parts behind it stand; then the same for an event.
    private let nibbles: UnsafeMutablePointer<SIMD16<UInt8>>
    private let bytes: UnsafeMutablePointer<SIMD16<UInt16>>
    private let words: UnsafeMutablePointer<SIMD16<UInt32>>
    private let numbers: UnsafeMutablePointer<SIMD16<UInt64>>

    /// Nothing entered.
    ///
    /// - Parameter capacity: the most ranks there will be.
    init(capacity: Int) {
        sixteens = .allocate(capacity: capacity >> 4 + 1)
        hundreds = .allocate(capacity: capacity >> 8 + 1)
        thousands = .allocate(capacity: capacity >> 12 + 1)
        largest = .allocate(capacity: capacity >> 16 + 1)
        millions = .allocate(capacity: capacity >> 20 + 1)
        tree = .allocate(capacity: capacity >> 20 + 2)
        nibbles = .allocate(capacity: 32)
        bytes = .allocate(capacity: 32)
        words = .allocate(capacity: 32)
        numbers = .allocate(capacity: 32)
        for part in 0..<16 {
            for (row, high) in [(part, 0), (16 + part, 1)] {
                var ones = SIMD16<UInt64>.zero
                for lane in 0..<16 where lane > part { ones[lane] = 1 }
                (nibbles + row).initialize(to: SIMD16(truncatingIfNeeded: ones &* UInt64(1 + high << 4)))
                (bytes + row).initialize(to: SIMD16(truncatingIfNeeded: ones &* UInt64(1 + high << 8)))
                (words + row).initialize(to: SIMD16(truncatingIfNeeded: ones &* UInt64(1 + high << 16)))
                (numbers + row).initialize(to: ones &* UInt64(1 + high << 32))
            }
        }
        reset(count: capacity)
    }

    deinit {
        sixteens.deallocate()
        hundreds.deallocate()
        thousands.deallocate()
        largest.deallocate()
        millions.deallocate()
        tree.deallocate()
        nibbles.deallocate()
        bytes.deallocate()
        words.deallocate()
        numbers.deallocate()
    }

    /// Takes out all that was entered; later calls may use so many ranks, at most as many as there are.
    mutating func reset(count: Int) {
        sixteens.initialize(repeating: .zero, count: count >> 4 + 1)
        hundreds.initialize(repeating: .zero, count: count >> 8 + 1)
        thousands.initialize(repeating: .zero, count: count >> 12 + 1)
        largest.initialize(repeating: .zero, count: count >> 16 + 1)
        millions.initialize(repeating: .zero, count: count >> 20 + 1)
        treeCount = count >> 20 + 1
        tree.initialize(repeating: 0, count: treeCount + 1)
    }

    /// Enters a rank.
    @inline(__always)
    mutating func enter(_ rank: Int, isEvent: Bool) {
        let row = isEvent ? 16 : 0
        sixteens[rank >> 4] &+= nibbles[row + rank & 15]
        hundreds[rank >> 8] &+= bytes[row + (rank >> 4) & 15]
        thousands[rank >> 12] &+= words[row + (rank >> 8) & 15]
        largest[rank >> 16] &+= words[row + (rank >> 12) & 15]
        millions[rank >> 20] &+= numbers[row + (rank >> 16) & 15]
        let one: UInt64 = isEvent ? 1 << 32 + 1 : 1
        var place = rank >> 20 + 1
        while place <= treeCount {
            tree[place] &+= one
            place &+= place & -place
        }
    }

    /// How many of the ranks below one have been entered.
    @inline(__always)
    func below(_ rank: Int) -> Pair {
        let sixteen = Int(UnsafeRawPointer(sixteens).load(fromByteOffset: rank, as: UInt8.self))
        let hundred = Int(UnsafeRawPointer(hundreds).load(fromByteOffset: 2 * (rank >> 4), as: UInt16.self))
        let thousand = Int(UnsafeRawPointer(thousands).load(fromByteOffset: 4 * (rank >> 8), as: UInt32.self))
        let large = Int(UnsafeRawPointer(largest).load(fromByteOffset: 4 * (rank >> 12), as: UInt32.self))
        var sum = UnsafeRawPointer(millions).load(fromByteOffset: 8 * (rank >> 16), as: UInt64.self)
        var place = rank >> 20
        while place > 0 {
            sum &+= tree[place]
            place &= place &- 1
        }
        return Pair(
            all: sixteen & 15 + hundred & 255 + thousand & 0xFFFF + large & 0xFFFF + Int(sum & 0xFFFF_FFFF),
            events: sixteen >> 4 + hundred >> 8 + thousand >> 16 + large >> 16 + Int(sum >> 32))
    }
}
