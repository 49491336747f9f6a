/// The numbers of subjects that a printed count or percentage may stand for.
struct PossibleCounts {
    /// The counts, in order; empty where no count is printed so.
    let counts: [Int]
    /// How many subjects they are a part of, where that is known.
    let denominator: Int?
    /// The plainest reading under which there is a count.
    let reading: Reading?

    /// The most subjects of whom counts are enumerated; of more every percentage is one.
    static let largest = 100_000

    /// The counts of a number; `nil` where it is neither count nor percentage of a known number of subjects.
    ///
    /// - Parameters:
    ///   - number: the number.
    ///   - groupSize: how many subjects its group has, where the number does not say.
    init?(_ number: PublishedNumber, groupSize: Int? = nil) {
        let denominator = number.denominator?.decimal?.whole ?? groupSize
        self.denominator = denominator
        if let count = number.count?.decimal?.whole ?? (number.isPercentage ? nil : number.value.decimal?.whole) {
            guard count >= 0 else { return nil }
            (counts, reading) = ([count], .rounded)
            return
        }
        guard number.isShare, let percent = number.value.decimal, let denominator, denominator > 0,
            denominator <= Self.largest
        else {
            return nil
        }
        (counts, reading) = Self.counts(percent, of: denominator)
    }

    /// All counts of which a percentage is printed so, under any reading, and the plainest that gives one.
    static func counts(_ percent: PrintedDecimal, of denominator: Int) -> ([Int], Reading?) {
        let set = percent.interval(upTo: .padded)
        let most = Double(denominator)
        let first = Int(max(0, min(most, set.lower * most / 100)).rounded(.down))
        let last = Int(max(0, min(most, set.upper * most / 100)).rounded(.up))
        guard first <= last else { return ([], nil) }
        let found = (first...last).compactMap { count in
            percent.plainestReading(100 * count, over: denominator).map { (count, $0) }
        }
        return (found.map(\.0), found.map(\.1).min())
    }
}
