import TrialModel

/// The comparisons that a condition on one value consists of.
struct ConstantComparisons {
    /// Each with the value that it is made with.
    let pairs: [(relation: Criterion.Relation, comparand: Criterion.Comparand)]
    /// Whether one that holds is enough; otherwise all must.
    let isAny: Bool

    /// The comparisons of a condition; `nil` where it is of another kind.
    init?(_ condition: Criterion) {
        switch condition {
        case .compares(_, let relation, let comparand): (pairs, isAny) = ([(relation, comparand)], false)
        case .within(_, let bounds):
            pairs = [(bounds.lowerRelation, bounds.lower), (bounds.upperRelation, bounds.upper)]
            isAny = false
        case .isOne(_, let values): (pairs, isAny) = (values.map { (.equal, $0) }, true)
        default: return nil
        }
    }
}
