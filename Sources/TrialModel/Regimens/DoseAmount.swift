import TrialValues

/// How much of a drug one dose holds, as a protocol prints it: `10 mg`, `1.3 mg/m2`, `1 capsule`.
///
/// ```swift
/// DoseAmount("2.40 mg") == DoseAmount("2.4 mg")             // true: the amount counts, not its print
/// DoseAmount("1 g")?.compared(to: DoseAmount("900 mg")!)    // .above
/// ```
///
/// Amounts are exact decimals. Those of different kinds, such as `mg` and `mg/m2`, cannot be compared.
public struct DoseAmount: Sendable, Hashable, CustomStringConvertible {
    /// What an amount is counted in.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        case gram = "g"
        case milligram = "mg"
        case microgram = "ug"
        case nanogram = "ng"
        case milligramPerSquareMetre = "mg/m2"
        case milligramPerKilogram = "mg/kg"
        case microgramPerKilogram = "ug/kg"
        case millilitre = "mL"
        case internationalUnit = "IU"
        case internationalUnitPerKilogram = "IU/kg"
        case capsule, tablet

        /// The unit of a word, in the spellings that people print.
        public init?(_ word: String) {
            let plain = word.replacing("µ", with: "u").replacing("μ", with: "u").replacing("mcg", with: "ug")
                .replacing("²", with: "2").replacing("^", with: "").lowercased()
            let singular = ["capsules": "capsule", "tablets": "tablet", "units": "iu", "ml": "ml"][plain] ?? plain
            guard let unit = Unit.allCases.first(where: { $0.rawValue.lowercased() == singular }) else { return nil }
            self = unit
        }

        /// The smallest unit of the same kind, and the power of ten that leads to it.
        var base: (kind: String, power: Int) {
            switch self {
            case .gram: ("mass", 9)
            case .milligram: ("mass", 6)
            case .microgram: ("mass", 3)
            case .nanogram: ("mass", 0)
            case .milligramPerKilogram: ("mass a kilogram", 3)
            case .microgramPerKilogram: ("mass a kilogram", 0)
            default: (rawValue, 0)
            }
        }
    }

    /// How many of the unit; above 0.
    public let number: ExactDecimal
    /// What is counted.
    public let unit: Unit

    /// An amount; `nil` where the number is not above 0.
    public init?(_ number: ExactDecimal, _ unit: Unit) {
        guard number.significand > 0 else { return nil }
        self.number = number
        self.unit = unit
    }

    /// The amount that a text prints; `nil` for anything else.
    public init?(_ text: String) {
        let trimmed = text.trimmingSpaces
        let end = trimmed.firstIndex { !$0.isASCII || !($0.isNumber || $0 == ".") } ?? trimmed.endIndex
        guard let number = ExactDecimal(trimmed[..<end]), let unit = Unit(String(trimmed[end...].trimmingSpaces)) else {
            return nil
        }
        self.init(number, unit)
    }

    /// Where this amount lies beside another; `nil` where they are of different kinds.
    public func compared(to other: DoseAmount) -> Comparison? {
        guard unit.base.kind == other.unit.base.kind else { return nil }
        guard let mine = scaled, let theirs = other.scaled else { return nil }
        return Comparison(mine, theirs)
    }

    /// The number in the smallest unit of its kind.
    private var scaled: ExactDecimal? {
        ExactDecimal(significand: number.significand, exponent: number.exponent + unit.base.power)
    }

    /// The number in the smallest unit of its kind, for sums and shares.
    var inSmallestUnit: Double { scaled?.double ?? number.double }

    /// Whether another amount can be compared with this one.
    func isOfKind(of other: DoseAmount) -> Bool { unit.base.kind == other.unit.base.kind }

    /// The number in another unit of the same kind, for sums; `nil` where the kinds differ.
    func value(in other: Unit) -> Double? {
        guard unit.base.kind == other.base.kind else { return nil }
        let power = unit.base.power - other.base.power
        return ExactDecimal(significand: number.significand, exponent: number.exponent + power)?.double
    }

    /// The amount as it is printed: `2.4 mg`.
    public var description: String { "\(number) \(unit.rawValue)" }
}

extension Expectation where Value == DoseAmount {
    /// An amount of a drug.
    static let doseAmount = Expectation(
        "an amount with its unit, such as 10 mg", shape: .text(pattern: #"^[0-9.]+ *[A-Za-zµμ/0-9²^]+$"#)
    ) { text throws(StudyFault) in
        guard let amount = DoseAmount(text) else { throw DoseAmount.fault(text) }
        return amount
    }
}

extension DoseAmount {
    /// Why a text is no amount.
    static func fault(_ text: String) -> StudyFault {
        if text.contains(#/(?i)\b(daily|a day|bid|tid|every)\b/#) {
            return .other(
                rule: "study.type",
                "an amount is that of one dose, and `\(text)` says how often; that stands in `days`, such as 1-14 twice daily"
            )
        }
        let number = text.trimmingSpaces.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        if let number = ExactDecimal(number), number.significand == 0 {
            return .other(rule: "study.range", "`\(text)` is no dose; an amount is above 0")
        }
        return number.isEmpty ? .type : .unit
    }
}
