import TrialModel
import TrialTables
import TrialValues

/// The columns of a table of subjects, and the facts of a subject that stand in a row of it.
public struct SubjectColumns: Sendable {
    /// The names in the header.
    public let names: [String]
    /// What each column says; `nil` where it names no fact, so that it is passed over.
    public let columns: [SubjectColumn?]
    /// Remarks on columns that are passed over.
    public let notes: [Diagnostic]
    /// The columns of each fact, by its name.
    private let byFact: [String: [Int]]

    /// The columns of a header.
    ///
    /// - Throws: all that is wrong with the header: units that are none or do not fit, and facts that stand there twice.
    public init(
        names: [String], facts: FactDictionary, file: String? = nil, line: Int? = nil
    ) throws(Diagnostics) {
        var columns: [SubjectColumn?] = []
        var notes: [Diagnostic] = []
        var problems: [Diagnostic] = []
        var seen: [SubjectColumn: Int] = [:]
        for (index, name) in names.enumerated() {
            let place = Diagnostic.Place(file: file, line: line, column: index + 1, field: name)
            do throws(SubjectColumn.Fault) {
                let column = try SubjectColumn(header: name, facts: facts)
                columns.append(column)
                if let column {
                    if let earlier = seen.updateValue(index, forKey: column.withoutUnit) {
                        problems.append(
                            Diagnostic(
                                .error, "subjects.duplicate",
                                "column \(index + 1) says the same as column \(earlier + 1), `\(names[earlier])`",
                                at: place, advice: "keep one of them"))
                    }
                } else {
                    let nearest = facts.nearest(to: SubjectColumn.parts(name).name).map { "did you mean `\($0)`?" }
                    notes.append(
                        Diagnostic(
                            nearest == nil ? .remark : .warning, "subjects.unknown-column",
                            "`\(name)` is no fact; the column is passed over", at: place, advice: nearest))
                }
            } catch {
                columns.append(nil)
                problems.append(Diagnostic(.error, error.rule, error.message, at: place, advice: error.advice))
            }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        self.names = names
        self.columns = columns
        self.notes = notes
        var byFact: [String: [Int]] = [:]
        for (index, column) in columns.enumerated() {
            switch column {
            case .value(let fact, _), .date(let fact), .limit(_, let fact, _):
                byFact[fact.name, default: []].append(index)
            case .time(let name): byFact[name, default: []].append(index)
            case .courses: byFact[SubjectColumns.courses] = [index]
            case .subject, .judgement, nil: break
            }
        }
        self.byFact = byFact
    }

    /// The column that names the subject.
    public var subject: Int? { columns.firstIndex(of: .subject) }

    /// The columns that tell of a fact or a time: its value, its date, its limits.
    public func columns(of name: String) -> [Int] { byFact[name] ?? [] }

    /// The name under which the courses stand among the facts.
    static let courses = "courses"

    /// The column of a fact's value, or of the courses.
    func value(of name: String) -> Int? {
        columns(of: name).first { if case .value? = columns[$0] { true } else { columns[$0] == .courses } }
    }

    /// The column of a person's verdicts on a criterion.
    func judgement(of id: String) -> Int? { columns.firstIndex(of: .judgement(of: id)) }

    /// The ids of the criteria on which columns hold verdicts, each with the place of its column.
    func judgements(file: String?, line: Int?) -> [(id: String, place: Diagnostic.Place)] {
        columns.enumerated().compactMap { index, column in
            guard case .judgement(let id)? = column else { return nil }
            return (id, Diagnostic.Place(file: file, line: line, column: index + 1, field: names[index]))
        }
    }

    /// The column of the day on which a fact was observed.
    func date(of name: String) -> Int? {
        columns(of: name).first { if case .date? = columns[$0] { true } else { false } }
    }
}

extension SubjectColumns {
    /// That no column of a table says anything of use.
    ///
    /// - Parameter wanted: the names of columns that would.
    static func useless(
        _ names: [String], _ use: String, _ wanted: [String], file: String?, line: Int?
    ) -> Diagnostic {
        func list(_ names: [String]) -> String {
            names.prefix(30).joined(separator: ", ") + (names.count > 30 ? " and \(names.count - 30) more" : "")
        }
        return Diagnostic(
            .error, "subjects.no-column", "no column is a fact \(use); the columns are \(list(names))",
            at: Diagnostic.Place(file: file, line: line),
            advice: "looked for: \(list(wanted)); a unit stands in brackets, as in platelets [10^9/L]")
    }
}

extension SubjectColumn {
    /// The column as it is told from others: a fact stands once in a table, in whatever unit.
    fileprivate var withoutUnit: SubjectColumn {
        switch self {
        case .value(let fact, _): .value(fact, unit: nil)
        case .limit(let limit, let fact, _): .limit(limit, of: fact, unit: .one)
        case .subject, .date, .time, .judgement, .courses: self
        }
    }
}
