import TrialValues

/// The order of values by how many times their own limit of normal they are.
///
/// Of 90 U/L with a limit of 60 and 80 U/L with one of 35 the second is the higher: 2.3 against 1.5 times.
struct NormalScale {
    private let limit: Criterion.NormalLimit

    /// The scale of comparisons with a limit; `nil` where none of the comparands is one.
    init?(_ comparands: [Criterion.Comparand]) {
        for case .limit(let limit, _) in comparands {
            self.limit = limit
            return
        }
        return nil
    }

    /// Where the first of two lies beside the second; `nil` where a limit is not known, or its unit is another.
    func order(_ a: FactObservation, _ b: FactObservation, _ analyte: Analyte?) -> Comparison? {
        if case .quantity(let one) = a.value, case .quantity(let two) = b.value, let own = a.limit(limit),
            let other = b.limit(limit), own.compared(to: other, of: analyte) == .same
        {
            return one.compared(to: two, of: analyte)
        }
        guard let (value, normal) = parts(a), let (otherValue, otherNormal) = parts(b),
            let left = value.multiplied(by: otherNormal), let right = otherValue.multiplied(by: normal)
        else { return nil }
        return left.compared(to: right)
    }

    /// A value and the limit that it is divided by, which is above zero.
    private func parts(_ observation: FactObservation) -> (ExactDecimal, ExactDecimal)? {
        switch observation.value {
        case .timesLimit(let times, limit): return (times, .one)
        case .quantity(let quantity):
            guard let normal = observation.limit(limit), normal.unit == quantity.unit,
                normal.number.compared(to: .zero) == .above
            else { return nil }
            return (quantity.number, normal.number)
        case .number(let number):
            guard let normal = observation.limit(limit), normal.number.compared(to: .zero) == .above else { return nil }
            return (number, normal.number)
        default: return nil
        }
    }
}
