import Foundation

/// The score of a Cox model enlarged by the products of its covariates with a function of time, from the definition.
public struct NaiveTimeInteraction {
    /// The gradient by β, then by γ.
    public private(set) var score: [Double]
    /// Minus the second derivative, row by row.
    public private(set) var information: [Double]

    /// Evaluates at β, γ = 0; `transform` is g.
    public init(_ rows: NaiveCox.Rows, at beta: [Double], efron: Bool, transform: (Double) -> Double) {
        let order = beta.count
        score = [Double](repeating: 0, count: 2 * order)
        information = [Double](repeating: 0, count: 4 * order * order)
        let linear = rows.times.indices.map { row in
            zip(beta, rows.covariates).reduce(0) { $0 + $1.0 * $1.1[row] }
        }
        for stratum in Set(rows.strata ?? [0]).sorted() {
            let members = rows.times.indices.filter { (rows.strata?[$0] ?? 0) == stratum }
            for time in Set(members.filter { rows.events[$0] }.map { rows.times[$0] }).sorted() {
                let atRisk = members.filter { rows.isAtRisk($0, at: time) }
                let deaths = atRisk.filter { rows.times[$0] == time && rows.events[$0] }
                let g = transform(time)
                // The enlarged covariates of each row at this time.
                func z(_ row: Int) -> [Double] { rows.covariates.map { $0[row] } + rows.covariates.map { g * $0[row] } }
                let share = deaths.reduce(0) { $0 + rows.weight($1) } / Double(deaths.count)
                for row in deaths { for (k, value) in z(row).enumerated() { score[k] += rows.weight(row) * value } }
                for step in deaths.indices {
                    let spared = efron ? Double(step) / Double(deaths.count) : 0
                    let risk = atRisk.map {
                        rows.weight($0) * exp(linear[$0]) * (deaths.contains($0) ? 1 - spared : 1)
                    }
                    let total = risk.reduce(0, +)
                    var mean = [Double](repeating: 0, count: 2 * order)
                    for (weight, row) in zip(risk, atRisk) {
                        for (k, value) in z(row).enumerated() { mean[k] += weight * value / total }
                    }
                    for k in mean.indices { score[k] -= share * mean[k] }
                    for (weight, row) in zip(risk, atRisk) {
                        let values = z(row)
                        for k in mean.indices {
                            for l in mean.indices {
                                information[k * 2 * order + l] +=
                                    share * weight / total * (values[k] - mean[k]) * (values[l] - mean[l])
                            }
                        }
                    }
                }
            }
        }
    }
}
