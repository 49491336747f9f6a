import TrialNumerics

extension PermutationLabels {
    /// The beginnings that the cores share out among them are at least so many, where there are.
    private static let fewestBeginnings = 64

    /// How many of all arrangements are at least as far out as the data.
    func allExceedances(lanes: Lanes, progress: (@Sendable (Double) -> Void)?) -> Int {
        var beginnings: [[Int]] = [[]]
        while beginnings.count < Self.fewestBeginnings, let length = beginnings.first?.count, length < codes.count {
            beginnings = beginnings.flatMap { ArrangementWalk(self, beginning: $0).nextLabels }
        }
        let shares = beginnings
        return lanes.map(shares.count, inBlocksOf: 1, progress: progress) { block in
            block.reduce(0) { count, index in
                var walk = ArrangementWalk(self, beginning: shares[index])
                return count + walk.exceedances()
            }
        }.reduce(0, +)
    }
}

/// The arrangements of labels that begin alike, gone through one after the other.
///
/// Sums are kept for every length of the part that is arranged, so that going back takes nothing from a sum and rounding does
/// not grow on the way.
private struct ArrangementWalk {
    private let labels: PermutationLabels
    private let groupCount: Int
    private let width: Int
    /// The stratum of each subject.
    private let strata: [Int]
    private let beginning: [Int]
    /// By stratum and group the labels that are still to be given.
    private var left: [Int]
    /// By number of subjects that have their label, the sums of scores by group and component.
    private var sums: [Double]
    /// The label of each subject that has one.
    private var given: [Int]

    init(_ labels: PermutationLabels, beginning: [Int]) {
        self.labels = labels
        self.beginning = beginning
        groupCount = labels.judge.groupCount
        width = groupCount * labels.components
        strata = (0..<labels.bounds.count - 1).flatMap {
            [Int](repeating: $0, count: labels.bounds[$0 + 1] - labels.bounds[$0])
        }
        left = [Int](repeating: 0, count: (labels.bounds.count - 1) * groupCount)
        for (place, code) in labels.codes.enumerated() { left[strata[place] * groupCount + Int(code)] += 1 }
        sums = [Double](repeating: 0, count: (labels.codes.count + 1) * width)
        given = [Int](repeating: 0, count: labels.codes.count)
        for (place, group) in beginning.enumerated() { give(group, at: place) }
    }

    /// The beginnings that are longer by one label.
    var nextLabels: [[Int]] {
        let stratum = strata[beginning.count]
        return (0..<groupCount).filter { left[stratum * groupCount + $0] > 0 }.map { beginning + [$0] }
    }

    /// How many of them are at least as far out as the data.
    mutating func exceedances() -> Int {
        let count = given.count
        var exceedances = 0
        var place = beginning.count
        var next = 0
        while true {
            if place == count {
                exceedances += isAsFarOut ? 1 : 0
            } else if let group = firstLeft(from: next, at: place) {
                give(group, at: place)
                place += 1
                next = 0
                continue
            }
            guard place > beginning.count else { return exceedances }
            place -= 1
            left[strata[place] * groupCount + given[place]] += 1
            next = given[place] + 1
        }
    }

    private var isAsFarOut: Bool {
        sums.withUnsafeBufferPointer {
            labels.judge.isAsFarOut(
                UnsafeBufferPointer(rebasing: $0[($0.count - width)...]), as: labels.observed)
        }
    }

    private func firstLeft(from first: Int, at place: Int) -> Int? {
        var group = first
        while group < groupCount {
            if left[strata[place] * groupCount + group] > 0 { return group }
            group += 1
        }
        return nil
    }

    private mutating func give(_ group: Int, at place: Int) {
        left[strata[place] * groupCount + group] -= 1
        given[place] = group
        let (before, after) = (place * width, (place + 1) * width)
        for index in 0..<width { sums[after + index] = sums[before + index] }
        for component in 0..<labels.components {
            sums[after + group * labels.components + component] +=
                labels.scores[place * labels.components + component]
        }
    }
}
