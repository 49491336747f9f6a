import ArgumentParser

/// The value of an option that may also stand without one.
///
/// Every text is taken, and refused by ``require(_:of:)``: ArgumentParser takes a text that is no value for none, so
/// that a slip such as `--ph-test=rnak` would be answered by the default in silence.
struct DefaultedChoice<Value: ExpressibleByArgument & Sendable>: ExpressibleByArgument, CustomStringConvertible,
    Sendable
{
    let description: String
    let value: Value?

    /// The value that stands for none.
    init(_ value: Value, named name: String) {
        self.value = value
        description = name
    }

    init?(argument: String) {
        description = argument
        value = Value(argument: argument)
    }

    static var allValueStrings: [String] { Value.allValueStrings }

    /// Refuses a text that is no value.
    func require(_ expected: String, of option: String) throws {
        guard value == nil else { return }
        throw ValidationError("\(option): '\(description)' is not one of \(expected).")
    }
}
