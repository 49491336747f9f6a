/// Sorts 64-bit keys, alone or carrying a 32-bit payload, in time linear in their number.
///
/// Least-significant-digit radix sort: stable, no comparisons, one histogram pass for all digits, and digits
/// that are the same in every key are skipped. Short inputs are sorted by insertion.
package enum RadixSort {
    private static let insertionLimit = 40
    private static let shortInput = 6000

    /// Sorts `keys` ascending in place.
    package static func sort(_ keys: UnsafeMutableBufferPointer<UInt64>) {
        guard keys.count > insertionLimit, let base = keys.baseAddress else { return insertionSort(keys) }
        let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: keys.count)
        defer { scratch.deallocate() }
        let digits = Digits(count: keys.count)
        var source = base
        var target = scratch
        withHistograms(of: UnsafePointer(base), count: keys.count, digits) { histograms in
            for digit in 0..<digits.passes {
                let offsets = histograms + digit * digits.buckets
                guard !isTrivial(offsets, digits, count: keys.count) else { continue }
                accumulate(offsets, digits.buckets)
                let shift = UInt64(digit * digits.bits)
                for index in 0..<keys.count {
                    let key = source[index]
                    let bucket = Int((key >> shift) & digits.mask)
                    target[offsets[bucket]] = key
                    offsets[bucket] += 1
                }
                swap(&source, &target)
            }
        }
        if source != base { base.update(from: source, count: keys.count) }
    }

    /// Sorts `keys` ascending in place and moves each element of `payload` along with its key; equal keys keep their order.
    package static func sort(
        _ keys: UnsafeMutableBufferPointer<UInt64>, carrying payload: UnsafeMutableBufferPointer<UInt32>
    ) {
        precondition(keys.count == payload.count, "one payload for each key")
        guard keys.count > insertionLimit, let base = keys.baseAddress, let payloadBase = payload.baseAddress else {
            return insertionSort(keys, carrying: payload)
        }
        let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: keys.count)
        let payloadScratch = UnsafeMutablePointer<UInt32>.allocate(capacity: keys.count)
        defer {
            scratch.deallocate()
            payloadScratch.deallocate()
        }
        let digits = Digits(count: keys.count)
        var source = base
        var target = scratch
        var payloadSource = payloadBase
        var payloadTarget = payloadScratch
        withHistograms(of: UnsafePointer(base), count: keys.count, digits) { histograms in
            for digit in 0..<digits.passes {
                let offsets = histograms + digit * digits.buckets
                guard !isTrivial(offsets, digits, count: keys.count) else { continue }
                accumulate(offsets, digits.buckets)
                let shift = UInt64(digit * digits.bits)
                for index in 0..<keys.count {
                    let key = source[index]
                    let bucket = Int((key >> shift) & digits.mask)
                    let place = offsets[bucket]
                    target[place] = key
                    payloadTarget[place] = payloadSource[index]
                    offsets[bucket] = place + 1
                }
                swap(&source, &target)
                swap(&payloadSource, &payloadTarget)
            }
        }
        if source != base {
            base.update(from: source, count: keys.count)
            payloadBase.update(from: payloadSource, count: keys.count)
        }
    }

    /// How keys are cut: bytes for short inputs, whose histograms must stay cheap; eleven bits for long ones.
    private struct Digits {
        let bits: Int
        var passes: Int { (64 + bits - 1) / bits }
        var buckets: Int { 1 << bits }
        var mask: UInt64 { UInt64(buckets - 1) }

        init(count: Int) { bits = count < shortInput ? 8 : 11 }
    }

    private static func withHistograms(
        of keys: UnsafePointer<UInt64>, count: Int, _ digits: Digits, _ body: (UnsafeMutablePointer<Int>) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: digits.passes * digits.buckets) { buffer in
            guard let histograms = buffer.baseAddress else { return }
            histograms.initialize(repeating: 0, count: buffer.count)
            for index in 0..<count {
                var key = keys[index]
                var place = 0
                for _ in 0..<digits.passes {
                    histograms[place + Int(key & digits.mask)] += 1
                    key >>= UInt64(digits.bits)
                    place += digits.buckets
                }
            }
            body(histograms)
        }
    }

    private static func isTrivial(_ counts: UnsafeMutablePointer<Int>, _ digits: Digits, count: Int) -> Bool {
        for bucket in 0..<digits.buckets where counts[bucket] != 0 { return counts[bucket] == count }
        return true
    }

    private static func accumulate(_ counts: UnsafeMutablePointer<Int>, _ buckets: Int) {
        var sum = 0
        for bucket in 0..<buckets {
            let count = counts[bucket]
            counts[bucket] = sum
            sum += count
        }
    }

    private static func insertionSort(_ keys: UnsafeMutableBufferPointer<UInt64>) {
        for index in 0..<keys.count {
            let key = keys[index]
            var place = index
            while place > 0, keys[place - 1] > key {
                keys[place] = keys[place - 1]
                place -= 1
            }
            keys[place] = key
        }
    }

    private static func insertionSort(
        _ keys: UnsafeMutableBufferPointer<UInt64>, carrying payload: UnsafeMutableBufferPointer<UInt32>
    ) {
        for index in 0..<keys.count {
            let key = keys[index]
            let value = payload[index]
            var place = index
            while place > 0, keys[place - 1] > key {
                keys[place] = keys[place - 1]
                payload[place] = payload[place - 1]
                place -= 1
            }
            keys[place] = key
            payload[place] = value
        }
    }
}
