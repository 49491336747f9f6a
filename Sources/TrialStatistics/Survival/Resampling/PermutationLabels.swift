import TrialNumerics

/// Scores and labels of subjects by stratum, laid out to be permuted.
struct PermutationLabels: Sendable {
    /// The scores of a subject, one a component, subject by subject and stratum by stratum.
    let scores: [Double]
    /// The groups of the subjects in that order.
    let codes: [Int32]
    /// Where strata begin, and the number of subjects.
    let bounds: [Int]
    let components: Int
    let judge: PermutationJudge
    /// The statistic of the data.
    let observed: Double?

    /// `nil` where no arrangement differs from another.
    init?(
        _ given: SurvivalTimes, _ groups: Factor, _ strata: Factor?, _ test: GroupTest,
        _ alternative: HazardAlternative
    ) {
        // A row of weight 3 is three subjects, of weight 0 none.
        let rows = given.weights.map { weights in
            weights.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
        }
        let followUp = rows.map { SurvivalTimes(given.picked($0), weights: nil) } ?? given
        let allCodes = rows.map { $0.map { groups.codes[$0] } } ?? groups.codes
        let strata = strata.map { strata in
            rows.map { Factor(uncheckedCodes: $0.map { strata.codes[$0] }, levels: strata.levels) } ?? strata
        }
        guard followUp.count > 0 else { return nil }
        let weightings =
            switch test {
            case .logRank(let weighting): [weighting]
            case .maxCombo(let weightings): weightings
            }
        let order = RiskOrder(followUp, strata: strata)
        scores = LogRankScores(order, followUp, weightings).values
        codes = order.rows.map { allCodes[Int($0)] }
        bounds = order.stratumBounds
        components = weightings.count
        guard
            let judge = PermutationJudge(
                scores, codes, bounds, components: components, groupCount: groups.levels.count, test, alternative)
        else { return nil }
        self.judge = judge
        var sums = [Double](repeating: 0, count: judge.groupCount * components)
        for (place, code) in codes.enumerated() {
            for component in 0..<components {
                sums[Int(code) * components + component] += scores[place * components + component]
            }
        }
        observed = sums.withUnsafeBufferPointer { judge.statistic($0) }
    }

    /// The number of arrangements: over strata the product of the multinomial coefficients.
    var arrangementCount: Double {
        var product = 1.0
        for stratum in 0..<bounds.count - 1 {
            var counts = [Double](repeating: 0, count: judge.groupCount)
            var placed = 0.0
            for code in codes[bounds[stratum]..<bounds[stratum + 1]] {
                counts[Int(code)] += 1
                placed += 1
                product *= placed / counts[Int(code)]
            }
        }
        return product.rounded()
    }
}

extension SurvivalTimes {
    /// The same follow-up with other weights.
    fileprivate init(_ followUp: SurvivalTimes, weights: [Double]?) {
        self.init(
            times: followUp.times, events: followUp.events, entries: followUp.entries, weights: weights,
            gap: followUp.gap)
    }
}

// MARK: Arrangements drawn

extension PermutationLabels {
    private static let blockSize = 64
    private static let purpose: RandomStream.Purpose = "permutation of groups"

    /// How many of `replicates` shuffles are at least as far out as the data.
    func randomExceedances(
        _ replicates: Int, seed: UInt64, lanes: Lanes, progress: (@Sendable (Double) -> Void)?
    ) -> Int {
        lanes.map(replicates, inBlocksOf: Self.blockSize, progress: progress) { block in
            var shuffled = codes
            var sums = [Double](repeating: 0, count: judge.groupCount * components)
            var exceedances = 0
            for replicate in block {
                var stream = RandomStream(seed: seed, purpose: Self.purpose, replicate: UInt64(replicate))
                shuffle(&shuffled, using: &stream)
                add(shuffled, to: &sums)
                exceedances += sums.withUnsafeBufferPointer { judge.isAsFarOut($0, as: observed) } ? 1 : 0
            }
            return exceedances
        }.reduce(0, +)
    }

    /// Shuffles the data's labels within each stratum (Fisher and Yates).
    private func shuffle(_ shuffled: inout [Int32], using stream: inout RandomStream) {
        shuffled.withUnsafeMutableBufferPointer { shuffled in
            codes.withUnsafeBufferPointer { codes in _ = shuffled.update(from: codes) }
            for stratum in 0..<bounds.count - 1 {
                let start = bounds[stratum]
                var last = bounds[stratum + 1] - 1
                while last > start {
                    let other = start + stream.integer(below: last - start + 1)
                    let code = shuffled[last]
                    shuffled[last] = shuffled[other]
                    shuffled[other] = code
                    last -= 1
                }
            }
        }
    }

    private func add(_ labels: [Int32], to sums: inout [Double]) {
        sums.withUnsafeMutableBufferPointer { sums in
            for index in sums.indices { sums[index] = 0 }
            labels.withUnsafeBufferPointer { labels in
                scores.withUnsafeBufferPointer { scores in
                    for place in labels.indices {
                        let base = Int(labels[place]) &* components
                        for component in 0..<components {
                            sums[base &+ component] += scores[place &* components &+ component]
                        }
                    }
                }
            }
        }
    }
}
