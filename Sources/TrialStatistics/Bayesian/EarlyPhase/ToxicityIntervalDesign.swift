/// The modified toxicity probability interval design of the second kind, mTPI-2: the interval of equal length with the most posterior probability.
///
/// ```
/// unit probability mass = P(p in interval | Beta(1 + x, 1 + n − x)) / length
/// the interval with the largest: below p_T − ε₁ up, (p_T − ε₁, p_T + ε₂) the same, above down
/// ```
///
/// The intervals have the length ε₁ + ε₂, those at 0 and 1 what is left. The first mTPI took all below and all above for one interval each, and stayed at
/// doses that were plainly too toxic.
///
/// ## References
/// Guo, Wang, Yang, Lynn & Ji, *Contemp Clin Trials* 58 (2017) 23–33. Ji, Liu, Li & Bekele, *Clin Trials* 7 (2010) 653–663.
public struct ToxicityIntervalDesign: IntervalDesign, Hashable {
    /// The interval of acceptable rates.
    public let acceptable: ClosedRange<Double>
    /// The rule that takes doses out.
    public let elimination: DoseElimination
    /// The ends of the intervals, from 0 to 1.
    private let ends: [Double]

    /// A design.
    ///
    /// - Parameters:
    ///   - target: p_T.
    ///   - below: ε₁.
    ///   - above: ε₂.
    ///   - cutoff: the probability of exceeding the target above which a dose is taken out.
    /// - Throws: ``StatisticsError`` that names `target`, `below`, `above` or `cutoff`.
    public init(target: Double, below: Double = 0.05, above: Double = 0.05, cutoff: Double = 0.95)
        throws(StatisticsError)
    {
        elimination = try DoseElimination(target: target, cutoff: cutoff, minimum: 1)
        for (name, value, room) in [("below", below, target), ("above", above, 1 - target)]
        where !(value >= 0.001 && value < room) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a number in 0.001..<\(room)")
        }
        acceptable = (target - below)...(target + above)
        let width = below + above
        let (low, high) = (target - below, target + above)
        let down = (0...Int(low / width + 1e-9)).map { low - Double($0) * width }.filter { $0 > 1e-9 }
        let up = (0...Int((1 - high) / width + 1e-9)).map { high + Double($0) * width }.filter { $0 < 1 - 1e-9 }
        ends = [0] + down.reversed() + up + [1]
    }

    /// Where the toxicities at a dose lead, elimination aside.
    public func interval(_ toxicities: Int, of treated: Int) -> DoseDirection {
        let belief = BetaPrior(unchecked: 1, 1).posterior(events: toxicities, of: treated)
        var (best, place) = (-1.0, 0)
        for index in 0..<(ends.count - 1) {
            let mass = belief.probabilityBelow(ends[index + 1]) - belief.probabilityBelow(ends[index])
            let unit = mass / (ends[index + 1] - ends[index])
            if unit > best { (best, place) = (unit, index) }
        }
        let middle = (ends[place] + ends[place + 1]) / 2
        return middle < acceptable.lowerBound ? .escalate : middle > acceptable.upperBound ? .deescalate : .stay
    }
}
