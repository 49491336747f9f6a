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
                log.begins([sd, mean], relation: relation)
            else { continue }
            let (low, high) = (
                Int((least.value / grid.mean.step).rounded()), Int((most.value / grid.mean.step).rounded())
            )
            let samples = grid.solutions.map { SampleSearch($0.total, $0.squares, of: grid.mean.size, low, high) }
            if samples.contains(where: { $0.outcome != .impossible }) { continue }
            log.report(
                at: sd, with: [mean],
                recomputed: samples.first?.bounds.map { bounds in
                    let n = Double(grid.mean.size), total = Double(grid.solutions[0].total)
                    let sds = [bounds.least, bounds.most].map {
                        (max(0, Double($0) - total * total / n) / (n - 1)).squareRoot() * grid.mean.step
                    }
                    return Interval(sds[0], sds[1])
                },
                "\(grid.mean.size) values from \(NumberShown.text(least.value)) to \(NumberShown.text(most.value)) with mean \(paper.numbers[mean].shown) cannot have an SD of \(paper.numbers[sd].shown)."
            )
        }
    }
}
