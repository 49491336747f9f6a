import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options that make a scheme: method, its numbers, ratio, arms, strata.
struct AllocationSchemeOptions: ParsableArguments {
    /// The methods, as the command line names them.
    enum Method: String, ExpressibleByArgument, CaseIterable {
        case simple
        case permutedBlocks = "permuted-blocks"
        case biasedCoin = "biased-coin"
        case urn
        case bigStick = "big-stick"
        case blockUrn = "block-urn"
        case maximal, minimization, table
    }

    @Option(
        help: ArgumentHelp(
            "How: simple, permuted-blocks, biased-coin, urn, big-stick, block-urn, maximal, minimization or table.",
            valueName: "method"))
    var method: Method?

    @Option(name: .customLong("ratio"), help: ArgumentHelp("The parts of the arms, 1:1 by default.", valueName: "a:b"))
    var parts: RatioParts?

    @Option(help: ArgumentHelp("The names of the arms, commas between them.", valueName: "names"))
    var arms: ColumnList?

    @Option(help: ArgumentHelp("Factors with their levels, name=level,level;name=…", valueName: "factors"))
    var strata: FactorList?

    @Option(help: ArgumentHelp("Sizes of permuted blocks, one at random each time.", valueName: "sizes"))
    var blocks: WholeNumbers?

    @Option(help: ArgumentHelp("p of biased-coin (2/3) and minimization (0.8).", valueName: "p"))
    var probability: Double?

    @Option(help: ArgumentHelp("b of big-stick and maximal.", valueName: "b"))
    var limit: Int?

    @Option(help: ArgumentHelp("α of urn, 0 by default.", valueName: "balls"))
    var alpha: Int?

    @Option(help: ArgumentHelp("β of urn, 1 by default.", valueName: "balls"))
    var beta: Int?

    @Option(help: ArgumentHelp("λ of block-urn, 2 by default.", valueName: "sets"))
    var sets: Int?

    @Option(help: ArgumentHelp("The subjects of a sequence of maximal.", valueName: "n"))
    var length: Int?

    @Option(
        help: ArgumentHelp(
            "What minimization makes least: range, variance or absolute-differences.", valueName: "measure"))
    var measure: MinimizationRule.Measure?

    @Option(help: ArgumentHelp("A weight for each factor of minimization; 1 by default.", valueName: "weights"))
    var weights: NumberList?

    @Option(help: ArgumentHelp("Minimization at unequal ratio: slots or biased-coin.", valueName: "way"))
    var unequal: MinimizationRule.Ratio?

    func validate() throws {
        let owners: [(String, Bool, [Method])] = [
            ("--blocks", blocks != nil, [.permutedBlocks]), ("--alpha", alpha != nil, [.urn]),
            ("--probability", probability != nil, [.biasedCoin, .minimization]), ("--beta", beta != nil, [.urn]),
            ("--limit", limit != nil, [.bigStick, .maximal]), ("--sets", sets != nil, [.blockUrn]),
            ("--length", length != nil, [.maximal]), ("--measure", measure != nil, [.minimization]),
            ("--weights", weights != nil, [.minimization]), ("--unequal", unequal != nil, [.minimization]),
        ]
        for (option, isGiven, methods) in owners where isGiven {
            guard let method, methods.contains(method) else {
                let names = methods.map(\.rawValue).joined(separator: " and ")
                throw ValidationError(
                    "\(option) is an option of \(names); \(self.method.map { "\($0.rawValue) takes none" } ?? "--method is missing")."
                )
            }
        }
    }

    /// The arms and their parts.
    func ratio() throws -> AllocationRatio {
        let arms = arms?.names
        return try AllocationRatio(parts?.numbers ?? [Int](repeating: 1, count: max(2, arms?.count ?? 2)), arms: arms)
    }

    /// The scheme; `subjects` is how long a sequence of the maximal procedure is where nothing says.
    func scheme(subjects: Int?) throws -> AllocationScheme {
        try AllocationScheme(ratio: ratio(), method: allocationMethod(subjects), factors: factors())
    }

