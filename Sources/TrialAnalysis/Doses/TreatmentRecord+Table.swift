import TrialModel
import TrialTables
import TrialValues

extension TreatmentRecord {
    /// The record of a table: a row an event, its columns named as the keys of an event.
    ///
    /// ```
    /// date,event,drug,amount,reason
    /// 2024-03-11,missed,ixazomib,,forgotten
    /// ```
    ///
    /// Empty cells count as not written; columns that no row uses are ignored.
    ///
    /// - Throws: all problems of the rows at once, with line and column.
    public init(_ table: Table, facts: FactDictionary = .shipped) throws(Diagnostics) {
        let rows = (0..<table.rowCount).map { row in
            table.columns.compactMap { column in
                column.text(row).map { (column: column.name, text: $0, place: table.place(row: row, column: column)) }
            }
        }
        try self.init(rows: rows, facts: facts)
    }
}
