/// A data set of a golden, by columns of numbers or of texts.
public struct GoldenTable: Decodable, Sendable {
    private enum Column: Sendable {
        case numbers([Double])
        case texts([String])
    }

    private let columns: [String: Column]

    /// Reads an object of arrays.
    public init(from decoder: any Decoder) throws {
        columns = try decoder.singleValueContainer().decode([String: AnyColumn].self).mapValues(\.column)
    }

    private struct AnyColumn: Decodable {
        let column: Column

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let numbers = try? container.decode([Double].self) {
                column = .numbers(numbers)
            } else {
                column = .texts(try container.decode([String].self))
            }
        }
    }

    /// A column of numbers.
    public func numbers(_ name: String) throws -> [Double] {
        guard case .numbers(let values) = columns[name] else {
            throw GoldenError(description: "there is no column of numbers \(name)")
        }
        return values
    }

    /// A column of numbers, or nothing where the case names none.
    public func numbers(_ name: String?) throws -> [Double]? {
        guard let name else { return nil }
        return try numbers(name) as [Double]
    }

    /// A column of zeros and ones.
    public func flags(_ name: String) throws -> [Bool] { try numbers(name).map { $0 == 1 } }

    /// A column as texts, whole numbers without a decimal point, as R makes levels of them.
    public func texts(_ name: String) throws -> [String] {
        switch columns[name] {
        case .texts(let values): values
        case .numbers(let values): values.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
        case nil: throw GoldenError(description: "there is no column \(name)")
        }
    }
}
