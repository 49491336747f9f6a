import TrialNumerics

/// How much of lists in blocks of random sizes can be known without knowing the sizes drawn, over simulated lists.
struct OutsideView: Sendable {
    /// The share of correct guesses, and of allocations that are certain.
    let guessed: AllocationAssessment.Measure, certain: AllocationAssessment.Measure

    /// `nil` where a method has no sizes to be unknown.
    init?(_ scheme: AllocationScheme, subjects: Int, lists: Int, seed: UInt64, cores: Int?) {
        guard scheme.factors.isEmpty, case .permutedBlocks(let sizes) = scheme.method, Set(sizes).count > 1 else {
            return nil
        }
        let law = AllocationLaw(scheme.method, scheme.ratio)
        let purposes = AllocationRun.purposes(scheme)
        let parts = Lanes(cores: cores).map(lists, inBlocksOf: 64) { numbers in
            var tally = BalanceTally(scheme.ratio, subjects: 0, levels: 0)
            for number in numbers {
                var run = AllocationRun(
                    scheme, law: law, purposes: purposes, seed: seed, replicate: UInt64(number) + 1)
                var observer = BlockObserver(sizes: sizes, ratio: scheme.ratio)
                var (guessed, certain) = (0.0, 0.0)
                for _ in 0..<subjects {
                    let top = observer.chances().max() ?? 0
                    guessed += top
                    certain += top >= 1 - 1e-9 ? 1 : 0
                    observer.observe(run.next(levels: []))
                }
                tally.weight += 1
                tally.add(guessed / Double(subjects), to: .bestGuessed)
                tally.add(certain / Double(subjects), to: .certain)
            }
            return tally
        }
        var whole = BalanceTally(scheme.ratio, subjects: 0, levels: 0)
        for part in parts { whole.merge(part) }
        guessed = whole.measure(.bestGuessed, isExact: false)
        certain = whole.measure(.certain, isExact: false)
    }
}
