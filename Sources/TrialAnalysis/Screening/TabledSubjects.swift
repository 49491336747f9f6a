import TrialModel
import TrialTables
import TrialValues

/// The subjects of a table, whose columns ``SubjectColumns`` describes.
///
/// ```swift
/// let patients = try TabledSubjects(.file("patients.csv"), facts: .shipped)
/// patients.subjects.first?["platelets"]
/// ```
public struct TabledSubjects: Sendable {
    /// What is known of each subject, in the order of the rows; a subject without a name has the number of its row.
    public let subjects: [SubjectFacts]
    /// Remarks on columns that are passed over.
    public let notes: [Diagnostic]

    /// Reads a table.
    ///
    /// - Throws: all that is wrong with it: its form, its header and its cells.
    public init(_ source: CSVSource, facts: FactDictionary) throws(Diagnostics) {
        var rows = try CSVRows(source)
        let columns = try SubjectColumns(names: rows.names, facts: facts, file: source.name, line: rows.headerLine)
        guard columns.columns.contains(where: { $0 != nil && $0 != .subject }) else {
            throw Diagnostics([
                SubjectColumns.useless(
                    columns.names, "that is known of patients", ["platelets [10^9/L]", "ECOG", "transplant"],
                    file: source.name, line: rows.headerLine)
            ])
        }
        var batch = CSVRowBatch(columnCount: rows.names.count)
        var names = SubjectNames(limit: .max)
        var problems = ProblemList(file: source.name)
        var subjects: [SubjectFacts] = []
        do throws(Diagnostics) {
            while try rows.read(into: &batch) {
                for row in 0..<batch.count {
                    var cells: [String] = []
                    for column in 0..<batch.columnCount {
                        cells.append(String(decoding: batch.cell(row, column), as: UTF8.self))
                    }
                    if let column = columns.subject, let fault = names.fault(of: batch.cell(row, column)) {
                        problems.append(
                            SubjectColumns.CellFault(column: column, fault: fault), line: batch.line(row),
                            names: columns.names)
                        continue
                    }
                    let id = columns.subject.map { cells[$0] } ?? String(batch.firstRow + row + 1)
                    do throws(SubjectColumns.CellFault) {
                        subjects.append(try columns.facts(id: id, in: Array(columns.columns.indices)) { cells[$0] })
                    } catch {
                        problems.append(error, line: batch.line(row), names: columns.names)
                    }
                }
            }
        } catch {
            throw Diagnostics(
                (problems.listed + error.all).sorted { ($0.place.line ?? .max) < ($1.place.line ?? .max) })
        }
        if let error = problems.error { throw error }
        self.subjects = subjects
        notes = columns.notes
    }
}

extension ProblemList {
    /// Adds what is wrong with a cell.
    mutating func append(_ fault: SubjectColumns.CellFault, line: Int, names: [String]) {
        append(
            fault.fault.rule, fault.fault.message, line: line, column: fault.column + 1, field: names[fault.column],
            advice: fault.fault.advice)
    }
}
