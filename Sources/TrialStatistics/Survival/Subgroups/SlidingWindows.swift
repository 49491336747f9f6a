/// Overlapping windows over the values of a marker, each with about as many subjects, from the lowest values to the highest.
///
/// The patient-oriented windows of STEPP: each holds at least r₂ subjects, and the next begins so far on that at most r₁
/// of them are in both. Subjects with one value stay together, so that windows may be a little larger.
///
/// ```swift
/// let windows = try SlidingWindows(age, size: 100, overlap: 50)
/// windows.windows[0].range     // 33...52
/// windows.windows[0].count     // 103: all of age 52 are in
/// ```
///
/// ## Edge cases
/// The last window holds the r₂ highest, so it may share more than r₁ with the one before it; no subject is left over, and
/// none of the windows is smaller than asked. Fewer than r₂ subjects: an error.
///
/// ## Validated against
/// Windows written out by hand; an independent computation in R (`Validation/R/subgroups.json`).
///
/// ## References
/// Bonetti & Gelber, *Stat Med* 19 (2000) 2595–2609; *Biostatistics* 5 (2004) 465–481, section 2.
public struct SlidingWindows: Sendable, Hashable {
    /// One window.
    public struct Window: Sendable, Hashable {
        /// The lowest and the highest value of the marker in it.
        public let range: ClosedRange<Double>
        /// The median of the marker among its subjects.
        public let median: Double
        /// The number of its subjects.
        public let count: Int
    }

    /// r₂, the least number of subjects in a window.
    public let size: Int
    /// r₁, the most subjects that a window shares with the next.
    public let overlap: Int
    /// The windows, by ascending values.
    public let windows: [Window]

    /// Windows over a marker.
    ///
    /// - Parameters:
    ///   - marker: a value for each subject.
    ///   - size: r₂, the least number of subjects in a window.
    ///   - overlap: r₁, the most subjects that a window shares with the next; less than `size`.
    /// - Throws: ``StatisticsError`` for a value that is not finite, or numbers that do not go together.
    public init(_ marker: [Double], size: Int, overlap: Int) throws(StatisticsError) {
        for (index, value) in marker.enumerated() where !value.isFinite {
            throw .invalid("marker", index, value, expected: "a finite number")
        }
        guard size >= 1, size <= marker.count else {
            throw StatisticsError(
                .invalidValue, argument: "size",
                "size is \(size); expected at least 1 and at most the \(marker.count) subjects")
        }
        guard overlap >= 0, overlap < size else {
            throw StatisticsError(
                .invalidValue, argument: "overlap", "overlap is \(overlap); expected 0 to \(size - 1), less than size")
        }
        self.size = size
        self.overlap = overlap
        let runs = ValueRuns(marker)
        windows = Self.bounds(runs, size, overlap).map { runs.window($0) }
    }

    /// The first and last distinct value of each window, as indices.
    private static func bounds(_ runs: ValueRuns, _ size: Int, _ overlap: Int) -> [ClosedRange<Int>] {
        let last = runs.values.count - 1
        var bounds: [ClosedRange<Int>] = []
        var start = 0
        while true {
            guard let end = (start...last).first(where: { runs.count(start...$0) >= size }) else {
                // Too few are left: the highest make the last window, in place of one that it would hold.
                let top = (0...last).last { runs.count($0...last) >= size } ?? 0
                if let previous = bounds.last, top <= previous.lowerBound { bounds.removeLast() }
                return bounds + [top...last]
            }
            bounds.append(start...end)
            if end == last { return bounds }
            start = (start + 1...end + 1).first { $0 > end || runs.count($0...end) <= overlap } ?? end + 1
        }
    }

    /// For a value of the marker the windows that hold it, the first and the last of them; `nil` where none does.
    func holding(_ value: Double) -> ClosedRange<Int>? {
        guard let first = windows.firstIndex(where: { $0.range.contains(value) }),
            let last = windows.lastIndex(where: { $0.range.contains(value) })
        else { return nil }
        return first...last
    }
}

/// The distinct values of a marker in ascending order and how many subjects have each or a lower one.
private struct ValueRuns {
    let values: [Double]
    /// The number of subjects below each value, and all of them at the end.
    let below: [Int]

    init(_ marker: [Double]) {
        var values: [Double] = []
        var below: [Int] = []
        for (place, value) in marker.sorted().enumerated() where values.last != value {
            values.append(value)
            below.append(place)
        }
        self.values = values
        self.below = below + [marker.count]
    }

    func count(_ range: ClosedRange<Int>) -> Int { below[range.upperBound + 1] - below[range.lowerBound] }

    func window(_ range: ClosedRange<Int>) -> SlidingWindows.Window {
        let (first, count) = (below[range.lowerBound], count(range))
        let median = (value(atRank: first + (count - 1) / 2) + value(atRank: first + count / 2)) / 2
        return SlidingWindows.Window(
            range: values[range.lowerBound]...values[range.upperBound], median: median, count: count)
    }

    /// The value of the subject at a place in ascending order.
    private func value(atRank rank: Int) -> Double {
        let index = (below.dropLast().firstIndex { $0 > rank } ?? values.count) - 1
        return values[index]
    }
}
