import TrialNumerics

/// The walk over the event times of each stratum, from the last to the first, that gives its baseline hazard.
///
/// Risks are kept relative to the largest of those at risk: sums start at 1 whatever βᵀx is. Where late entries take
/// observations out again and little is left of a sum, it is added up anew.
struct BaselineSweep {
    private(set) var strata: [CoxBaseline.Stratum] = []

    private let order: RiskOrder
    private let layout: CoxLayout
    private let entryEvents: [Int32]?
    private let weights: [Double]?
    /// For each row βᵀ(x − centre) + offset, and x − centre row by row.
    private let predictor: [Double]
    private let covariates: [Double]
    private let width: Int
    private let estimator: CoxBaseline.Estimator

    init(
        _ followUp: SurvivalTimes, _ matrix: CovariateMatrix, _ factor: Factor?, _ offset: [Double]?,
        coefficients: [Double], centre: [Double], estimator: CoxBaseline.Estimator
    ) {
        order = RiskOrder(followUp, strata: factor)
        let layout = CoxLayout(order)
        self.layout = layout
        entryEvents = followUp.entries.map { [order] in layout.entryEvents(order, followUp, $0) }
        weights = followUp.weights
        width = centre.count
        self.estimator = estimator
        var predictor = offset ?? [Double](repeating: 0, count: followUp.count)
        var rows = [Double](repeating: 0, count: followUp.count * centre.count)
        for (index, column) in matrix.columns.enumerated() {
            for row in column.indices {
                let value = column[row] - centre[index]
                rows[row * centre.count + index] = value
                predictor[row] += coefficients[index] * value
            }
        }
        self.predictor = predictor
        covariates = rows
        let names = factor?.levels.map(Optional.some) ?? [nil]
        for (stratum, name) in names.enumerated() { strata.append(self.stratum(stratum, name, followUp)) }
    }

    private func stratum(_ stratum: Int, _ name: String?, _ followUp: SurvivalTimes) -> CoxBaseline.Stratum {
        let positions = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
        let events = layout.eventTimeBounds[stratum]..<layout.eventTimeBounds[stratum + 1]
        let steps = self.steps(positions, events)
        var total = Accumulation(width: width)
        var logHazard: [Double] = []
        var variance: [Double] = []
        var means: [Double] = []
        for step in steps {
            total.add(step)
            logHazard.append(total.logHazard)
            variance.append(total.variance)
            means += total.mean
        }
        return CoxBaseline.Stratum(
            name: name, times: events.map { followUp.times[Int(order.rows[Int(layout.eventStarts[$0])])] },
            lastTime: positions.last.map { followUp.times[Int(order.rows[$0])] } ?? 0,
            atRisk: steps.map(\.atRisk),
            events: events.map { Int(layout.deathBounds[$0 + 1] - layout.deathBounds[$0]) },
            logHazard: logHazard, variance: variance, means: means)
    }

    /// The hazard of each event time of a stratum, ascending.
    private func steps(_ positions: Range<Int>, _ events: Range<Int>) -> [HazardStep] {
        let leaving = leavers(positions)
        var sums = ScaledSums(width: width)
        var steps: [HazardStep] = []
        steps.reserveCapacity(events.count)
        var next = positions.upperBound - 1
        var leave = 0
        for event in events.reversed() {
            while next >= positions.lowerBound, Int(layout.exitEvents[next]) >= event {
                if isEverAtRisk(next) { add(next, to: &sums) }
                next -= 1
            }
            while leave < leaving.count, let entered = entryEvents?[leaving[leave]], Int(entered) >= event {
                remove(leaving[leave], from: &sums)
                leave += 1
            }
            if sums.isWorn { rebuild(&sums, positions, event) }
            steps.append(step(event, sums))
        }
        return steps.reversed()
    }

    private func isEverAtRisk(_ position: Int) -> Bool {
        layout.exitEvents[position] > (entryEvents?[position] ?? -1)
    }

    /// The positions that leave the risk set on the way back, those with the latest entry first.
    private func leavers(_ positions: Range<Int>) -> [Int] {
        guard let entryEvents else { return [] }
        return positions.filter { entryEvents[$0] >= 0 && isEverAtRisk($0) }
            .sorted { (entryEvents[$0], $0) > (entryEvents[$1], $1) }
    }

    private func rebuild(_ sums: inout ScaledSums, _ positions: Range<Int>, _ event: Int) {
        sums = ScaledSums(width: width)
        for position in positions
        where Int(layout.exitEvents[position]) >= event && Int(entryEvents?[position] ?? -1) < event {
            add(position, to: &sums)
        }
    }

