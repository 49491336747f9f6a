/// The posterior of β at equal steps over ±10 σ, where the rule of trapezoids is as exact as the arithmetic.
struct ReassessmentGrid: Sendable, Hashable {
    /// The values of β.
    let betas: [Double]
    /// log pⱼ(β), by dose.
    let logRates: [[Double]]
    private let logComplements: [[Double]]
    private let logPrior: [Double]

    private static let points = 1001

    init(_ skeleton: [Double], _ model: DoseToxicityModel, spread: Double) {
        let end = 10 * spread
        let betas = (0..<Self.points).map { -end + 2 * end * Double($0) / Double(Self.points - 1) }
        self.betas = betas
        logPrior = betas.map { -0.5 * $0 * $0 / (spread * spread) }
        logRates = skeleton.map { rate in betas.map { model.logRate(rate, $0) } }
        logComplements = skeleton.map { rate in betas.map { model.logComplement(rate, $0) } }
    }

    private func logDensities(_ record: DoseRecord) -> [Double] {
        var logs = logPrior
        for dose in 0..<min(record.doses, logRates.count) where record.treated[dose] > 0 {
            let (x, y) = (
                Double(record.toxicities[dose]), Double(record.treated[dose] - record.toxicities[dose])
            )
            let (rates, complements) = (logRates[dose], logComplements[dose])
            if x > 0 { for index in logs.indices { logs[index] += x * rates[index] } }
            if y > 0 { for index in logs.indices { logs[index] += y * complements[index] } }
        }
        return logs
    }

    /// The density at each β, up to a factor; the largest is 1.
    func weights(_ record: DoseRecord) -> [Double] {
        let logs = logDensities(record)
        let largest = logs.max() ?? 0
        return logs.map { Elementary.exponential($0 - largest) }
    }

    /// E[β | data].
    func mean(of weights: [Double]) -> Double {
        var (sum, total) = (0.0, 0.0)
        for index in weights.indices {
            sum += weights[index] * betas[index]
            total += weights[index]
        }
        return sum / total
    }

    /// P(β < a value) from below and from above, by the steps wholly below it and those it lies in.
    func shares(of weights: [Double], below value: Double) -> (lower: Double, upper: Double) {
        let whole = betas.prefix { $0 <= value }.count
        let below = weights.prefix(whole).reduce(0, +)
        let total = weights.reduce(0, +)
        let (last, next) = (whole > 0 ? weights[whole - 1] : 0, whole < weights.count ? weights[whole] : 0)
        return ((below - last) / total, (below + next) / total)
    }

    /// The density at any β, up to the same factor.
    func density(
        _ record: DoseRecord, _ skeleton: [Double], _ model: DoseToxicityModel, spread: Double
    ) -> (Double) -> Double {
        let largest = logDensities(record).max() ?? 0
        return { beta in
            var log = -0.5 * beta * beta / (spread * spread)
            for dose in 0..<min(record.doses, skeleton.count) where record.treated[dose] > 0 {
                let (x, n) = (record.toxicities[dose], record.treated[dose])
                if x > 0 { log += Double(x) * model.logRate(skeleton[dose], beta) }
                if n > x { log += Double(n - x) * model.logComplement(skeleton[dose], beta) }
            }
            return Elementary.exponential(log - largest)
        }
    }
}
