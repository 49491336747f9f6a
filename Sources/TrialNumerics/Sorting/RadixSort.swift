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
/// Short inputs are sorted by insertion, longer ones by least significant digit first, with digits that all keys share
/// left out. Inputs beyond the cache are first parted by their most significant digit, so that the rest happens in it.
package enum RadixSort {
    private static let insertionLimit = 64
    private static let byteDigitLimit = 6000
    private static let cacheLimit = 1 << 18

    /// Sorts keys ascending in place.
    package static func sort(_ keys: UnsafeMutableBufferPointer<UInt64>) { sortElements(keys) }

    /// Sorts keys ascending in place, with memory for as many that the caller wants to touch anyway.
    package static func sort(_ keys: UnsafeMutableBufferPointer<UInt64>, scratch: UnsafeMutablePointer<UInt64>) {
        sortElements(keys, scratch)
    }

    /// Sorts rows ascending by their keys in place.
    package static func sort(_ rows: UnsafeMutableBufferPointer<KeyedRow>) { sortElements(rows) }

    private static func sortElements<Element: RadixSortable>(_ elements: UnsafeMutableBufferPointer<Element>) {
        guard elements.count > insertionLimit else { return insertionSort(elements) }
        let scratch = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
        defer { scratch.deallocate() }
        sortElements(elements, scratch)
    }

    private static func sortElements<Element: RadixSortable>(
        _ elements: UnsafeMutableBufferPointer<Element>, _ scratch: UnsafeMutablePointer<Element>
    ) {
        guard elements.count > insertionLimit, let base = elements.baseAddress else { return insertionSort(elements) }
        let bits = varyingBits(elements)
        if elements.count > cacheLimit, bits > 22 {
            sortInParts(base, scratch, elements.count, bits)
        } else if sortDigits(base, scratch, elements.count, bits) {
            base.update(from: scratch, count: elements.count)
        }
    }

    /// The number of low bits in which the keys differ.
    private static func varyingBits<Element: RadixSortable>(_ elements: UnsafeMutableBufferPointer<Element>) -> Int {
        let first = elements[0].sortKey
        var difference: UInt64 = 0
        for index in 0..<elements.count { difference |= elements[index].sortKey ^ first }
        return 64 - difference.leadingZeroBitCount
    }

    /// Parts the elements by their eleven highest varying bits, then sorts each part in the cache.
    private static func sortInParts<Element: RadixSortable>(
        _ base: UnsafeMutablePointer<Element>, _ scratch: UnsafeMutablePointer<Element>, _ count: Int, _ bits: Int
    ) {
        let shift = UInt64(bits - 11)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 2049) { ends in
            ends.initialize(repeating: 0)
            for index in 0..<count { ends[Int(base[index].sortKey >> shift & 2047) + 1] += 1 }
            for bucket in 0..<2048 { ends[bucket + 1] += ends[bucket] }
            for index in 0..<count {
                let bucket = Int(base[index].sortKey >> shift & 2047)
                scratch[ends[bucket]] = base[index]
                ends[bucket] += 1
            }
            var start = 0
            for bucket in 0..<2048 where ends[bucket] > start {
                let size = ends[bucket] - start
                let part = UnsafeMutableBufferPointer(start: scratch + start, count: size)
                if size <= insertionLimit {
                    insertionSort(part)
                    (base + start).update(from: scratch + start, count: size)
                } else if !sortDigits(scratch + start, base + start, size, Int(shift)) {
                    (base + start).update(from: scratch + start, count: size)
                }
                start = ends[bucket]
            }
        }
    }

    /// Sorts by the low `bits`, digit by digit, to and fro between two buffers.
    ///
    /// - Returns: Whether the sorted elements stand in the second buffer.
    private static func sortDigits<Element: RadixSortable>(
        _ first: UnsafeMutablePointer<Element>, _ second: UnsafeMutablePointer<Element>, _ count: Int, _ bits: Int
    ) -> Bool {
        let width = count < byteDigitLimit ? 8 : 11
        let buckets = 1 << width
        let mask = UInt64(buckets - 1)
        let passes = (bits + width - 1) / width
        var source = first
        var target = second
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: passes * buckets) { histograms in
            histograms.initialize(repeating: 0)
            for index in 0..<count {
                var key = source[index].sortKey
                for pass in 0..<passes {
                    histograms[pass * buckets + Int(key & mask)] += 1
                    key >>= UInt64(width)
                }
            }
            for pass in 0..<passes {
                let offsets = UnsafeMutableBufferPointer(rebasing: histograms[pass * buckets..<(pass + 1) * buckets])
                let shift = UInt64(pass * width)
                if offsets[Int(source[0].sortKey >> shift & mask)] == count { continue }
                var sum: UInt32 = 0
                for bucket in 0..<buckets { (offsets[bucket], sum) = (sum, sum + offsets[bucket]) }
                for index in 0..<count {
                    let element = source[index]
                    let bucket = Int(element.sortKey >> shift & mask)
                    target[Int(offsets[bucket])] = element
                    offsets[bucket] += 1
                }
                swap(&source, &target)
            }
        }
        return source != first
    }

    private static func insertionSort<Element: RadixSortable>(_ elements: UnsafeMutableBufferPointer<Element>) {
        for index in 0..<elements.count {
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
