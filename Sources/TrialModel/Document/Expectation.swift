import TrialValues

/// What a value of a study file must be, in words, for editors, and as the way to read it.
///
/// ```swift
/// Expectation.probability.read(node, "limit", &problems)   // PrintedNumber, or nil and a problem more
/// ```
public struct Expectation<Value: Sendable>: Sendable {
    /// What is expected, as the end of a sentence: "a probability above 0 and below 1".
    public let words: String
    /// What editors check.
    public let shape: StudyShape
    private let reading: @Sendable (StudyNode, String, inout [Diagnostic]) -> Value?

    /// An expectation of any kind of node.
    package init(
        _ words: String, shape: StudyShape,
        read: @escaping @Sendable (StudyNode, String, inout [Diagnostic]) -> Value?
    ) {
        self.words = words
        self.shape = shape
        reading = read
    }

    /// An expectation of a text that a function types.
    package init(
        _ words: String, shape: StudyShape, text: @escaping @Sendable (String) throws(StudyFault) -> Value
    ) {
        self.init(words, shape: shape) { node, name, problems in
            do throws(StudyFault) {
                guard let written = node.text else { throw node.content == .empty ? .missing : .type }
                return try text(written)
            } catch {
                problems.append(error.diagnostic(node, name, expected: words))
                return nil
            }
        }
    }

    /// The value of a node; where it is not what is expected, `nil` and the problems.
    ///
    /// - Parameters:
    ///   - node: the value as it stands in the file.
    ///   - name: what messages call it, such as a key.
    ///   - problems: what was found wrong, which grows.
    public func read(_ node: StudyNode, _ name: String, _ problems: inout [Diagnostic]) -> Value? {
        reading(node, name, &problems)
    }

    /// The same value made into another.
    func map<Other>(_ change: @escaping @Sendable (Value) -> Other) -> Expectation<Other> {
        Expectation<Other>(words, shape: shape) { node, name, problems in
            read(node, name, &problems).map(change)
        }
    }
}

/// Why a text is not what is expected.
package enum StudyFault: Error {
    /// There is no text.
    case missing
    /// It is a thing of another kind.
    case type
    /// It is of the right kind, but too small or too large.
    case range
    /// Its unit is missing, or is none that fits.
    case unit
    /// Another reason, with its rule and its sentence.
    case other(rule: String, String)

    func diagnostic(_ node: StudyNode, _ name: String, expected words: String) -> Diagnostic {
        let sentence = "`\(name)` is \(node.shown); expected \(words)"
        return switch self {
        case .missing:
            Diagnostic(.error, "study.no-value", "`\(name)` has no value; expected \(words)", at: node.place)
        case .type: Diagnostic(.error, "study.type", sentence, at: node.place)
        case .range: Diagnostic(.error, "study.range", sentence, at: node.place)
        case .unit: Diagnostic(.error, "study.unit", sentence, at: node.place)
        case .other(let rule, let message): Diagnostic(.error, rule, message, at: node.place)
        }
    }
}
