/// A function of time that is constant between given times and stays at its last value: a hazard, a hazard ratio, a rate of accrual.
struct PiecewiseConstant: Sendable, Hashable {
    /// Where the pieces begin; the first at 0.
    let starts: [Double]
    /// The value on each.
    let values: [Double]

    init(starts: [Double], values: [Double]) {
        self.starts = starts
        self.values = values
    }

    /// Checked pieces: as many values as starts, which begin at 0 and rise; values finite and at least 0.
    init(_ starts: [Double], _ values: [Double], _ name: String, isPositive: Bool = false) throws(StatisticsError) {
        guard !values.isEmpty else {
            throw StatisticsError(.empty, argument: name, "\(name) has no values; expected at least one")
        }
        guard starts.count == values.count else {
            throw StatisticsError(
                .lengthMismatch, argument: name,
                "\(name) has \(values.count) values and \(starts.count) starts of pieces; expected as many of both")
        }
        for index in starts.indices {
            let isFit = index == 0 ? starts[0] == 0 : starts[index] > starts[index - 1]
            guard isFit, starts[index].isFinite else {
                throw .invalid(
                    "\(name).starts", index, starts[index],
                    expected: index == 0 ? "0" : "a finite number above the start before it")
            }
            guard values[index].isFinite, isPositive ? values[index] > 0 : values[index] >= 0 else {
                throw .invalid(
                    name, index, values[index], expected: "a finite number \(isPositive ? "above" : "of at least") 0")
            }
        }
        self.init(starts: starts, values: values)
    }

    func value(at time: Double) -> Double { values[piece(at: time)] }

    /// The index of the piece in which a time lies.
    func piece(at time: Double) -> Int { max(0, (starts.firstIndex { $0 > time } ?? starts.count) - 1) }

    /// ∫₀ᵗ of the function.
    func integral(to time: Double) -> Double {
        var sum = 0.0
        for index in starts.indices where starts[index] < time {
            let end = index + 1 < starts.count ? min(starts[index + 1], time) : time
            sum += values[index] * (end - starts[index])
        }
        return sum
    }

    /// The least t at which the integral reaches a value; nil where it never does.
    func time(ofIntegral value: Double) -> Double? {
        var sum = 0.0
        for index in starts.indices {
            let end = index + 1 < starts.count ? starts[index + 1] : .infinity
            guard values[index] > 0 else { continue }
            let time = starts[index] + (value - sum) / values[index]
            if time <= end { return max(starts[index], time) }
            sum += values[index] * (end - starts[index])
        }
        return nil
    }

    /// A function of two, on the pieces of both.
    func combined(with other: PiecewiseConstant, _ function: (Double, Double) -> Double) -> PiecewiseConstant {
        let all = Set(starts).union(other.starts).sorted()
        return PiecewiseConstant(starts: all, values: all.map { function(value(at: $0), other.value(at: $0)) })
    }

    /// The product of two.
    func times(_ other: PiecewiseConstant) -> PiecewiseConstant { combined(with: other) { $0 * $1 } }
}
