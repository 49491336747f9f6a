import TrialStatistics

extension LogRankTest.Weighting {
    /// The name by which files and the command line know the test: "log-rank", "fh:1,0", "mwlr:0.5", "mwlr:t=12".
    public var name: String {
        switch self {
        case .logRank: "log-rank"
        case .gehan: "gehan"
        case .taroneWare: "tarone-ware"
        case .peto: "peto"
        case .modifiedPeto: "modified-peto"
        case .flemingHarrington(let rho, let gamma): "fh:\(Self.text(rho)),\(Self.text(gamma))"
        case .modestlyWeighted(.survival(let bound)): "mwlr:\(Self.text(bound))"
        case .modestlyWeighted(.time(let bound)): "mwlr:t=\(Self.text(bound))"
        }
    }

    /// The weighting of a name; nil where there is none, or its numbers are out of range.
    public init?(name: String) {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count > 1 ? parts[1] : nil
        guard let weighting = parts.first.flatMap({ Self.named($0, rest) }) else { return nil }
        self = weighting
    }

    private static func named(_ name: Substring, _ rest: Substring?) -> Self? {
        switch (name, rest) {
        case ("log-rank", nil): .logRank
        case ("gehan", nil): .gehan
        case ("tarone-ware", nil): .taroneWare
        case ("peto", nil): .peto
        case ("modified-peto", nil): .modifiedPeto
        case ("fh", let rest?): flemingHarrington(rest)
        case ("mwlr", let rest?): modestlyWeighted(rest)
        default: nil
        }
    }

    private static func flemingHarrington(_ text: Substring) -> Self? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count == 2, let rho = parts[0], let gamma = parts[1] else { return nil }
        guard rho.isFinite, gamma.isFinite, rho >= 0, gamma >= 0 else { return nil }
        return .flemingHarrington(rho: rho, gamma: gamma)
    }

    private static func modestlyWeighted(_ text: Substring) -> Self? {
        if text.hasPrefix("t=") {
            guard let bound = Double(text.dropFirst(2)), bound.isFinite, bound >= 0 else { return nil }
            return .modestlyWeighted(.time(bound))
        }
        guard let bound = Double(text), bound > 0, bound <= 1 else { return nil }
        return .modestlyWeighted(.survival(bound))
    }

    /// The fewest digits that read back, whole numbers without a decimal point.
    private static func text(_ value: Double) -> String {
        let text = String(value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension LogRankTest.Weighting {
    /// What papers call the test, before "test": "Log-rank", "Fleming-Harrington (1, 0)".
    package var title: String {
        switch self {
        case .logRank: "Log-rank"
        case .gehan: "Gehan-Breslow"
        case .taroneWare: "Tarone-Ware"
        case .peto: "Peto-Peto"
        case .modifiedPeto: "Modified Peto-Peto"
        case .flemingHarrington(let rho, let gamma):
            "Fleming-Harrington (\(Self.text(rho)), \(Self.text(gamma)))"
        case .modestlyWeighted(.survival(let bound)): "Modestly weighted log-rank (\(Self.text(bound)))"
        case .modestlyWeighted(.time(let bound)): "Modestly weighted log-rank (until \(Self.text(bound)))"
        }
    }

    /// The title within a sentence: names of people keep their capitals.
    package var titleInSentence: String {
        switch self {
        case .logRank, .modifiedPeto, .modestlyWeighted: title.prefix(1).lowercased() + title.dropFirst()
        case .gehan, .taroneWare, .peto, .flemingHarrington: title
        }
    }

    /// "The log-rank test".
    var subject: String { "The \(titleInSentence) test" }

    /// Why there may be no test.
    package var reasonForAbsence: String {
        self == .logRank
            ? "no event happened while two groups were at risk"
            : "no event that has a weight happened while two groups were at risk"
    }

    /// The weight of an event time as a formula with its words; nil for the log-rank test.
    package var formula: String? {
        let before = "S(t−) is the Kaplan-Meier curve of all groups just before t"
        let peto = "S̃ is the product of 1 − d/(n + 1) over event times up to t"
        switch self {
        case .logRank: return nil
        case .gehan: return "n, the number at risk"
        case .taroneWare: return "√n, where n is the number at risk"
        case .peto: return "S̃(t), where \(peto), with d events and n at risk"
        case .modifiedPeto: return "S̃(t)·n/(n + 1), where \(peto), with d events and n at risk"
        case .flemingHarrington(let rho, let gamma):
            return "S(t−)^\(Self.text(rho)) · (1 − S(t−))^\(Self.text(gamma)), where \(before)"
        case .modestlyWeighted(.survival(let bound)): return "1/max(S(t−), \(Self.text(bound))), where \(before)"
        case .modestlyWeighted(.time(let bound)):
            return "1/max(S(t−), S(\(Self.text(bound)))), where \(before)"
        }
    }
}
