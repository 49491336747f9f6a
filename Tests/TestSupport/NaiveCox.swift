import Foundation

/// The partial likelihood with its derivatives straight from the definitions, one pass over all rows for each event time.
public struct NaiveCox {
    /// log L at β.
    public private(set) var logLikelihood = 0.0
    /// Its gradient.
    public private(set) var score: [Double]
    /// Minus its second derivative, row by row.
    public private(set) var information: [Double]
    /// By row, the events less the expected ones, by the hazard that belongs to the treatment of ties.
    public private(set) var martingaleResiduals: [Double]

    /// What the likelihood is of; absent entries are minus infinity, absent weights 1.
    public struct Rows {
        let times: [Double]
        let events: [Bool]
        let entries, weights: [Double]?
        let strata: [Int32]?
        let covariates: [[Double]]

        /// Takes rows; `covariates` holds columns.
        public init(
            times: [Double], events: [Bool], covariates: [[Double]], entries: [Double]? = nil,
            weights: [Double]? = nil, strata: [Int32]? = nil
        ) {
            self.times = times
            self.events = events
            self.entries = entries
            self.weights = weights
            self.strata = strata
            self.covariates = covariates
        }

        func weight(_ row: Int) -> Double { weights?[row] ?? 1 }

        func isAtRisk(_ row: Int, at time: Double) -> Bool {
            times[row] >= time && (entries?[row] ?? -.infinity) < time
        }
    }

    /// Evaluates at `beta`, with Efron's or Breslow's treatment of ties.
    public init(_ rows: Rows, at beta: [Double], efron: Bool) {
        score = [Double](repeating: 0, count: beta.count)
        information = [Double](repeating: 0, count: beta.count * beta.count)
        martingaleResiduals = rows.events.map { $0 ? 1 : 0 }
        let linear = rows.times.indices.map { row in
            zip(beta, rows.covariates).reduce(0) { $0 + $1.0 * $1.1[row] }
        }
        for stratum in Set(rows.strata ?? [0]).sorted() {
            let members = rows.times.indices.filter { (rows.strata?[$0] ?? 0) == stratum }
            for time in Set(members.filter { rows.events[$0] }.map { rows.times[$0] }).sorted() {
                let atRisk = members.filter { rows.isAtRisk($0, at: time) }
                let deaths = atRisk.filter { rows.times[$0] == time && rows.events[$0] }
                add(rows, linear, atRisk, deaths, efron: efron)
            }
        }
    }

    private mutating func add(_ rows: Rows, _ linear: [Double], _ atRisk: [Int], _ deaths: [Int], efron: Bool) {
        let order = score.count
        let meanWeight = deaths.reduce(0) { $0 + rows.weight($1) } / Double(deaths.count)
        for row in deaths {
            logLikelihood += rows.weight(row) * linear[row]
            for k in 0..<order { score[k] += rows.weight(row) * rows.covariates[k][row] }
        }
        for step in deaths.indices {
            // At each step the deaths count for less: they are at risk only until it is their turn.
            let share = efron ? Double(step) / Double(deaths.count) : 0
            let risk = atRisk.map { row in
                rows.weight(row) * exp(linear[row]) * (deaths.contains(row) ? 1 - share : 1)
            }
            let total = risk.reduce(0, +)
            let mean = (0..<order).map { k in
                zip(risk, atRisk).reduce(0) { $0 + $1.0 * rows.covariates[k][$1.1] } / total
            }
            logLikelihood -= meanWeight * log(total)
            for k in 0..<order {
                score[k] -= meanWeight * mean[k]
                for l in 0..<order {
                    let moment = zip(risk, atRisk).reduce(0) {
                        $0 + $1.0 * (rows.covariates[k][$1.1] - mean[k]) * (rows.covariates[l][$1.1] - mean[l])
                    }
                    information[k * order + l] += meanWeight * moment / total
                }
            }
            for row in atRisk {
                let part = deaths.contains(row) ? 1 - share : 1
                martingaleResiduals[row] -= part * meanWeight / total * exp(linear[row])
            }
        }
    }
}
