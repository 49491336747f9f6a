/// A printed mean and standard deviation of values on a grid: the totals and sums of squares they may come from.
///
/// ```
/// Q = Σ xᵢ² in steps,  (n − 1) SD² + T²/n = Q,  Q ≡ T (mod 2)
/// ```
struct GridSD {
    /// A total in steps with the sums of squares that go with it under a reading.
    struct Solution: Hashable {
        let total: Int
        /// From the least to the largest, every second one.
        let squares: ClosedRange<Int>
        let reading: Reading
        /// Whether the SD was divided by n rather than n − 1.
        let isPopulation: Bool
        /// How far it is from the plain reading.
        var weakness: Int { reading.rawValue + (isPopulation ? 1 : 0) }
    }

    let mean: GridMean
    /// All of them, the plainest readings first.
    let solutions: [Solution]

    /// The pair of mean and SD; `nil` where the mean alone has no solution, or nothing is known of the grid.
    ///
    /// - Parameter size: how many values there are, where that is not what stands beside the mean.
    init?(_ paper: PaperFacts, mean: Int, sd: Int, size: Int? = nil) {
        guard let gridMean = GridMean(paper, mean, size: size), gridMean.size > 1, gridMean.reading != nil,
            let printed = paper.numbers[sd].value.decimal
        else { return nil }
        self.mean = gridMean
        var found: [Solution] = []
        for isPopulation in [false, true] {
            for reading in Reading.allCases {
                let steps = (printed.interval(reading) / Interval(gridMean.step)).nonNegative
                for (total, meanReading) in gridMean.totals {
                    let divisor = Double(isPopulation ? gridMean.size : gridMean.size - 1)
                    let square = Interval(Double(total)) * Interval(Double(total)) / Interval(Double(gridMean.size))
                    let range = steps.squared * Interval(divisor) + square
                    guard range.width < 20_000, range.upper < 1e15 else { return nil }
                    var first = Int(range.lower.rounded(.up)), last = Int(range.upper.rounded(.down))
                    first += (first - total).isMultiple(of: 2) ? 0 : 1
                    last -= (last - total).isMultiple(of: 2) ? 0 : 1
                    guard first <= last else { continue }
                    found.append(
                        Solution(
                            total: total, squares: first...last, reading: max(reading, meanReading),
                            isPopulation: isPopulation))
                }
            }
        }
        solutions = found.sorted {
            ($0.weakness, $0.total, $0.squares.lowerBound) < ($1.weakness, $1.total, $1.squares.lowerBound)
        }
    }

    /// The standard deviations next to the printed one that values of the mean can have, nearest first.
    func nearest(to sd: Double) -> Interval? {
        let totals = mean.totals.map(\.total)
        let size = Double(mean.size)
        let all = totals.flatMap { total -> [Double] in
            let base = Double(total) * Double(total) / size
            let middle = Int((sd * sd / (mean.step * mean.step) * (size - 1) + base).rounded())
            return (middle - 2...middle + 2).filter { ($0 - total).isMultiple(of: 2) && Double($0) >= base }
                .map { ((Double($0) - base) / (size - 1)).squareRoot() * mean.step }
        }
        guard let low = all.filter({ $0 <= sd }).max() ?? all.min(),
            let high = all.filter({ $0 >= sd }).min() ?? all.max()
        else { return nil }
        return Interval(min(low, high), max(low, high))
    }
}
