/// Arguments as they were typed, in which a number below 0 is taken for the value of the option before it.
///
/// Two words of a shell, `--gain -5`, would read like two options; `--gain=-5` is one. No option of this program is a digit.
///
/// ```swift
/// NegativeValues.joined(["--futility-z", "-0.5,0"])     // ["--futility-z=-0.5,0"]
/// ```
enum NegativeValues {
    /// The arguments, each option with the number below 0 that follows it.
    static func joined(_ arguments: [String]) -> [String] {
        var joined: [String] = []
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { return joined + arguments[index...] }
            if isNegative(argument), let option = joined.last, option.hasPrefix("--"), !option.contains("=") {
                joined[joined.count - 1] += "=" + argument
            } else {
                joined.append(argument)
            }
        }
        return joined
    }

    /// Whether it begins like a number below 0: -5, -.5, or the - that stands for none in a list.
    private static func isNegative(_ argument: String) -> Bool {
        guard argument.first == "-", let next = argument.dropFirst().first else { return false }
        return next.isASCII && (next.isNumber || next == "." || next == ",")
    }
}
