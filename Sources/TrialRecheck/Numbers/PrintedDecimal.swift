/// A decimal as it is printed: its digits, where its point stands, and whether digits at its end are unreadable.
///
/// ```swift
/// PrintedDecimal("28.1")?.interval(.rounded)       // 28.05 … 28.15
/// PrintedDecimal("0.860")?.interval(.padded)       // 0.855 … 0.865
/// PrintedDecimal("2?")?.interval(.rounded)         // 20 … 29, a digit that cannot be read
/// ```
///
/// Whether a fraction is printed so is decided in whole numbers, never through `Double`.
public struct PrintedDecimal: Sendable, Hashable {
    /// The digits without point and sign; an unreadable digit counts as 0.
    let digits: Int
    /// How many of them stand behind the point.
    let decimals: Int
    /// How many at the end cannot be read.
    let unreadable: Int
    let isNegative: Bool

    /// The most digits of a decimal; more are not printed.
    private static let longest = 15

    /// The decimal that a text prints: digits with a point (or the raised point of some journals), a sign, commas
    /// between thousands, question marks for digits that cannot be read. `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        isNegative = rest.first == "-" || rest.first == "−"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        guard let plain = Self.withoutThousands(rest) else { return nil }
        var digits = 0
        var (count, decimals, unreadable) = (0, 0, 0)
        var isBehindPoint = false
        for character in plain {
            if character == "." || character == "·" {
                guard !isBehindPoint else { return nil }
                isBehindPoint = true
                continue
            }
            let isUnreadable = character == "?"
            guard isUnreadable || character.isASCII && character.isWholeNumber, isUnreadable || unreadable == 0 else {
                return nil
            }
            digits = digits * 10 + (character.wholeNumberValue ?? 0)
            count += 1
            unreadable += isUnreadable ? 1 : 0
            decimals += isBehindPoint ? 1 : 0
            guard count <= Self.longest else { return nil }
        }
        guard count > 0 else { return nil }
        (self.digits, self.decimals, self.unreadable) = (digits, decimals, unreadable)
    }

    /// The decimal shifted by a negative power of ten, as 1.2 × 10⁻⁶ is 0.0000012; `nil` where it has too many digits.
    func divided(byPowerOfTen exponent: Int) -> PrintedDecimal? {
        guard exponent >= 0, unreadable == 0, decimals + exponent <= Self.longest else { return nil }
        return PrintedDecimal(digits: digits, decimals: decimals + exponent, unreadable: 0, isNegative: isNegative)
    }

    private init(digits: Int, decimals: Int, unreadable: Int, isNegative: Bool) {
        (self.digits, self.decimals, self.unreadable) = (digits, decimals, unreadable)
        self.isNegative = isNegative
    }

    /// A whole number.
    init(_ number: Int) {
        (digits, decimals, unreadable, isNegative) = (abs(number), 0, 0, number < 0)
    }

    private static func withoutThousands(_ text: Substring) -> Substring? {
        guard text.contains(",") else { return text }
        let parts = text.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
        // 0,789 is a decimal comma: no thousands begin with 0.
        guard (1...3).contains(parts[0].count), parts[0].first != "0", parts.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return Substring(text.filter { $0 != "," })
    }

    /// 10 to the number of decimals.
    var scale: Int { Self.power(decimals) }

    static func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// The number as arithmetic takes it.
    public var value: Double {
        let size = Double(digits) / Double(scale)
        return isNegative ? -size : size
    }

    /// The whole number, where one is printed.
    public var whole: Int? {
        guard decimals == 0, unreadable == 0 else { return nil }
        return isNegative ? -digits : digits
    }

    /// The zeros at the end behind the point, which may have been added.
    var zerosAtEnd: Int {
        var (zeros, rest) = (0, digits)
        while zeros < decimals, rest.isMultiple(of: 10) {
            zeros += 1
            rest /= 10
        }
        return unreadable == 0 ? zeros : 0
    }

    /// The half-units of the last digit that the number lies between: of all numbers x·½·10⁻ᵈ, from `low` to `high`.
    private func halfUnits(_ reading: Reading) -> (low: Int, high: Int) {
        let unit = Self.power(unreadable)
        let last = digits + unit - 1
        switch reading {
        case .rounded: return unit > 1 && decimals == 0 ? (2 * digits, 2 * last) : (2 * digits - 1, 2 * last + 1)
        case .truncated: return (2 * digits, 2 * last + 2)
        case .padded:
            let unit = Self.power(zerosAtEnd)
            return (2 * digits - unit, 2 * digits + 2 * unit)
        }
    }

    /// The numbers that are printed so, between ends that belong to them.
    public func interval(_ reading: Reading) -> Interval {
        let (low, high) = halfUnits(reading)
        let (a, b) = (Double(low) / Double(2 * scale), Double(high) / Double(2 * scale))
        return (isNegative ? Interval(-b, -a) : Interval(a, b)).widened
    }

    /// The numbers that are printed so under a reading or a plainer one.
    public func interval(upTo reading: Reading) -> Interval {
        Reading.allCases.filter { $0 <= reading }.reduce(interval(.rounded)) { $0.hull(interval($1)) }
    }

    /// Whether a fraction is printed so, decided in whole numbers.
    ///
    /// - Parameters:
    ///   - numerator: of the fraction, at least 0.
    ///   - denominator: of the fraction, above 0.
    func prints(_ numerator: Int, over denominator: Int, _ reading: Reading) -> Bool {
        guard !isNegative else { return numerator == 0 && digits == 0 }
        let x = Int128(numerator) * Int128(2 * scale)
        let (low, high) = halfUnits(reading)
        let isBelowEnd =
            reading == .rounded ? x <= Int128(high) * Int128(denominator) : x < Int128(high) * Int128(denominator)
        return x >= Int128(low) * Int128(denominator) && isBelowEnd
    }

    /// The plainest reading under which a fraction is printed so.
    func plainestReading(_ numerator: Int, over denominator: Int) -> Reading? {
        Reading.allCases.first { prints(numerator, over: denominator, $0) }
    }
}
