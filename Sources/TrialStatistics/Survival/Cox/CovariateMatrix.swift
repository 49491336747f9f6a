/// The covariates of a regression: one column each, one value for each observation.
///
/// ```swift
/// let covariates = try CovariateMatrix(["age": age, "arm[B]": isArmB])
/// ```
public struct CovariateMatrix: Sendable {
    /// The columns, in the order of their terms.
    public let columns: [[Double]]
    /// The names of the columns, for messages and tables.
    public let names: [String]

    /// The number of observations.
    public var count: Int { columns.first?.count ?? 0 }

    /// Takes named columns of equal length.
    ///
    /// - Throws: ``StatisticsError`` naming the first column and value that does not fit.
    public init(_ columns: KeyValuePairs<String, [Double]>) throws(StatisticsError) {
        try self.init(names: columns.map(\.key), columns: columns.map(\.value))
    }

    /// Takes columns and their names.
    ///
    /// - Throws: ``StatisticsError`` naming the first column and value that does not fit.
    public init(names: [String], columns: [[Double]]) throws(StatisticsError) {
        guard !columns.isEmpty else {
            throw StatisticsError(.empty, argument: "columns", "columns is empty; expected at least one covariate")
        }
        guard names.count == columns.count else { throw .length("names", names.count, expected: columns.count) }
        for (name, column) in zip(names, columns) {
            guard column.count == columns[0].count else {
                throw .length("covariate '\(name)'", column.count, expected: columns[0].count)
            }
            for index in column.indices where !column[index].isFinite {
                throw .invalid("covariate '\(name)'", index, column[index], expected: "a finite number")
            }
        }
        self.names = names
        self.columns = columns
    }
}
