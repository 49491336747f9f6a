/// A linear combination of coefficients as people write it: `arm[B] - arm[C]`, `10*age`, `0.5*x + 0.5*y = 0.2`.
///
/// Names are those of the covariates, or of the reference level of a factor, which stands for 0; the longest that fits is
/// taken, so that signs within a name need no quotes.
///
/// ```swift
/// try LinearExpression("arm[B] - arm[C]", names: ["arm[B]", "arm[C]"]).weights  // [1, -1]
/// ```
public struct LinearExpression: Sendable, Hashable {
    /// The expression as it was written.
    public let text: String
    /// The weight of each covariate.
    public let weights: [Double]
    /// What stands after the equals sign; 0 where there is none.
    public let nullValue: Double

    /// What is wrong with an expression, in one sentence.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// The sentence.
        public let description: String
    }

    /// Reads an expression.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - names: the covariates.
    ///   - references: names that stand for 0.
    /// - Throws: what is wrong and where.
    public init(_ text: String, names: [String], references: [String] = []) throws(Fault) {
        var reader = Reader(text, names, references)
        self.text = reader.text
        weights = try reader.sum()
        nullValue = try reader.value()
        guard weights.contains(where: { $0 != 0 }) else {
            throw Fault(description: "'\(reader.text)' compares nothing: all its weights are 0")
        }
    }
}

/// The place in an expression that is being read.
private struct Reader {
    let text: String
    private var rest: Substring
    private let names: [(name: String, index: Int?)]
    private let count: Int

    init(_ text: String, _ names: [String], _ references: [String]) {
        self.text = QuotedWords.name(text.replacing("\n", with: " "))
        rest = Substring(self.text)
        count = names.count
        let all = names.enumerated().map { ($1, Optional($0)) } + references.map { ($0, nil) }
        self.names = all.sorted { $0.0.count > $1.0.count }.map { (name: $0.0, index: $0.1) }
    }

    private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

    private mutating func take(_ character: Character) -> Bool {
        skipSpaces()
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Weighted names with signs between them.
    mutating func sum() throws(LinearExpression.Fault) -> [Double] {
        var weights = [Double](repeating: 0, count: count)
        var sign = take("-") ? -1.0 : 1
        if sign > 0 { _ = take("+") }
        while true {
            let (weight, index) = try term()
            if let index { weights[index] += sign * weight }
            if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return weights }
        }
    }

    /// `2*age`, `age`, `age*2`.
    private mutating func term() throws(LinearExpression.Fault) -> (weight: Double, index: Int?) {
        skipSpaces()
        if let index = name() { return (take("*") ? try number() : 1, index.index) }
        let start = rest
        if let weight = try? number() {
            _ = take("*")
            skipSpaces()
            if let index = name() { return (weight, index.index) }
        }
        rest = start
        throw unknown()
    }

    private func unknown() -> LinearExpression.Fault {
        let known = names.filter { $0.index != nil }.sorted { ($0.index ?? 0) < ($1.index ?? 0) }.map { "'\($0.name)'" }
        let shown = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? " and \(known.count - 8) more" : "")
        let place = rest.isEmpty ? "at the end of '\(text)'" : "at '\(rest)'"
        return LinearExpression.Fault(description: "there is no term \(place); the terms are \(shown)")
    }

    /// The longest name that stands here and ends here; bare or in quotes.
    private mutating func name() -> (index: Int?, ())? {
        for (name, index) in names {
            for form in [name, "\"\(name)\""] where rest.hasPrefix(form) {
                let after = rest.dropFirst(form.count)
                guard after.isEmpty || " +-*=".contains(after[after.startIndex]) else { continue }
                rest = after
                return (index, ())
            }
        }
        return nil
    }

    private mutating func number() throws(LinearExpression.Fault) -> Double {
        skipSpaces()
        let sign: Double = take("-") ? -1 : 1
        let digits = rest.prefix { $0.isNumber || $0 == "." }
        guard let value = Double(digits), value.isFinite else {
            throw LinearExpression.Fault(description: "expected a number at '\(rest)' in '\(text)'")
        }
        rest = rest.dropFirst(digits.count)
        return sign * value
    }

    /// What stands after the equals sign, and nothing behind it.
    mutating func value() throws(LinearExpression.Fault) -> Double {
        let value = take("=") ? try number() : 0
        skipSpaces()
        guard rest.isEmpty else {
            throw LinearExpression.Fault(description: "expected +, − or = at '\(rest)' in '\(text)'")
        }
        return value
    }
}
