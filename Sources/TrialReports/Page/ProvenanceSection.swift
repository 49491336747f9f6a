/// Where the page comes from: program, command, data, schema.
struct ProvenanceSection {
    let provenance: Provenance
    /// The schema of the file of results, where there is one.
    var schema: String? = ResultsDocument.schema

    /// The command line, broken before an option rather than in one.
    private var command: [Markup] {
        let options = provenance.command.split(separator: " -", omittingEmptySubsequences: false)
        return options.enumerated().flatMap { index, option -> [Markup] in
            let text = Markup("span", ["class": "option"], .text(index == 0 ? String(option) : "-" + option))
            return index == 0 ? [text] : [" ", text]
        }
    }

    var markup: Markup {
        var pairs: [(name: String, value: Markup)] = [
            ("Program", .text("Equipoise \(provenance.programVersion)")),
            ("Command", Markup("code", [:], command)),
            ("Data file", .text(provenance.dataName)),
            ("SHA-256 of the data", Markup("code", [:], .text(provenance.dataHash))),
        ]
        if let schema { pairs.append(("Schema of the results", Markup("code", [:], .text(schema)))) }
        if let hash = provenance.programHash {
            pairs.append(("SHA-256 of the program", Markup("code", [:], .text(hash))))
        }
        if let date = provenance.date { pairs.append(("Date", .text(date.description))) }
        return .section("provenance", "Provenance", [.definitions(pairs)])
    }
}
