/// GRIMMER: the sum of squares of whole numbers is whole, and odd where their sum is odd.
enum GrimmerCheck: RecheckCheck {
    static let id = "grimmer"
    static let question = "Are there values on the scale with the mean and the SD?"
    static let reference = "Anaya J. PeerJ Preprints 2016;4:e2400v1; Allard A. 2018, analytic GRIMMER"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.meanAndSD) {
            let (mean, sd) = (relation.one(0), relation.one(1))
            guard let grid = GridSD(paper, mean: mean, sd: sd),
                log.begins([sd, mean], relation: relation, doubt: paper.doubt(ofScaleOf: mean))
            else {
                continue
            }
            let near = grid.nearest(to: paper.numbers[sd].value.value)
            let sentence =
                "\(grid.mean.size) values in steps of \(NumberShown.text(grid.mean.step)) with mean \(paper.numbers[mean].shown)"
            guard let plain = grid.solutions.first else {
                let other = paper.otherSizes(of: sd).first {
                    GridSD(paper, mean: mean, sd: sd, size: $0)?.solutions.isEmpty == false
                }
                log.report(
                    other == nil ? nil : .remark, at: sd, with: [mean], recomputed: near,
                    reading: other.map { "they are of \($0) values, as others there" },
                    "\(sentence) cannot have an SD of \(paper.numbers[sd].shown): the sum of their squares would not be whole, or not odd or even as their sum is."
                )
                continue
            }
            guard plain.isPopulation || plain.reading > .rounded else { continue }
            let words = [
                plain.isPopulation ? "the SD was divided by n, not n − 1" : nil,
                plain.reading > .rounded ? plain.reading.words : nil,
            ].compactMap(\.self).joined(separator: " and ")
            log.report(
                .remark, .wording, at: sd, with: [mean], recomputed: near, reading: words,
                "\(sentence) have an SD of \(paper.numbers[sd].shown) only if \(words).")
        }
    }
}

extension PrintedValue {
    /// The number printed, or 0 where none is.
    var value: Double { decimal?.value ?? 0 }
}
