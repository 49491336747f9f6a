/// Input that a statistical method cannot accept, with the argument, the place and what was expected.
///
/// The text names all of it: "times[3] is -1.0; expected a finite number ≥ 0".
public struct StatisticsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of problem; more kinds may come, so a `switch` over it needs a default.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name of the kind.
        public let description: String

        /// Arrays that belong together differ in length.
        public static let lengthMismatch = Code(description: "lengthMismatch")
        /// A value is outside what the argument allows.
        public static let invalidValue = Code(description: "invalidValue")
        /// There are no observations.
        public static let empty = Code(description: "empty")
        /// No events were observed, so nothing can be estimated from them.
        public static let noEvents = Code(description: "noEvents")
        /// A covariate does not vary, or is a linear combination of the others.
        public static let collinear = Code(description: "collinear")
    }

    /// The kind of problem.
    public let code: Code
    /// The argument at fault, such as `times`.
    public let argument: String
    /// The index in the argument, where one element is at fault.
    public let index: Int?
    /// The whole sentence.
    public let description: String

    package init(_ code: Code, argument: String, index: Int? = nil, _ description: String) {
        self.code = code
        self.argument = argument
        self.index = index
        self.description = description
    }

    static func invalid(_ argument: String, _ index: Int, _ value: Double, expected: String) -> StatisticsError {
        StatisticsError(
            .invalidValue, argument: argument, index: index,
            "\(argument)[\(index)] is \(value); expected \(expected)")
    }

    static func length(_ argument: String, _ count: Int, expected: Int) -> StatisticsError {
        StatisticsError(
            .lengthMismatch, argument: argument,
            "\(argument) has \(count) elements; expected \(expected), one for each time")
    }
}
