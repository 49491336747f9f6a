import TrialModel
import TrialTables
import TrialValues

/// Which columns a condition looks at, and which of the quick ways is open to it.
struct ConditionLayout {
    let condition: Criterion
    let context: EvaluationContext
    let columns: SubjectColumns
    let measure: Measure

    init(_ condition: Criterion, _ context: EvaluationContext, _ columns: SubjectColumns) {
        self.condition = condition
        self.context = context
        self.columns = columns
        measure = condition.measure
    }

    /// The facts that some others are reckoned from where they are not given.
    private static let sources = TreatmentCourse.factNames.reduce(
        into: [
            "age": ["birth date"], "creatinine clearance": ["age", "birth date", "weight", "sex", "creatinine"],
        ]
    ) { $0[$1] = [SubjectColumns.courses] }

    /// The window in which the observation must lie.
    private var window: ObservationWindow? {
        guard let fact = measure.fact else { return nil }
        return measure.window ?? (fact.isRepeated ? context.window : nil)
    }

    /// The column of the observation's date.
    var date: Int? { measure.fact.flatMap { columns.date(of: $0.name) } }

    /// The columns of the value and its limits of normal.
    var valueColumns: [Int] {
        guard let fact = measure.fact else { return [] }
        return columns.columns(of: fact.name).filter { $0 != date }
    }

    private var isDerived: Bool {
        let sources = measure.fact.flatMap { ConditionLayout.sources[$0.name] } ?? []
        // The response after the courses is an observation, of which the first may be meant; nobody observes an age so.
        let isObserved = sources == [SubjectColumns.courses]
        return (isObserved || measure.selection == nil) && sources.contains { columns.value(of: $0) != nil }
    }

    /// All columns that the condition may depend on.
    var dependencies: [Int] {
        var names = condition.measures.flatMap(\.factNames) + condition.measures.map(\.shown)
        names += names.flatMap { ConditionLayout.sources[$0] ?? [] }
        let windows = condition.measures.compactMap(\.window) + (context.window.map { [$0] } ?? [])
        names += windows.compactMap(\.anchor?.name) + (context.reference.map { [$0] } ?? [])
        return Set(names).flatMap { columns.columns(of: $0) }.sorted()
    }

    /// All columns that a rule may depend on.
    static func dependencies(
        of rule: Criterion, _ context: EvaluationContext, _ columns: SubjectColumns
    ) -> [Int] {
        rule.parts.isEmpty
            ? ConditionLayout(rule, context, columns).dependencies
            : rule.parts.flatMap { dependencies(of: $0, context, columns) }
    }

    /// The columns whose days the quick ways need.
    var dayColumns: Set<Int> {
        Set([date, anchorColumn, startColumn, endColumn].compactMap(\.self))
    }

    private var referenceColumn: Int? { context.reference.flatMap { columns.value(of: $0) } }

    private var anchorColumn: Int? {
        window.flatMap { $0.anchor.map { columns.value(of: $0.name) } ?? referenceColumn }
    }

    private var startColumn: Int? {
        if case .span(_, let start, _) = measure.subject { return columns.value(of: start.name) }
        return measure.fact?.name == "age" ? columns.value(of: "birth date") : nil
    }

    private var endColumn: Int? {
        if case .span(_, _, let end?) = measure.subject { return columns.value(of: end.name) }
        return referenceColumn
    }

    /// Whether the end of a time is the day that the study counts to, for which the day of screening stands in.
    private var endsAtReference: Bool {
        if case .span(_, _, let end?) = measure.subject { return end.name == context.reference }
        return true
    }

    /// Whether several columns say the same thing of a subject, so that they may disagree, or a number counts from its
    /// own day: such rows are asked of the condition itself.
    private var hasTwoSources: Bool {
        guard let fact = measure.fact, columns.value(of: fact.name) != nil else { return false }
        return isOfCourses || fact.name == "age" && (date != nil || columns.value(of: "birth date") != nil)
    }

    private var isOfCourses: Bool {
        measure.fact.map { TreatmentCourse.factNames.contains($0.name) } ?? false
            && !columns.columns(of: SubjectColumns.courses).isEmpty
    }

    /// Whether the condition compares with nothing but constants.
    private var isConstant: Bool { condition.measures.count == 1 }

    /// How rows are looked at.
    func plan(_ days: borrowing DayColumns) -> ConditionScreen.Plan {
        var plan = ConditionScreen.Plan(columns: columns)
        guard isConstant, !hasTwoSources else { return plan }
        plan.starts = startColumn.flatMap { days.days(ofColumn: $0) }
        plan.ends = endColumn.flatMap { days.days(ofColumn: $0) }
        plan.endSubstitute = endsAtReference ? context.on : nil
        if case .span(let unit, _, _) = measure.subject {
            plan.span = plan.starts == nil ? nil : SpanTest(condition, unit: unit)
            return plan
        }
        guard let fact = measure.fact, fact.kind != .date else { return plan }
        plan.isFact = true
        plan.isDerived = isDerived
        plan.value = columns.value(of: fact.name)
        plan.date = date
        if let column = plan.value, case .value(_, let unit)? = columns.columns[column] { plan.unit = unit?.unit }
        plan.number = NumericTest(condition, fact: fact, unit: plan.unit)
        if fact.name == "age", plan.starts != nil {
            plan.age = NumericTest(condition, fact: fact, unit: MeasurementUnit("years"))
        }
        if window != nil || date != nil {
            plan.gate = gate(days)
        }
        return plan
    }

    private func gate(_ days: borrowing DayColumns) -> ObservationGate {
        let isReference = window.map { $0.anchor == nil || $0.anchor?.name == context.reference } ?? false
        return ObservationGate(
            dates: date.flatMap { days.days(ofColumn: $0) }, on: context.on, window: window,
            anchors: anchorColumn.flatMap { days.days(ofColumn: $0) }, substitute: isReference ? context.on : nil)
    }
}

extension Criterion {
    /// The measure of a condition that is one itself.
    fileprivate var measure: Measure { measures[0] }

    /// The condition without a window of its own.
    var withoutWindow: Criterion {
        func bare(_ measure: Measure) -> Measure { Measure(measure.subject, selection: measure.selection) }
        switch self {
        case .holds(let measure): return .holds(bare(measure))
        case .known(let measure): return .known(bare(measure))
        case .compares(let measure, let relation, let comparand): return .compares(bare(measure), relation, comparand)
        case .within(let measure, let bounds): return .within(bare(measure), bounds)
        case .isOne(let measure, let values): return .isOne(bare(measure), of: values)
        case .includes(let measure, let words, let all): return .includes(bare(measure), words, all: all)
        case .all, .any, .atLeast, .not: return self
        }
    }
}
