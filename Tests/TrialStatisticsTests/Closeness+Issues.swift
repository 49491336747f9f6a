import TestSupport
import Testing

/// Expects two lists of numbers to agree, an absent one with an absent one, and says which element does not.
func expectClose(
    _ values: [Double?], _ expected: [Double?], relative: Double, absolute: Double = 0, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard values.count == expected.count else {
        Issue.record("\(what): \(values.count) values, expected \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    for index in values.indices where !isClose(values[index], expected[index], relative: relative, absolute: absolute) {
        Issue.record(
            "\(what)[\(index)] is \(text(values[index])), expected \(text(expected[index]))",
            sourceLocation: sourceLocation)
        return
    }
}

/// Expects two numbers to agree, or both to be absent.
func expectClose(
    _ value: Double?, _ expected: Double?, relative: Double, absolute: Double = 0, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectClose([value], [expected], relative: relative, absolute: absolute, what, sourceLocation: sourceLocation)
}

/// A fraction as a number.
func fraction(_ numerator: Int, _ denominator: Int) -> Double { Double(numerator) / Double(denominator) }

private func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "absent" }
