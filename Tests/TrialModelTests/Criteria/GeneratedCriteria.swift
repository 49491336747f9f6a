import TrialValues

@testable import TrialModel

/// Criteria and subjects that are made at random from a seed.
struct GeneratedCriteria {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64: G. Steele, D. Lea, C. Flood, OOPSLA 2014.
    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    mutating func pick<Item>(_ items: [Item]) -> Item { items[next(items.count)] }

    static let flags = ["pregnant", "HIV", "dialysis", "hepatitis B", "consent signed"]
    static let facts =
        flags + [
            "platelets", "ALT", "ECOG", "response", "sex", "transplant", "diagnosis", "age", "lines of treatment",
            "cytogenetics",
            "start",
        ]

    private func measure(_ name: String) -> Measure { Measure(.fact(fact(name))) }
    private func fact(_ name: String) -> FactDefinition {
        FactDictionary.shipped[name] ?? FactDefinition(name, .flag, "missing")
    }

    private mutating func relation() -> Criterion.Relation { pick(Criterion.Relation.allCases) }

    private mutating func number(_ limit: Int) -> ExactDecimal {
        ExactDecimal(significand: Int64(next(limit * 10)), exponent: -1) ?? .zero
    }

    private mutating func quantity(_ limit: Int, _ units: [String]) -> Quantity {
        Quantity("\(number(limit)) \(pick(units))") ?? Quantity(number: .zero, unit: .one)
    }

    private mutating func window() -> ObservationWindow? {
        guard next(3) == 0 else { return nil }
        return ObservationWindow(
            1 + next(40), pick(Period.Unit.allCases.dropLast().map { $0 }), pick(ObservationWindow.Side.allCases),
            fact("start"))
    }

    /// A condition that is no list.
    mutating func atom() -> Criterion {
        switch next(13) {
        case 0, 1, 2: return .holds(measure(pick(Self.flags)))
        case 3:
            let measure = Measure(
                .fact(fact("platelets")), selection: next(3) == 0 ? pick(Measure.Selection.allCases) : nil,
                window: window())
            return .compares(measure, relation(), .quantity(quantity(400, ["10^9/L", "K/uL"])))
        case 4:
            return .compares(measure("ALT"), relation(), .limit(pick(Criterion.NormalLimit.allCases), times: number(5)))
        case 5:
            let ends = [next(6), next(6)].sorted()
            return .within(
                measure("ECOG"),
                .init(
                    lower: .level(ends[0]), upper: .level(ends[1]), includesLower: true,
                    includesUpper: ends[0] == ends[1] || next(2) == 0))
        case 6: return .compares(measure("response"), relation(), .level(next(7)))
        case 7: return .isOne(measure("sex"), of: [.text("female"), .text("male")].dropLast(next(2)))
        case 8:
            let ends = [next(400), 400 + next(400)].compactMap { ExactDecimal(exactly: $0) }
            return .within(
                Measure(
                    .span(pick(Period.Unit.allCases), from: fact("transplant"), to: next(2) == 0 ? fact("start") : nil)),
                .init(
                    lower: .number(ends[0]), upper: .number(ends[1]), includesLower: next(2) == 0,
                    includesUpper: next(2) == 0))
        case 9: return .compares(measure("transplant"), relation(), .measure(measure("diagnosis")))
        case 10:
            return .compares(
                measure("age"), relation(), .quantity(Quantity("\(next(100)) years") ?? quantity(90, ["years"])))
        case 11:
            return .isOne(
                measure("lines of treatment"),
                of: (1...(1 + next(3))).compactMap { ExactDecimal(exactly: $0) }.map { .number($0) })
        default:
            let words = ["del17p", "t(4;14)", "1q gain"]
            let count = 1 + next(3)
            return .includes(measure("cytogenetics"), Array(words.prefix(count)), all: count > 1 && next(2) == 0)
        }
    }

    /// A criterion with lists to a depth.
    mutating func criterion(depth: Int) -> Criterion {
        guard depth > 0, next(4) > 0 else { return atom() }
        let parts = (0..<(2 + next(3))).map { _ in criterion(depth: depth - 1) }
        switch next(5) {
        case 0, 1: return .all(parts)
        case 2: return .any(parts)
        case 3: return .not(criterion(depth: depth - 1))
        default: return .atLeast(1 + next(parts.count), of: parts)
        }
    }

    private mutating func day() -> PartialDay {
        let text = "20\(pick(["22", "23", "24"]))-0\(1 + next(9))-1\(next(10))"
        let day = pick([text, text, text, String(text.prefix(7)), String(text.prefix(4))])
        return PartialDay(day) ?? PartialDay(.first)
    }

    /// The observations of a fact.
    mutating func observations(_ name: String) -> [FactObservation] {
        switch name {
        case "platelets":
            return (0...next(2)).map { _ in
                FactObservation(.quantity(quantity(400, ["10^9/L", "K/uL"])), happened: next(4) > 0 ? day() : nil)
            }
        case "ALT":
            return [
                FactObservation(
                    .quantity(quantity(300, ["U/L"])), lowerLimit: next(2) == 0 ? Quantity("10 U/L") : nil,
                    upperLimit: next(2) == 0 ? Quantity("40 U/L") : nil)
            ]
        case "ECOG": return [FactObservation(.level(next(6)))]
        case "response": return [FactObservation(.level(next(7)))]
        case "sex": return [FactObservation(.text(pick(["female", "male"])))]
        case "transplant", "diagnosis": return [FactObservation(next(6) == 0 ? .never : .date(day()))]
        case "start": return [FactObservation(.date(day()))]
        case "age": return [FactObservation(.quantity(Quantity("\(next(100)) years") ?? quantity(90, ["years"])))]
        case "lines of treatment": return [FactObservation(.number(ExactDecimal(exactly: 1 + next(4)) ?? .one))]
        case "cytogenetics":
            return [FactObservation(.words(["del17p", "t(4;14)", "1q gain"].filter { _ in next(2) == 0 }))]
        default: return [FactObservation(.flag(next(2) == 0))]
        }
    }

    /// A subject of whom about a part of the facts is known.
    mutating func subject(known percent: Int = 60) -> SubjectFacts {
        var facts: [String: [FactObservation]] = [:]
        for name in Self.facts where next(100) < percent { facts[name] = observations(name) }
        return SubjectFacts(facts)
    }
}
