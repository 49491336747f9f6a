/// Numbers that no trial has, refused by the name of their option before a method computes with them.
///
/// Times, counts, rates and ratios of trials lie between 10⁻⁹ and 10⁹. What is beyond is a slip of the hand, and its squares and quotients are
/// no numbers any more.
///
/// ```swift
/// NumberLimits.problem(["boundaries", "--gain", "1e308"])    // "--gain: error: it has 1e308; expected at most 1000000000"
/// ```
enum NumberLimits {
    private static let greatest = 1e9
    private static let least = 1e-9
    private static let commands: Set<String> = [
        "allocate", "boundaries", "design", "forecast", "monitor", "samplesize",
    ]
    /// Options whose values are names, files, texts and days, in which any number may stand, and the seed.
    static let words: Set<String> = [
        "--seed", "--dose-seed", "--digits", "--event", "--lost", "--outcome", "--by", "--reference", "--entry",
        "--time", "--unit", "--time-unit", "--item", "--cut", "--as-of", "--output", "--title", "--csv", "--design",
        "--history", "--arrivals", "--verify", "--test", "--arm-column", "--arms", "--strata",
    ]

    /// The first number beyond the limits, in the sentence of an error; nil where there is none.
    static func problem(_ arguments: [String]) -> String? {
        guard let command = arguments.first, commands.contains(command) else { return nil }
        var option: String?
        for argument in arguments.dropFirst() {
            if argument == "--" { return nil }
            guard argument.hasPrefix("--") else {
                // The levels of the next subject are names; the information of the next look is a number.
                let isName = option == "--next" && command == "allocate"
                if let option, !isName, let problem = problem(argument, of: option) { return problem }
                option = nil
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            option = parts.count == 1 ? argument : nil
            if parts.count == 2, let problem = problem(String(parts[1]), of: String(parts[0])) { return problem }
        }
        return nil
    }

    private static func problem(_ value: String, of option: String) -> String? {
        guard !words.contains(option) else { return nil }
        for part in value.split(whereSeparator: { ",:/@=".contains($0) }) {
            let text = part.trimmingSpaces
            guard let number = Double(text) else { continue }
            guard number.isFinite else { return "\(option): error: it has \(text); expected a finite number" }
            if abs(number) > greatest { return "\(option): error: it has \(text); expected at most 1000000000" }
            if number != 0, abs(number) < least {
                return "\(option): error: it has \(text); expected 0, or a number of at least 0.000000001"
            }
        }
        return nil
    }
}
