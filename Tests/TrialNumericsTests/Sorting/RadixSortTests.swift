import Testing

@testable import TrialNumerics

@Suite("Radix sort · Property: the order of the standard library")
struct RadixSortTests {
    /// Lengths on both sides of every limit at which the sort changes its way.
    static let lengths = [0, 1, 2, 64, 65, 500, 5999, 6000, 70_000, 1 << 18, 1 << 18 + 1, 600_000]

    /// Keys of many shapes: bits of doubles, few distinct ones, small ones, one alone.
    static func keys(_ shape: Int, count: Int) -> [UInt64] {
        var state = UInt64(shape) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let high = state >> 11
            switch shape {
            case 0: return (Double(high) * 0x1p-53 * 400).bitPattern
            case 1: return high % 7
            case 2: return state
            case 3: return 42
            default: return high % 3 == 0 ? UInt64.max - high : high
            }
        }
    }

    @Test(arguments: lengths, 0..<5)
    func `sorts keys of any length and shape`(count: Int, shape: Int) {
        var keys = Self.keys(shape, count: count)
        let expected = keys.sorted()
        var scratch = keys
        keys.withUnsafeMutableBufferPointer { keys in
            scratch.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { RadixSort.sort(keys, scratch: base) }
            }
        }
        #expect(keys == expected)
    }

    @Test(arguments: lengths, 0..<5)
    func `keeps rows of equal keys in their order`(count: Int, shape: Int) {
        var rows = Self.keys(shape, count: count).enumerated().map { KeyedRow(key: $0.element, row: UInt32($0.offset)) }
        let expected = rows.sorted { ($0.sortKey, $0.row) < ($1.sortKey, $1.row) }.map(\.row)
        rows.withUnsafeMutableBufferPointer { RadixSort.sort($0) }
        #expect(rows.map(\.row) == expected)
    }
}
