/// Repeated p-values of the looks of several hypotheses, and p-values adjusted for all hypotheses and looks.
struct SequentialPValues: Sendable, Hashable {
    /// By hypothesis and look: the level at which that look's statistic would just be significant; 1 where no level below one half is.
    let repeated: [[Double]]
    /// The smallest level of the family at which a hypothesis is rejected by now.
    let adjusted: [Double]

    init(
        _ hypotheses: [SequentialHypothesis], graph: MultiplicityGraph,
        earlierLooks: SequentialGraphProcedure.EarlierLooks
    ) {
        let repeated = hypotheses.map { hypothesis in
            let family = hypothesis.family
            return hypothesis.looks.indices.map { index in
                let level = family.through(index).level(of: hypothesis.looks[index].seen.z)
                return level < SpendingFamily.largestLevel ? level : 1
            }
        }
        let analyses = hypotheses.map { $0.looks.map(\.analysis) }
        self.repeated = repeated
        adjusted = hypotheses.indices.map { index in
            func isRejected(_ alpha: Double) -> Bool {
                Self.rejected(repeated, analyses, graph, alpha, earlierLooks).contains(index)
            }
            guard isRejected(1) else { return 1 }
            var (low, high) = (0.0, 1.0)
            while high - low > 1e-15 * high, high > 1e-300 {
                let middle = (low + high) / 2
                if middle <= low || middle >= high { break }
                if isRejected(middle) { high = middle } else { low = middle }
            }
            return high
        }
    }

    /// The hypotheses rejected at a level of the family, by the repeated p-values.
    private static func rejected(
        _ repeated: [[Double]], _ analyses: [[Int]], _ graph: MultiplicityGraph, _ alpha: Double,
        _ earlierLooks: SequentialGraphProcedure.EarlierLooks
    ) -> Set<Int> {
        var (rejected, current) = (Set<Int>(), graph)
        for analysis in 0..<((analyses.joined().max() ?? -1) + 1) {
            while let next = repeated.indices.first(where: { index in
                guard !rejected.contains(index) else { return false }
                let made = repeated[index].prefix(analyses[index].prefix { $0 <= analysis }.count)
                let p = earlierLooks == .retested ? made.min() : made.last
                return p.map { $0 < 1 && $0 <= current.weights[index] * alpha } ?? false
            }) {
                rejected.insert(next)
                current = current.removing(next)
            }
        }
        return rejected
    }
}
