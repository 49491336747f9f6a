/// Sums of the first elements of a list whose elements change one at a time; both take time logarithmic in its length.
///
/// A tree of blocks of sixteen. Each place of a block holds the sum of the places before it, so that a sum is one load
/// a level, and a change adds to the later places of one block a level, which two vectors do without a branch. Whole
/// numbers are added exactly up to 2⁵³.
///
/// ```swift
/// var sums = PrefixSums(count: 1000)
/// sums.add(2.5, at: 17)
/// sums.sum(before: 18)  // 2.5
/// ```
struct PrefixSums: ~Copyable {
    private static let fanOut = 16
    private static let bits = 4

    /// All levels behind each other, leaves first, and where each begins, in blocks.
    private let blocks: UnsafeMutablePointer<SIMD8<Double>>
    private let starts: UnsafeMutablePointer<Int>
    /// For each place of a block ones where places behind it stand.
    private let masks: UnsafeMutablePointer<SIMD8<Double>>
    private var depth: Int
    /// The sum of all elements.
    private(set) var total = 0.0

    /// A list of zeros.
    init(count: Int) {
        var starts: [Int] = []
        var blockCount = 0
        var size = count + 1  // the sum of all is that before the one behind the last
        repeat {
            size = (size + Self.fanOut - 1) / Self.fanOut
            starts.append(blockCount)
            blockCount += size
        } while size > 1
        self.starts = .copy(of: starts)
        depth = starts.count
        blocks = .allocate(capacity: 2 * blockCount)
        blocks.initialize(repeating: .zero, count: 2 * blockCount)
        masks = .allocate(capacity: 2 * Self.fanOut)
        for place in 0..<Self.fanOut {
            for half in 0..<2 {
                var mask = SIMD8<Double>.zero
                for lane in 0..<8 where 8 * half + lane > place { mask[lane] = 1 }
                (masks + 2 * place + half).initialize(to: mask)
            }
        }
    }

    deinit {
        starts.deallocate()
        blocks.deallocate()
        masks.deallocate()
    }

    /// Makes the first `count` elements zeros, at most as many as there are; later calls may use no others.
    mutating func reset(count: Int) {
        total = 0
        depth = 0
        var size = count + 1
        repeat {
            size = (size + Self.fanOut - 1) / Self.fanOut
            (blocks + 2 * starts[depth]).update(repeating: .zero, count: 2 * size)
            depth += 1
        } while size > 1
    }

    /// Adds to one element.
    @inline(__always)
    mutating func add(_ value: Double, at index: Int) {
        total += value
        var place = index
        for level in 0..<depth {
            let block = blocks + 2 * (starts[level] + place >> Self.bits)
            let mask = masks + 2 * (place & (Self.fanOut - 1))
            block[0] += value * mask[0]
            block[1] += value * mask[1]
            place >>= Self.bits
        }
    }

    /// The sum of the elements before one.
    @inline(__always)
    func sum(before index: Int) -> Double {
        var sum = 0.0
        var place = index
        for level in 0..<depth {
            let block = UnsafeRawPointer(blocks + 2 * (starts[level] + place >> Self.bits))
            sum += block.load(fromByteOffset: 8 * (place & (Self.fanOut - 1)), as: Double.self)
            place >>= Self.bits
        }
        return sum
    }
}
