/// A printed mean of values on a grid, and the totals that it may come from.
struct GridMean {
    /// How many values there are.
    let size: Int
    /// The step between values.
    let step: Double
    /// The totals in steps under each reading, from the plainest.
    let totals: [(total: Int, reading: Reading)]
    /// The plainest reading under which there is one.
    var reading: Reading? { totals.map(\.reading).min() }
    /// The means next to the printed one.
    let neighbours: Interval

    /// The mean that a number is; `nil` where it is none, or not of a known number of values on a grid.
    ///
    /// - Parameter size: how many values there are, where that is not what stands beside the mean.
    init?(_ paper: PaperFacts, _ index: Int, size: Int? = nil) {
        let number = paper.numbers[index]
        guard paper.labels.labels[index].words.contains("mean"), !Self.isSmoothed(paper, index),
            let size = size ?? number.size?.decimal?.whole, size > 0,
            size <= 100_000, let mean = number.value.decimal, let step = Self.step(paper, index),
            step.digits > 0
        else { return nil }
        self.size = size
        self.step = step.value
        // The mean is total · step / size; as a fraction of whole numbers total · digits / (size · scale).
        let set = mean.interval(upTo: .padded)
        guard set.upper * Double(size) / step.value < 1e12 else { return nil }
        let (first, last) = (
            Int((max(0, set.lower) * Double(size) / step.value).rounded(.down)),
            Int((max(0, set.upper) * Double(size) / step.value).rounded(.up))
        )
        guard last - first < 10_000, !mean.isNegative else { return nil }
        totals = (first...last).compactMap { total in
            mean.plainestReading(total * step.digits, over: size * step.scale).map { (total, $0) }
        }
        let exact = mean.value * Double(size) / step.value
        neighbours = Interval(
            exact.rounded(.down) * step.value / Double(size),
            (exact.rounded(.down) + 1) * step.value / Double(size))
    }

    /// Words of means that are no totals over a number of subjects.
    private static let smoothed: Set<String> = [
        "adjusted", "ls", "least", "squares", "lsm", "average", "averaged", "weekly", "auc", "weighted", "imputed",
        "estimated", "model",
        "geometric", "marginal",
    ]

    private static func isSmoothed(_ paper: PaperFacts, _ index: Int) -> Bool {
        !paper.labels.labels[index].words.isDisjoint(with: smoothed)
    }

    /// The step of the scale of a number; 1 for what is counted.
    static func step(_ paper: PaperFacts, _ index: Int) -> PrintedDecimal? {
        if let scale = paper.scale(of: index) { return scale.step }
        return paper.numbers[index].unit == "cycles" ? PrintedDecimal(1) : nil
    }
}
