/// How many decimals the numbers of one column or one line get, chosen from all of them so that they line up.
package struct DisplayPrecision: Sendable, Hashable {
    /// The decimals.
    package let decimals: Int

    /// The text of one of the numbers.
    package func text(_ value: Double?) -> String { NumberText.fixed(value, decimals: decimals) }

    /// Times, or sums of weights: no more decimals than they have, and no more than two where one is 1 or greater.
    package static func column(_ values: [Double?]) -> DisplayPrecision {
        let values = values.compactMap(\.self)
        let greatest = values.max() ?? 0
        let most = greatest >= 1 || greatest <= 0 ? 2 : 2 + leadingZeros(greatest) + 1
        let needed = values.map { DecimalDigits($0) }.map {
            max(0, $0.digits.reversed().drop { $0 == 0 }.count - $0.point)
        }
        return DisplayPrecision(decimals: min(needed.max() ?? 0, most))
    }

    /// A coefficient and its standard error: three digits of the standard error, two decimals at least.
    package static func coefficient(standardError: Double?) -> DisplayPrecision {
        guard let error = standardError, error > 0 else { return DisplayPrecision(decimals: 3) }
        return DisplayPrecision(decimals: min(max(3 + leadingZeros(error), 2), 12))
    }

    /// A ratio with an interval so narrow that two decimals would hide it; absent where two show it.
    package static func narrowRatio(lower: Double?, upper: Double?) -> DisplayPrecision? {
        guard let lower, let upper, lower >= 0.095, upper < 10, upper - lower < 0.04 else { return nil }
        return DisplayPrecision(decimals: min(3 + leadingZeros((upper - lower) * 25), 8))
    }

    /// The zeros between the point and the first digit of a number below 1; the powers of ten above, as a negative.
    private static func leadingZeros(_ value: Double) -> Int { value > 0 ? -DecimalDigits(value).point : 0 }
}
