import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options that say what is to be done with a scheme.
struct AllocationTaskOptions: ParsableArguments {
    /// What is to be done.
    enum Kind: String, CaseIterable { case list, next, verify, assess, compare, test }

    @Option(help: ArgumentHelp("The number of allocations in each stratum.", valueName: "n"))
    var perStratum: Int?

    @Option(help: ArgumentHelp("The number of subjects in all.", valueName: "n"))
    var subjects: Int?

    @Option(help: ArgumentHelp("Subjects with their levels, in the order of arrival.", valueName: "file"))
    var arrivals: String?

    @Option(help: ArgumentHelp("Allocate one more subject: name=level,…; '' without.", valueName: "levels"))
    var next: String?

    @Option(help: ArgumentHelp("The subjects before, with levels and arm, as CSV.", valueName: "file"))
    var history: String?

    @Option(help: ArgumentHelp("The column of the arm in a file.", valueName: "column"))
    var armColumn = "arm"

    @Option(help: ArgumentHelp("Check that a list is the one of its seed.", valueName: "file"))
    var verify: String?

    @Option(help: ArgumentHelp("The seal that was kept aside, for --verify.", valueName: "sha256"))
    var seal: String?

    @Flag(help: "Balance and predictability of the method.")
    var assess = false

    @Flag(help: "Balance and predictability of all methods, side by side.")
    var compare = false

    @Option(help: ArgumentHelp("Re-randomisation test of a column of --history.", valueName: "column"))
    var test: String?

    @Option(help: ArgumentHelp("Lists simulated where nothing exact is known.", valueName: "n"))
    var lists = 10_000

    @Option(help: ArgumentHelp("How often levels come: a row for each factor, / between.", valueName: "rows"))
    var prevalences: NumberRows?

    /// The tasks that were asked for.
    private var kinds: [Kind] {
        [
            (Kind.next, next != nil), (.verify, verify != nil), (.assess, assess), (.compare, compare),
            (.test, test != nil),
        ].filter(\.1).map(\.0)
    }

    var kind: Kind { kinds.first ?? .list }

    func check(method: AllocationSchemeOptions.Method?) throws {
        guard kinds.count < 2 else {
            throw ValidationError(
                "--\(kinds[0].rawValue) and --\(kinds[1].rawValue) are two tasks; expected one of --next, --verify, --assess, --compare, --test."
            )
        }
        if kind == .compare, let method {
            throw ValidationError("--compare sets all methods side by side; --method \(method.rawValue) is one.")
        }
        if method == .table, let kind = kinds.first {
            throw ValidationError("--method table makes a list; --\(kind.rawValue) is for the other methods.")
        }
        let owners: [(String, Bool, [Kind])] = [
            ("--arrivals", arrivals != nil, [.list]), ("--history", history != nil, [.next, .test]),
            ("--seal", seal != nil, [.verify]), ("--prevalences", prevalences != nil, [.assess]),
            ("--per-stratum", perStratum != nil, [.list, .assess, .verify]),
            ("--subjects", subjects != nil, [.list, .assess, .compare, .verify]),
        ]
        for (option, isGiven, kinds) in owners where isGiven && !kinds.contains(kind) {
            throw ValidationError("\(option) does not go with \(kind == .list ? "a list" : "--" + kind.rawValue).")
        }
        if perStratum != nil, subjects != nil, kind != .verify {
            throw ValidationError("--per-stratum and --subjects both say how many; expected one of them.")
        }
        if arrivals != nil, perStratum ?? subjects != nil {
            throw ValidationError("--arrivals says who comes; --per-stratum and --subjects do not go with it.")
        }
    }

    /// The number of allocations of each list, where it is known.
    var listLength: Int? { perStratum ?? subjects }

    func wanted<Value>(_ value: Value?, _ option: String, for task: String) throws -> Value {
        guard let value else { throw Refusal(description: "\(option): error: missing; \(task) needs it") }
        return value
    }

    /// The list that is asked for, and the file of those who come.
    func list(
        _ scheme: AllocationScheme, seed: UInt64, on console: Console
    ) throws -> (list: AllocationList, input: InputFile?) {
        if let arrivals {
            let file = try AllocationHistory(arrivals, isHashed: true, on: console)
            return (try scheme.list(seed: seed, subjects: try file.levels(scheme)), file.input)
        }
        guard scheme.isStratified else {
            if case .minimization = scheme.method {
                throw Refusal(
                    description:
                        "--arrivals: error: missing; minimization allocates those who come, there is no list in advance"
                )
            }
            return (try scheme.list(seed: seed, perStratum: try wanted(listLength, "--subjects", for: "a list")), nil)
        }
        let count = try wanted(perStratum, "--per-stratum", for: "a list in strata")
        return (try scheme.list(seed: seed, perStratum: count), nil)
    }

    /// The levels of the next subject, in the order of the factors.
    func nextSubject(_ scheme: AllocationScheme) throws -> [String] {
        func refusal(_ text: String) -> Refusal {
            let names = scheme.factors.map { "\($0.name)=\($0.levels[0])" }.joined(separator: ",")
            return Refusal(description: "--next: error: \(text); expected one level of each factor, such as '\(names)'")
        }
        guard let next, let parts = QuotedWords.parts(next, separator: ",") else {
            throw refusal("a quote is not closed")
        }
        var levels: [String: String] = [:]
        for part in parts where !part.trimmingSpaces.isEmpty {
            guard let sign = part.firstIndex(of: "=") else {
                throw refusal("'\(part.trimmingSpaces)' has no equals sign")
            }
            let name = QuotedWords.name(part[..<sign])
            guard scheme.factors.contains(where: { $0.name == name }) else {
                throw refusal("'\(name)' is none of the factors of --strata")
            }
            guard levels.updateValue(QuotedWords.name(part[part.index(after: sign)...]), forKey: name) == nil else {
                throw refusal("'\(name)' is given twice")
            }
        }
        return try scheme.factors.map { factor in
            guard let level = levels[factor.name] else { throw refusal("'\(factor.name)' is missing") }
            return level
        }
    }
}
