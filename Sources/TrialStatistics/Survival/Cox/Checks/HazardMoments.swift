/// By event time, ∫ x̄ dH: of the time itself, as its own deaths are exposed to it, and from the start of the stratum.
struct HazardMoments {
    private let order: Int
    private(set) var ofAll: [Double]
    private(set) var ofDeaths: [Double]
    private(set) var cumulative: [Double] = []
    /// The mean of x̄ over the steps of Efron's method: what a death is compared with.
    private(set) var average: [Double]
    /// Where steps are kept, x̄ of each in the order in which they came, the event time, and its part of the average.
    private var stepMeans: [SIMD2<Double>] = []
    private var stepEvents: [Int32] = []
    private var stepParts: [Double] = []
    private let keepsSteps: Bool

    /// - Parameter steps: the most steps that will be kept; none are if it is 0.
    init(eventTimes: Int, order: Int, steps: Int) {
        self.order = order
        ofAll = [Double](repeating: 0, count: eventTimes * order)
        ofDeaths = ofAll
        average = ofAll
        keepsSteps = steps > 0
        stepMeans.reserveCapacity(steps * ((order + 1) / 2))
        stepEvents.reserveCapacity(steps)
        stepParts.reserveCapacity(steps)
    }

    /// Adds one step of an event time: its hazard, the share of it its deaths are exposed to, and its part of the average.
    mutating func add(
        _ mean: UnsafePointer<SIMD2<Double>>, event: Int, hazard: Double, deathShare: Double, part: Double
    ) {
        let values = UnsafeRawPointer(mean).assumingMemoryBound(to: Double.self)
        let place = event &* order
        ofAll.withUnsafeMutableBufferPointer { all in
            for k in 0..<order { all[place &+ k] += hazard * values[k] }
        }
        ofDeaths.withUnsafeMutableBufferPointer { deaths in
            for k in 0..<order { deaths[place &+ k] += deathShare * hazard * values[k] }
        }
        average.withUnsafeMutableBufferPointer { average in
            for k in 0..<order { average[place &+ k] += part * values[k] }
        }
        guard keepsSteps else { return }
        stepMeans.append(contentsOf: UnsafeBufferPointer(start: mean, count: (order + 1) / 2))
        stepEvents.append(Int32(truncatingIfNeeded: event))
        stepParts.append(part)
    }

    /// Adds up from the start of each stratum.
    mutating func accumulate(bounds: [Int]) {
        cumulative = ofAll
        for stratum in 0..<bounds.count - 1 {
            for event in bounds[stratum]..<bounds[stratum + 1] where event > bounds[stratum] {
                for k in 0..<order { cumulative[event * order + k] += cumulative[(event - 1) * order + k] }
            }
        }
    }

    /// The steps that were kept: x̄, the event time and the part of its average.
    @inline(__always)
    func forEachStep(pairs: Int, _ body: (UnsafePointer<SIMD2<Double>>, Int, Double) -> Void) {
        stepMeans.withUnsafeBufferPointer { means in
            guard let base = means.baseAddress else { return }
            for step in stepEvents.indices { body(base + step * pairs, Int(stepEvents[step]), stepParts[step]) }
        }
    }

    /// The same with the hazard of each event time times a factor; x̄ stays.
    func scaled(by factors: [Double], bounds: [Int]) -> HazardMoments {
        var result = self
        for event in factors.indices {
            for element in event * order..<(event + 1) * order {
                result.ofAll[element] *= factors[event]
                result.ofDeaths[element] *= factors[event]
            }
        }
        result.accumulate(bounds: bounds)
        return result
    }
}