    private func factors() throws -> [StratificationFactor] {
        try (strata?.factors ?? []).map { try StratificationFactor($0.name, levels: $0.levels) }
    }

    private func allocationMethod(_ subjects: Int?) throws -> AllocationMethod {
        func wanted<Value>(_ value: Value?, _ option: String) throws -> Value {
            guard let value else {
                throw Refusal(description: "\(option): error: missing; --method \(method?.rawValue ?? "") needs it")
            }
            return value
        }
        switch method {
        case nil, .table: throw Refusal(description: "--method: error: missing; expected how subjects are allocated")
        case .simple: return .simple
        case .permutedBlocks: return .permutedBlocks(sizes: try wanted(blocks, "--blocks").numbers)
        case .biasedCoin: return .biasedCoin(probability: probability ?? 2.0 / 3)
        case .urn: return .urn(alpha: alpha ?? 0, beta: beta ?? 1)
        case .bigStick: return .bigStick(imbalance: try wanted(limit, "--limit"))
        case .blockUrn: return .blockUrn(sets: sets ?? 2)
        case .maximal:
            return .maximal(imbalance: try wanted(limit, "--limit"), length: try wanted(length ?? subjects, "--length"))
        case .minimization:
            return .minimization(
                MinimizationRule(
                    measure: measure ?? .range, weights: weights?.numbers ?? [], probability: probability ?? 0.8,
                    ratio: unequal ?? .slots))
        }
    }

    /// The methods that `--compare` sets side by side for the ratio.
    func shelf(subjects: Int) throws -> [AllocationScheme] {
        let ratio = try ratio()
        let sum = ratio.sum
        let isTwo = ratio.parts == [1, 1]
        var methods: [AllocationMethod] = [
            .simple, .permutedBlocks(sizes: [sum]), .permutedBlocks(sizes: [2 * sum]),
            .permutedBlocks(sizes: [sum, 2 * sum, 3 * sum]), .biasedCoin(probability: isTwo ? 2.0 / 3 : 0.7),
            .urn(alpha: 0, beta: 1), .bigStick(imbalance: isTwo ? 3 : 2), .blockUrn(sets: 2),
        ]
        if isTwo { methods.append(.maximal(imbalance: 3, length: subjects + subjects % 2)) }
        return try methods.map { try AllocationScheme(ratio: ratio, method: $0) }
    }
}

extension MinimizationRule.Measure: ExpressibleByArgument {}
extension MinimizationRule.Ratio: ExpressibleByArgument {}

/// Whole numbers with colons between them.
struct RatioParts: ExpressibleByArgument {
    let numbers: [Int]

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0.trimmingSpaces) }
        numbers = parts.compactMap(\.self)
        if numbers.count != parts.count { return nil }
    }
}

/// Whole numbers with commas between them.
struct WholeNumbers: ExpressibleByArgument {
    let numbers: [Int]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0.trimmingSpaces) }
        numbers = parts.compactMap(\.self)
        if numbers.count != parts.count { return nil }
    }
}

/// Factors with their levels: `name=level,level;name=level,level`, in quotes what holds one of the separators.
struct FactorList: ExpressibleByArgument {
    let factors: [(name: String, levels: [String])]

    init?(argument: String) {
        guard let parts = QuotedWords.parts(argument, separator: ";") else { return nil }
        let factors = parts.filter { !$0.trimmingSpaces.isEmpty }.map { part -> (name: String, levels: [String])? in
            guard let sign = part.firstIndex(of: "=") else { return (QuotedWords.name(part), []) }
            guard let levels = QuotedWords.names(part[part.index(after: sign)...], separator: ",") else { return nil }
            return (QuotedWords.name(part[..<sign]), levels)
        }
        self.factors = factors.compactMap(\.self)
        if self.factors.count != factors.count || factors.isEmpty { return nil }
    }
}
