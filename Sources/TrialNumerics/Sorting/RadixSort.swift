/// Something that sorts by 64 bits.
package protocol RadixSortable: BitwiseCopyable {
    /// The bits it sorts by, as an unsigned number.
    var sortKey: UInt64 { get }
}

extension UInt64: RadixSortable {
    package var sortKey: UInt64 { self }
}

/// A row number with the key it sorts by.
package struct KeyedRow: RadixSortable {
    /// The bits it sorts by.
    package var sortKey: UInt64
    /// The number of the row.
    package var row: UInt32

    /// A row and its key.
    package init(key: UInt64, row: UInt32) {
        sortKey = key
        self.row = row
    }
}

/// Sorts elements by 64-bit keys in time linear in their number; equal keys keep their order.
///
/// Elements are parted by the highest bits in which their keys differ, as many as make parts of about four, each part
/// again if it is long, and finished by insertion: on times two passes over the data, most of them in the cache.
package enum RadixSort {
    private static let insertionLimit = 24
    private static let widestDigit = 11
    /// The binary logarithm of the size that parts should have.
    private static let partSize = 2

    /// Sorts keys ascending in place, with memory for as many that the caller wants to touch anyway.
    package static func sort(_ keys: UnsafeMutableBufferPointer<UInt64>, scratch: UnsafeMutablePointer<UInt64>) {
        if let base = keys.baseAddress { part(base, scratch, keys.count, isWantedInSecond: false) }
    }

    /// Sorts rows ascending by their keys in place.
    package static func sort(_ rows: UnsafeMutableBufferPointer<KeyedRow>) {
        guard let base = rows.baseAddress else { return }
        withUnsafeTemporaryAllocation(of: KeyedRow.self, capacity: rows.count) { scratch in
            if let scratch = scratch.baseAddress { part(base, scratch, rows.count, isWantedInSecond: false) }
        }
    }

    /// Sorts the elements of the first buffer, with the second as scratch, into the one that is wanted.
    private static func part<Element: RadixSortable>(
        _ first: UnsafeMutablePointer<Element>, _ second: UnsafeMutablePointer<Element>, _ count: Int,
        isWantedInSecond: Bool
    ) {
        let bits = count > insertionLimit ? varyingBits(first, count) : 0
        guard bits > 0 else {
            if count <= insertionLimit { insertionSort(first, count) }
            if isWantedInSecond { second.update(from: first, count: count) }
            return
        }
        let wanted = Int.bitWidth - count.leadingZeroBitCount - partSize
        let width = min(bits, widestDigit, wanted)
        let shift = UInt64(bits - width)
        let mask = UInt64(1) << UInt64(width) - 1
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << width) { ends in
            ends.initialize(repeating: 0)
            for index in 0..<count { ends[Int(first[index].sortKey >> shift & mask)] += 1 }
            var sum = 0
            for bucket in ends.indices { (ends[bucket], sum) = (sum, sum + ends[bucket]) }
            for index in 0..<count {
                let bucket = Int(first[index].sortKey >> shift & mask)
                second[ends[bucket]] = first[index]
                ends[bucket] += 1
            }
            var start = 0
            for end in ends where end > start {
                part(second + start, first + start, end - start, isWantedInSecond: !isWantedInSecond)
                start = end
            }
        }
    }

    /// The number of low bits that hold all differences between keys.
    private static func varyingBits<Element: RadixSortable>(_ elements: UnsafeMutablePointer<Element>, _ count: Int)
        -> Int
    {
        let key = elements[0].sortKey
        var difference: UInt64 = 0
        // Block by block: where the highest bit differs, as it does between times below and above 2, the rest cannot matter.
        for start in stride(from: 0, to: count, by: 4096) where difference >> 63 == 0 {
            for index in start..<min(start + 4096, count) { difference |= elements[index].sortKey ^ key }
        }
        return 64 - difference.leadingZeroBitCount
    }

    private static func insertionSort<Element: RadixSortable>(_ elements: UnsafeMutablePointer<Element>, _ count: Int) {
        for index in 0..<count {
            let element = elements[index]
            var place = index
            while place > 0, elements[place - 1].sortKey > element.sortKey {
                elements[place] = elements[place - 1]
                place -= 1
            }
            elements[place] = element
        }
    }
}
