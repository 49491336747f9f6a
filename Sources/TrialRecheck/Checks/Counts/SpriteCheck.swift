/// SPRITE: builds values on the scale that have the mean and the SD.
///
/// Between the most crowded and the most spread values of a total, single steps of two values apart or together raise or lower the
/// sum of squares; a pair outside those bounds has no values at all.
enum SpriteCheck: RecheckCheck {
    static let id = "sprite"
    static let question = "Can values within the limits of the scale be built with the mean and the SD?"
    static let reference = "Heathers JAJ et al. PeerJ Preprints 2018;6:e26968v1"
    static let worst = Finding.Kind.contradiction

    /// The most values that are built.
    private static let largest = 500

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.meanAndSD) {
            let (mean, sd) = (relation.one(0), relation.one(1))
            guard let scale = paper.scale(of: mean), let least = scale.least, let most = scale.most,
                let grid = GridSD(paper, mean: mean, sd: sd), !grid.solutions.isEmpty, grid.mean.size <= Self.largest,
                max(abs(least.value), abs(most.value)) / grid.mean.step < 1e6,
                log.begins([sd, mean], relation: relation, doubt: paper.doubt(ofScaleOf: mean))
            else { continue }
            let (low, high) = (
                Int((least.value / grid.mean.step).rounded()), Int((most.value / grid.mean.step).rounded())
            )
            let spans = grid.solutions.map { Self.span($0, grid.mean.size, low, high) }
            let possible = spans.compactMap(\.possible)
            if possible.isEmpty {
                let other = paper.otherSizes(of: sd).first
                log.report(
                    other == nil ? nil : .remark, at: sd, with: [mean],
                    recomputed: spans[0].limits.map { sds(of: $0, grid) },
                    reading: other.map { "they are of another number of values, such as \($0)" },
                    "\(sentence(paper, mean, grid, least, most)) cannot have an SD of \(paper.numbers[sd].shown).")
            } else if !isBuilt(possible, grid.mean.size, low, high) {
                log.report(
                    .remark, .wording, at: sd, with: [mean], reading: "there are values that the search did not find",
                    "\(sentence(paper, mean, grid, least, most)) and an SD of \(paper.numbers[sd].shown) were not found."
                )
            }
        }
    }

    /// A total with sums of squares that the limits allow.
    private struct Possible {
        let total: Int
        let squares: ClosedRange<Int>
    }

    /// The sums of squares that the limits allow a total, and which of a solution are among them.
    private static func span(
        _ solution: GridSD.Solution, _ size: Int, _ low: Int, _ high: Int
    ) -> (limits: (total: Int, least: Int, most: Int)?, possible: Possible?) {
        guard let bounds = SampleSearch.bounds(solution.total, of: size, low, high) else { return (nil, nil) }
        let limits = (solution.total, bounds.least, bounds.most)
        let range = bounds.least...bounds.most
        guard solution.squares.overlaps(range) else { return (limits, nil) }
        // The bounds are as odd or even as the total is, like the sums of squares.
        return (limits, Possible(total: solution.total, squares: solution.squares.clamped(to: range)))
    }

    /// Whether values are found for one of the plainest solutions.
    private static func isBuilt(_ possible: [Possible], _ size: Int, _ low: Int, _ high: Int) -> Bool {
        possible.prefix(6).contains { solution in
            stride(from: solution.squares.lowerBound, through: solution.squares.upperBound, by: 2).prefix(6).contains {
                if case .found = SampleSearch(solution.total, $0, of: size, low, high).outcome { return true }
                return false
            }
        }
    }

    private static func sds(of limits: (total: Int, least: Int, most: Int), _ grid: GridSD) -> Interval {
        let (n, total) = (Double(grid.mean.size), Double(limits.total))
        let ends = [limits.least, limits.most].map {
            (max(0, Double($0) - total * total / n) / (n - 1)).squareRoot() * grid.mean.step
        }
        return Interval(ends[0], ends[1])
    }

    private static func sentence(
        _ paper: PaperFacts, _ mean: Int, _ grid: GridSD, _ least: PrintedDecimal, _ most: PrintedDecimal
    ) -> String {
        "\(grid.mean.size) values from \(NumberShown.text(least.value)) to \(NumberShown.text(most.value)) with mean \(paper.numbers[mean].shown)"
    }
}
