/// Which columns of a cross-product or information matrix depend on earlier ones, and how.
///
/// The columns are eliminated in the caller's order, on the matrix scaled to unit diagonal; a column whose remainder (1 − R²
/// on the columns kept before it) is at most the tolerance is set aside. Pivoting by size would be as sure of the rank but
/// would set aside whichever column it likes; here it is always the later one that depends, so that "x3 is a combination of
/// x1 and x2" is what a reader expects. R `coxph` and `lm` choose likewise.
///
/// ```swift
/// let check = try PivotedCholesky(crossProducts)     // columns x1, x2, x3 = x1 + 2 x2
/// check.rank                                         // 2
/// check.dependent[0].column                          // 2
/// check.dependent[0].terms                           // 1 of column 0, 2 of column 1
/// ```
///
/// ## Edge cases
/// A column of zeros depends on nothing: it is dependent, with no terms.
public struct PivotedCholesky: Sendable, Hashable {
    /// A column that is a combination of columns kept before it.
    public struct DependentColumn: Sendable, Hashable {
        /// The column.
        public let column: Int
        /// The columns it is made of, in ascending order; none for a column of zeros.
        public let terms: [Term]
    }

    /// One column of a combination with its factor.
    public struct Term: Sendable, Hashable {
        /// The column, one of those kept.
        public let column: Int
        /// What it is multiplied by.
        public let coefficient: Double
    }

    /// The tolerance that R's `coxph` uses, ε^¾ = 1.8e-12.
    public static let defaultTolerance = 0x1p-39

    /// The columns kept, in ascending order.
    public let independent: [Int]
    /// The columns set aside, in ascending order.
    public let dependent: [DependentColumn]
    /// The number of columns kept.
    public var rank: Int { independent.count }

    /// The dependencies among the columns of a positive semidefinite matrix.
    ///
    /// - Throws: `NumericsError` with the code `notPositiveDefinite` if a diagonal element is negative or a remainder is
    ///   below −1e-6, which rounding does not explain.
    public init(_ matrix: SymmetricMatrix, tolerance: Double = defaultTolerance) throws(NumericsError) {
        var elimination = SequentialElimination(matrix, tolerance: tolerance)
        var dependent: [DependentColumn] = []
        for column in 0..<matrix.order {
            if let terms = try elimination.take(column) {
                dependent.append(DependentColumn(column: column, terms: terms))
            }
        }
        independent = elimination.kept
        self.dependent = dependent
    }
}
