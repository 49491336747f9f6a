import TrialNumerics

/// The binomial probabilities of all trials up to a size at one rate.
struct StageTables: Sendable {
    /// P(X = x | n), by n and x.
    let probabilities: [[Double]]
    /// P(X > x | n), by n and x + 1, so that the first is 1.
    let tails: [[Double]]

    init(largest: Int, rate: Double) {
        var (probabilities, tails): ([[Double]], [[Double]]) = ([], [])
        for size in 0...largest {
            guard let binomial = try? Binomial(trials: size, probability: rate) else {
                preconditionFailure("the rate is between 0 and 1")
            }
            probabilities.append((0...size).map { binomial.probability(of: $0) })
            tails.append((-1...size).map { binomial.upperTail(at: $0) })
        }
        self.probabilities = probabilities
        self.tails = tails
    }

    /// P(X > x | n), for any x.
    func above(_ x: Int, of n: Int) -> Double { x < 0 ? 1 : x >= n ? 0 : tails[n][x + 1] }

    /// P(the design finds the treatment of interest).
    func finding(first: Int, futility: Int, efficacy: Int, total: Int, rejectAbove: Int) -> Double {
        var sum = efficacy <= first ? above(efficacy - 1, of: first) : 0
        let second = total - first
        let (stage, tail) = (probabilities[first], tails[second])
        for x in stride(from: futility + 1, to: min(efficacy, first + 1), by: 1) {
            let missing = rejectAbove - x
            if missing >= second { continue }
            sum += missing < 0 ? stage[x] : stage[x] * tail[missing + 1]
        }
        return sum
    }
}

/// The two-stage design of a size with the least E[N | p₀] among those that keep the errors.
struct StageSearch: Sendable {
    let null: StageTables
    let alternative: StageTables
    let alpha: Double
    let power: Double
    let stopsForEfficacy: Bool

    /// A design with its numbers.
    struct Found: Sendable {
        let first, futility: Int
        let efficacy: Int?
        let total, rejectAbove: Int
        let typeOneError, power, expected, stopsEarly: Double
    }

    func best(total: Int) -> Found? {
        // Without stops for efficacy no r above this one keeps the power, even without a first stage.
        let kept = (0..<total).last { alternative.above($0, of: total) >= power }
        guard let most = stopsForEfficacy ? total - 1 : kept else { return nil }
        var best: Found?
        for first in 1..<total {
            // E[N] is at least n₁.
            if let best, Double(first) > best.expected { break }
            for found in designs(first: first, total: total, most: most)
            where found.expected < best?.expected ?? .infinity { best = found }
        }
        return best
    }

    /// The designs with a first stage that keep the errors, each r₁ and e₁ with its least r.
    private func designs(first: Int, total: Int, most: Int) -> [Found] {
        var designs: [Found] = []
        let efficacies = stopsForEfficacy ? Array(stride(from: first + 1, to: 0, by: -1)) : [first + 1]
        for efficacy in efficacies {
            if efficacy <= first, null.above(efficacy - 1, of: first) > alpha { break }
            var reject = most
            for futility in 0..<min(first, efficacy - 1) {
                // Fewer than the power get through the first stage.
                if alternative.above(futility, of: first) < power { break }
                func error(_ reject: Int) -> Double {
                    null.finding(
                        first: first, futility: futility, efficacy: efficacy, total: total, rejectAbove: reject)
                }
                // A larger r₁ lowers the error of each r, so the least r that keeps α falls.
                while reject > futility, error(reject - 1) <= alpha { reject -= 1 }
                let typeOneError = error(reject)
                if typeOneError > alpha { continue }
                let reached = alternative.finding(
                    first: first, futility: futility, efficacy: efficacy, total: total, rejectAbove: reject)
                if reached < power { continue }
                let goesOn = null.above(futility, of: first) - null.above(efficacy - 1, of: first)
                designs.append(
                    Found(
                        first: first, futility: futility, efficacy: efficacy <= first ? efficacy : nil, total: total,
                        rejectAbove: reject, typeOneError: typeOneError, power: reached,
                        expected: Double(first) + goesOn * Double(total - first), stopsEarly: 1 - goesOn))
            }
        }
        return designs
    }
}
