import TrialModel
import TrialTables
import TrialValues

extension SubjectColumns {
    /// What is wrong with a cell.
    struct CellFault: Error {
        let column: Int
        let fault: FactValueFault
    }

    /// What the cells of a row say of the subject, as far as they stand in the given columns.
    ///
    /// - Parameters:
    ///   - wanted: the columns to look at.
    ///   - cell: the text of a column's cell.
    func facts(
        id: String = "", in wanted: [Int], _ cell: (Int) -> String
    ) throws(CellFault) -> SubjectFacts {
        var observations: [String: [FactObservation]] = [:]
        var judgements: [String: Bool] = [:]
        var courses: [TreatmentCourse]?
        for index in wanted {
            switch columns[index] {
            case .value(let fact, let unit):
                guard let value = try value(of: cell(index), fact, unit, index) else { continue }
                var happened: PartialDay?
                var limits: [Criterion.NormalLimit: Quantity] = [:]
                for other in self.columns(of: fact.name) where other != index && wanted.contains(other) {
                    switch columns[other] {
                    case .date: happened = try day(of: cell(other), fact, other)
                    case .limit(let limit, _, let unit):
                        limits[limit] = try quantity(of: cell(other), fact, unit, other)
                    default: break
                    }
                }
                try check(limits, of: fact)
                observations[fact.name] = [
                    FactObservation(
                        value, happened: happened, lowerLimit: limits[.lower], upperLimit: limits[.upper])
                ]
            case .time(let name):
                guard let number = try number(of: cell(index), name, index) else { continue }
                observations[name] = [FactObservation(.number(number))]
            case .judgement(let id): judgements[id] = try judgement(of: cell(index), id, index)
            case .courses: courses = try self.courses(cell(index), index)
            case .date, .limit, .subject, nil: break
            }
        }
        return SubjectFacts(id: id, observations, courses: courses, judgements: judgements)
    }

    /// Refuses limits of normal that cannot be.
    private func check(
        _ limits: [Criterion.NormalLimit: Quantity], of fact: FactDefinition
    ) throws(CellFault) {
        for column in columns(of: fact.name) {
            guard case .limit(let kind, _, _)? = columns[column], let limit = limits[kind] else { continue }
            let lower = kind == .upper ? limits[.lower] : nil
            if let fault = fact.fault(ofLimit: limit, lower: lower) { throw CellFault(column: column, fault: fault) }
        }
    }

    private func judgement(of text: String, _ id: String, _ column: Int) throws(CellFault) -> Bool? {
        guard !SubjectColumns.isMissing(text) else { return nil }
        switch text.lowercased() {
        case "met": return true
        case "not met": return false
        default:
            throw CellFault(
                column: column,
                fault: FactValueFault(
                    rule: "facts.judgement", message: "the verdict on \(id) is `\(text)`",
                    advice: "write met, not met, or nothing where nobody has judged"))
        }
    }

    private func courses(_ text: String, _ column: Int) throws(CellFault) -> [TreatmentCourse]? {
        guard !SubjectColumns.isMissing(text) else { return nil }
        do throws(FactValueFault) {
            return try TreatmentCourse.list(text)
        } catch {
            throw CellFault(column: column, fault: error)
        }
    }

    private func value(
        of text: String, _ fact: FactDefinition, _ unit: SubjectColumn.CellUnit?, _ column: Int
    ) throws(CellFault) -> FactValue? {
        guard !SubjectColumns.isMissing(text) else { return nil }
        do throws(FactValueFault) {
            return try fact.value(of: SubjectColumns.text(text, unit: unit))
        } catch {
            throw CellFault(column: column, fault: error)
        }
    }

    /// A cell with the unit of its column, unless it has one of its own.
    private static func text(_ text: String, unit: SubjectColumn.CellUnit?) -> String {
        guard let unit, let (_, rest) = Quantity.leadingNumber(text), rest.isEmpty else { return text }
        switch unit {
        case .unit(let unit): return unit.code == "%" ? "\(text)%" : "\(text) \(unit.printed)"
        case .multiple(let limit): return "\(text) x \(limit.rawValue)"
        }
    }

    private func day(of text: String, _ fact: FactDefinition, _ column: Int) throws(CellFault) -> PartialDay? {
        guard !SubjectColumns.isMissing(text) else { return nil }
        if let day = PartialDay(text) { return day }
        throw CellFault(
            column: column,
            fault: FactValueFault(
                rule: "facts.date", message: "the date of `\(fact.name)` is `\(text)`",
                advice: "write 2024-05-14, 2024-05, 2024, or nothing where it is not known"))
    }

    private func quantity(
        of text: String, _ fact: FactDefinition, _ unit: MeasurementUnit, _ column: Int
    ) throws(CellFault) -> Quantity? {
        guard !SubjectColumns.isMissing(text) else { return nil }
        guard case .quantity(let own, let analyte) = fact.kind,
            let quantity = Quantity(SubjectColumns.text(text, unit: .unit(unit))),
            UnitConversion(from: quantity.unit, to: own, of: analyte) != nil
        else {
            throw CellFault(
                column: column,
                fault: FactValueFault(
                    rule: "facts.unit", message: "`\(text)` is no limit of normal of `\(fact.name)`",
                    advice: "write a number, with a unit in the header"))
        }
        return quantity
    }

    private func number(of text: String, _ name: String, _ column: Int) throws(CellFault) -> ExactDecimal? {
        guard !SubjectColumns.isMissing(text) else { return nil }
        if let number = ExactDecimal(text) { return number }
        throw CellFault(
            column: column,
            fault: FactValueFault(
                rule: "facts.type", message: "`\(name)` is `\(text)`; expected a number", advice: nil))
    }

    private static func isMissing(_ text: String) -> Bool {
        text == "." || FactDefinition.unknownWords.contains(text.lowercased())
    }
}