    private func add(_ position: Int, to sums: inout ScaledSums) {
        let row = Int(order.rows[position])
        sums.add(predictor[row], weight: weights?[row] ?? 1, covariates, from: row * width)
    }

    private func remove(_ position: Int, from sums: inout ScaledSums) {
        let row = Int(order.rows[position])
        sums.remove(predictor[row], weight: weights?[row] ?? 1, covariates, from: row * width)
    }

    /// The hazard of one event time, with as many parts as Efron's method takes.
    private func step(_ event: Int, _ sums: ScaledSums) -> HazardStep {
        let deaths = layout.deathPositions[Int(layout.deathBounds[event])..<Int(layout.deathBounds[event + 1])]
        let weight = deaths.reduce(0) { $0 + (weights?[Int(order.rows[Int($1)])] ?? 1) }
        guard estimator == .efron, deaths.count > 1 else {
            return HazardStep(sums, deaths: ScaledSums(width: width), weight: weight, parts: 1)
        }
        var dying = ScaledSums(width: width, scale: sums.scale)
        for death in deaths { add(Int(death), to: &dying) }
        return HazardStep(sums, deaths: dying, weight: weight, parts: deaths.count)
    }
}

/// Σ r and Σ r x of some observations, as multiples of exp(scale).
struct ScaledSums {
    /// The largest βᵀx of those added.
    private(set) var scale: Double
    private(set) var total = 0.0
    private(set) var weighted: [Double]
    private(set) var members = 0
    private var largestTotal = 0.0

    init(width: Int, scale: Double = -.infinity) {
        self.scale = scale
        weighted = [Double](repeating: 0, count: width)
    }

    /// Whether so much was taken out that rounding may show in what is left.
    var isWorn: Bool { total < 1e-3 * largestTotal }

    mutating func add(_ predictor: Double, weight: Double, _ rows: [Double], from start: Int) {
        if predictor > scale {
            let shrink = members == 0 ? 0 : Elementary.exponential(scale - predictor)
            total *= shrink
            largestTotal *= shrink
            for index in weighted.indices { weighted[index] *= shrink }
            scale = predictor
        }
        accumulate(weight * Elementary.exponential(predictor - scale), rows, start)
        members += 1
        largestTotal = max(largestTotal, total)
    }

    mutating func remove(_ predictor: Double, weight: Double, _ rows: [Double], from start: Int) {
        accumulate(-weight * Elementary.exponential(predictor - scale), rows, start)
        members -= 1
    }

    private mutating func accumulate(_ risk: Double, _ rows: [Double], _ start: Int) {
        total += risk
        for index in weighted.indices { weighted[index] += risk * rows[start + index] }
    }
}

/// What one event time adds: log dH, the mean of x̄ over its parts, and its variance over dH².
struct HazardStep {
    let logHazard: Double
    let mean: [Double]
    let variance: Double
    let atRisk: Int

    init(_ sums: ScaledSums, deaths: ScaledSums, weight: Double, parts: Int) {
        let share = weight / Double(parts)
        var hazard = 0.0
        var squares = 0.0
        var mean = [Double](repeating: 0, count: sums.weighted.count)
        for part in 0..<parts {
            let fraction = Double(part) / Double(parts)
            let denominator = sums.total - fraction * deaths.total
            let increment = share / denominator
            hazard += increment
            squares += increment / denominator
            for index in mean.indices {
                mean[index] += increment * (sums.weighted[index] - fraction * deaths.weighted[index]) / denominator
            }
        }
        logHazard = Elementary.logarithm(hazard) - sums.scale
        variance = squares / (hazard * hazard)
        self.mean = mean.map { $0 / hazard }
        atRisk = sums.members
    }
}

/// The hazard from the start of a stratum.
private struct Accumulation {
    private(set) var logHazard = -Double.infinity
    private(set) var mean: [Double]
    private(set) var variance = 0.0

    init(width: Int) { mean = [Double](repeating: 0, count: width) }

    mutating func add(_ step: HazardStep) {
        let largest = max(logHazard, step.logHazard)
        let sum =
            largest
            + Elementary.logarithm(
                Elementary.exponential(logHazard - largest) + Elementary.exponential(step.logHazard - largest))
        let old = Elementary.exponential(logHazard - sum)
        let new = Elementary.exponential(step.logHazard - sum)
        for index in mean.indices { mean[index] = old * mean[index] + new * step.mean[index] }
        variance = old * old * variance + new * new * step.variance
        logHazard = sum
    }
}
