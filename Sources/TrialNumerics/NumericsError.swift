/// Input that a numerical method cannot accept, or a computation that has no answer.
///
/// The text names the argument, its value and what was expected: "degreesOfFreedom is -1.0; expected a finite number > 0".
public struct NumericsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of problem; more kinds may come, so a `switch` over it needs a default.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name of the kind.
        public let description: String

        /// A value is outside what the argument allows.
        public static let invalidValue = Code(description: "invalidValue")
        /// A matrix, vector or array has the wrong number of elements.
        public static let lengthMismatch = Code(description: "lengthMismatch")
        /// A matrix that should be symmetric is not.
        public static let notSymmetric = Code(description: "notSymmetric")
        /// A matrix that should be positive (semi)definite is not.
        public static let notPositiveDefinite = Code(description: "notPositiveDefinite")
        /// The function has the same sign at both ends of the bracket.
        public static let noSignChange = Code(description: "noSignChange")
        /// An iteration ended without an answer.
        public static let notConverged = Code(description: "notConverged")
    }

    /// The kind of problem.
    public let code: Code
    /// The argument at fault, such as `degreesOfFreedom`.
    public let argument: String
    /// The index in the argument, where one element is at fault.
    public let index: Int?
    /// The whole sentence.
    public let description: String

    init(_ code: Code, argument: String, index: Int? = nil, _ description: String) {
        self.code = code
        self.argument = argument
        self.index = index
        self.description = description
    }
}

extension NumericsError {
    static func invalid(_ argument: String, _ value: some CustomStringConvertible, expected: String) -> NumericsError {
        NumericsError(.invalidValue, argument: argument, "\(argument) is \(value); expected \(expected)")
    }
}

extension Double {
    /// `value`, if it is finite and above 0.
    static func positive(_ value: Double, _ argument: String) throws(NumericsError) -> Double {
        guard value.isFinite, value > 0 else {
            throw .invalid(argument, value, expected: "a finite number > 0")
        }
        return value
    }

    /// `value`, if it can be the shape of a distribution: in 1e-10...1e10, where the incomplete functions are proven.
    static func shape(_ value: Double, _ argument: String) throws(NumericsError) -> Double {
        guard value >= 1e-10, value <= 1e10 else {
            throw .invalid(argument, value, expected: "a number in 1e-10...1e10")
        }
        return value
    }
}
