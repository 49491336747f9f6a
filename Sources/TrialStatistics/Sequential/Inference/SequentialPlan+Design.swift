extension SequentialPlan {
    /// What a design spends, to be followed at whatever information comes.
    ///
    /// A boundary of another shape becomes a table of what it spends by look. Of a design with a lower level of its own the plan is that of its upper side, which counts on
    /// no stop for the other.
    ///
    /// - Throws: ``StatisticsError`` for a maximum of information not above 0.
    public init(_ design: GroupSequentialDesign, maximumInformation: Double = 1) throws(StatisticsError) {
        let (sides, alpha): (Sides, Double) =
            switch design.sides {
            case .one: (.one, design.alpha)
            case .two: (.two, design.alpha)
            case .asymmetric(let lower, _): (.one, design.alpha - lower)
            }
        try self.init(
            alpha: alpha, sides: sides, spending: try Self.spending(of: design, level: alpha),
            maximumInformation: maximumInformation)
    }

    /// The design's spending function where it spends, else a table of what its looks spend.
    private static func spending(
        of design: GroupSequentialDesign, level: Double
    ) throws(StatisticsError) -> SpendingFunction {
        if case .spending(let function) = design.efficacy.shape, design.efficacy.looks == .all { return function }
        var state = ContinuingScore(drift: 0)
        var (points, sum) = ([(fraction: Double, share: Double)](), 0.0)
        for (index, look) in design.looks.enumerated() {
            let root = look.fraction.squareRoot()
            sum += look.upperZ.map { state.tail(.upper, beyond: $0 * root, at: look.fraction) } ?? 0
            let sides: Double = design.sides == .two ? 2 : 1
            let isLast = index == design.looks.count - 1
            points.append((look.fraction, isLast ? 1 : min(1, sides * sum / level)))
            guard !isLast else { break }
            let limits = LookLimits(lower: design.sides == .two ? look.lowerZ : nil, upper: look.upperZ)
            state = ContinuingScore(
                state, at: look.fraction, in: limits.region(at: look.fraction, drift: 0),
                next: design.looks[index + 1].fraction)
        }
        return .table(try SpendingTable(points))
    }
}
