import TestSupport
import TrialStatistics

/// One case of `Validation/Python/randomization.json`; which parts it has depends on its kind.
struct RandomizationCase: Decodable, Sendable, CustomStringConvertible {
    let kind: String, method: String
    let parts: [Int]
    let seed: String?
    let factors: [String]?
    let subjects: Subjects?
    let count: Int?
    let numbers: [Int]?
    let probability: Double?
    let measure: String?, ratio: String?
    let weights: [Double]?
    let arms: [Int]?
    let codes: [String]?
    let guessed: Double?, bestGuessed: Double?, certain: Double?, loss: Double?
    let outsiderGuessed: Double?, outsiderCertain: Double?
    let course: [Double]?
    let armProbabilities: [[Double]]?
    let finalImbalances: [Double]?, finalProbabilities: [Double]?
    let worstImbalances: [Double]?, worstProbabilities: [Double]?
    let digits: String?
    let ranked: [Int]?

    /// The levels of each subject, or how many subjects there are.
    enum Subjects: Decodable, Sendable {
        case levels([[String]])
        case count(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let count = try? container.decode(Int.self) {
                self = .count(count)
            } else {
                self = .levels(try container.decode([[String]].self))
            }
        }
    }

    static let golden = Result { try Golden<RandomizationCase>(named: "randomization", in: "Python") }
    static func cases(_ kind: String) -> [RandomizationCase] {
        ((try? golden.get().cases) ?? []).filter { $0.kind == kind }
    }

    var description: String {
        "\(kind) \(method) \(parts) \(numbers ?? []) \(measure ?? "") \(ratio ?? "") \(probability ?? 0)"
    }

    /// The method that the case names.
    var allocationMethod: AllocationMethod {
        get throws {
            let numbers = numbers ?? []
            switch method {
            case "simple": return .simple
            case "permuted-blocks": return .permutedBlocks(sizes: numbers)
            case "biased-coin": return .biasedCoin(probability: probability ?? 0)
            case "urn": return .urn(alpha: numbers[0], beta: numbers[1])
            case "big-stick": return .bigStick(imbalance: numbers[0])
            case "block-urn": return .blockUrn(sets: numbers[0])
            case "maximal": return .maximal(imbalance: numbers[0], length: numbers[1])
            case "minimization": return .minimization(rule)
            default: throw UnknownCase(description: "there is no method \(method)")
            }
        }
    }

    var rule: MinimizationRule {
        MinimizationRule(
            measure: measure.flatMap { .init(rawValue: $0) } ?? .range, weights: weights ?? [],
            probability: probability ?? 0, ratio: ratio.flatMap { .init(rawValue: $0) } ?? .slots)
    }

    var scheme: AllocationScheme {
        get throws {
            let factors = try (factors ?? []).map { text in
                let words = text.split { "=,".contains($0) }.map(String.init)
                return try StratificationFactor(words[0], levels: Array(words.dropFirst()))
            }
            return try AllocationScheme(
                ratio: AllocationRatio(parts), method: allocationMethod, factors: factors)
        }
    }
}

/// A case that the suite cannot read.
struct UnknownCase: Error, CustomStringConvertible {
    let description: String
}
