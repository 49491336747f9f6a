import TrialValues

/// The tables of labels that ship with the program, each with its version and source.
///
/// They are data in the very form of a study file, and pass the same checks. Labels change: a study names the table that its
/// protocol means, and every decision names the table's version.
public enum ShippedTables {
    /// Tables of first doses by the function of the kidneys.
    public static let renal: [RenalTable] = tables(renalText) { RenalTable(&$0, shipped: true) }

    /// Reads tables; what ships is checked by tests, so that nothing is lost here.
    static func tables<Table>(_ text: String, _ read: (inout MappingReader) -> Table?) -> [Table] {
        guard let document = try? StudyDocument(text) else { return [] }
        return (document.root.items ?? []).compactMap { node in
            var keys = MappingReader(node, of: "the table")
            let table = read(&keys)
            keys.finish()
            return keys.problems.isEmpty ? table : nil
        }
    }

    /// First doses of ixazomib and lenalidomide. Combination: 25 mg on days 1-21 of 28; maintenance: 10 mg on days 1-28 of 28.
    static let renalText = """
        - name: lenalidomide combination US
          jurisdiction: US
          version: "1"
          source: lenalidomide, US prescribing information, dosage in renal impairment, multiple myeloma in combination
          rows:
            - {clearance: above 60, dose: as planned}
            - {clearance: 30 to 60, dose: 10 mg d1-21, note: 15 mg after 2 cycles where tolerated}
            - {clearance: below 30, dose: 15 mg d1-21 every other day}
            - {dialysis: yes, dose: 5 mg d1-21, note: on days of dialysis after it}
        - name: lenalidomide maintenance US
          jurisdiction: US
          version: "1"
          source: lenalidomide, US prescribing information, dosage in renal impairment, maintenance after autologous transplantation
          rows:
            - {clearance: above 60, dose: as planned}
            - {clearance: 30 to 60, dose: 5 mg d1-28}
            - {clearance: below 30, dose: 2.5 mg d1-28}
            - {dialysis: yes, dose: 2.5 mg d1-28, note: on days of dialysis after it}
        - name: lenalidomide EU
          jurisdiction: EU
          version: "1"
          source: lenalidomide, EU summary of product characteristics, renal impairment, multiple myeloma
          rows:
            - {clearance: from 50, dose: as planned}
            - {clearance: 30 to below 50, dose: 10 mg}
            - {clearance: below 30, dose: 7.5 mg, note: or 15 mg every other day}
            - {dialysis: yes, dose: 5 mg, note: on days of dialysis after it}
        - name: ixazomib US
          jurisdiction: US
          version: "2024-03"
          source: ixazomib, US prescribing information, dosage in severe renal impairment
          rows:
            - {clearance: from 30, dose: as planned}
            - {clearance: below 30, dose: 3 mg}
            - {dialysis: yes, dose: 3 mg}
        """
}
