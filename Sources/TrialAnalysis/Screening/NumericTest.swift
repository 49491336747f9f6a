import TrialModel
import TrialValues

/// Comparisons of the numbers in a column with the constants of a condition, made ready for the column's unit.
///
/// For each number of decimal places k, the limit c is the whole number ⌊c · 10^k⌋ with a mark whether that is all of
/// it, so that a number s · 10^−k is compared by its digits alone.
struct NumericTest {
    /// One comparison.
    struct Limit {
        let relation: Criterion.Relation
        /// ⌊c · 10^k⌋ for k = 0 … 18.
        fileprivate let floors: [Int64]
        /// Whether c · 10^k is that whole number.
        fileprivate let isWhole: [Bool]
    }

    private let limits: [Limit]
    /// Whether one comparison that holds is enough.
    private let isAny: Bool
    /// The lowest and the highest value that can be; beyond, a value is a slip.
    private let range: [Limit]
    /// Whether only whole numbers are compared so: a fraction is a slip, or has a whole part that counts.
    private let isWhole: Bool

    /// The most decimal places of a number that is compared so.
    static let mostPlaces = 12

    /// The test of a condition on a fact's values in a unit; `nil` where it compares with more than constants, or where a
    /// limit has too many digits in the unit.
    init?(_ condition: Criterion, fact: FactDefinition, unit: MeasurementUnit?) {
        guard let comparisons = ConstantComparisons(condition) else { return nil }
        isAny = comparisons.isAny
        isWhole = fact.numbers != .any
        if fact.numbers == .completed, case .quantity(let own, _) = fact.kind, let unit, unit != own { return nil }
        var limits: [Limit] = []
        for (relation, comparand) in comparisons.pairs {
            guard let limit = Limit(relation, comparand, fact: fact, unit: unit) else { return nil }
            limits.append(limit)
        }
        self.limits = limits
        var range: [Limit] = []
        if let bounds = fact.range {
            for (relation, number) in [(Criterion.Relation.atLeast, bounds.lowerBound), (.atMost, bounds.upperBound)] {
                let comparand: Criterion.Comparand
                if case .quantity(let own, _) = fact.kind {
                    comparand = .quantity(Quantity(number: number, unit: own))
                } else {
                    comparand = .number(number)
                }
                guard let limit = Limit(relation, comparand, fact: fact, unit: unit) else { return nil }
                range.append(limit)
            }
        }
        self.range = range
    }

    /// Whether the condition holds for the number `digits` · 10^−`places`; `nil` where the number is beyond what can be.
    @inline(__always)
    func holds(_ digits: Int64, places: Int) -> Bool? {
        if isWhole, places > 0 { return nil }
        for limit in range where !limit.holds(digits, places) { return nil }
        if isAny {
            for limit in limits where limit.holds(digits, places) { return true }
            return false
        }
        for limit in limits where !limit.holds(digits, places) { return false }
        return true
    }
}

extension NumericTest.Limit {
    /// The comparison with a constant, in the unit of a column; `nil` where it is none, or does not fit in 64 bits.
    init?(
        _ relation: Criterion.Relation, _ comparand: Criterion.Comparand, fact: FactDefinition, unit: MeasurementUnit?
    ) {
        let number: ExactDecimal
        var factor = ConversionFactor.one
        switch (comparand, fact.kind, unit) {
        case (.number(let limit), .number, nil): number = limit
        case (.quantity(let limit), .quantity(_, let analyte), let unit?):
            guard let conversion = UnitConversion(from: limit.unit, to: unit, of: analyte),
                conversion.offset == .zero, conversion.otherOffset == .zero
            else { return nil }
            number = limit.number
            factor = conversion.factor
        default: return nil
        }
        var floors: [Int64] = []
        var isWhole: [Bool] = []
        for places in 0...NumericTest.mostPlaces {
            guard let (floor, isExact) = factor.floor(number, places: places) else { return nil }
            floors.append(floor)
            isWhole.append(isExact)
        }
        self.relation = relation
        self.floors = floors
        self.isWhole = isWhole
    }

    @inline(__always)
    fileprivate func holds(_ digits: Int64, _ places: Int) -> Bool {
        let floor = floors[places]
        let order: Comparison = digits > floor ? .above : digits < floor ? .below : isWhole[places] ? .same : .below
        return relation.holds(order)
    }
}

extension ConversionFactor {
    /// ⌊`value` times the factor · 10^`places`⌋, and whether that is all of it; `nil` beyond 18 digits.
    fileprivate func floor(_ value: ExactDecimal, places: Int) -> (Int64, isExact: Bool)? {
        let power = value.exponent + exponent + places
        guard abs(power) <= 36 else { return value.significand == 0 ? (0, true) : nil }
        var tens = Int128(PowersOfTen.int64[min(abs(power), 18)])
        tens *= Int128(PowersOfTen.int64[max(abs(power) - 18, 0)])
        let (product, overflow) = (Int128(value.significand) * Int128(numerator)).multipliedReportingOverflow(
            by: power > 0 ? tens : 1)
        let (divisor, isLarge) = Int128(denominator).multipliedReportingOverflow(by: power < 0 ? tens : 1)
        guard !overflow, !isLarge else { return nil }
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: divisor)
        let floor = remainder < 0 ? quotient - 1 : quotient
        guard floor.magnitude < UInt128(PowersOfTen.eighteenth) else { return nil }
        return (Int64(floor), remainder == 0)
    }
}

/// A number as it stands in a cell: its digits as a whole number, and how many of them are decimal places.
struct PlainNumber {
    let digits: Int64
    let places: Int

    /// The number that all of the bytes write without an exponent, in at most 18 digits; `nil` for anything else.
    @inline(__always)
    init?(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard count > 0, count <= 19 else { return nil }
        let end = start + count
        var position = start
        let isNegative = position.pointee == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var value: Int64 = 0
        var digits = 0
        var point: UnsafePointer<UInt8>?
        while position < end {
            let digit = position.pointee &- UInt8(ascii: "0")
            if digit <= 9 {
                value = value &* 10 &+ Int64(digit)
                digits &+= 1
            } else {
                guard position.pointee == UInt8(ascii: "."), point == nil else { return nil }
                point = position
            }
            position += 1
        }
        places = point.map { end - $0 - 1 } ?? 0
        guard digits > 0, digits <= 18, places <= NumericTest.mostPlaces else { return nil }
        self.digits = isNegative ? -value : value
    }
}
