/// Where the page comes from: program, command, data, schema.
struct ProvenanceSection {
    let provenance: Provenance

    var markup: Markup {
        var pairs: [(name: String, value: Markup)] = [
            ("Program", .text("Equipoise \(provenance.programVersion)")),
            ("Command", Markup("code", [:], .text(provenance.command))),
            ("Data file", .text(provenance.dataName)),
            ("SHA-256 of the data", Markup("code", [:], .text(provenance.dataHash))),
            ("Schema of the results", Markup("code", [:], .text(ResultsDocument.schema))),
        ]
        if let hash = provenance.programHash {
            pairs.append(("SHA-256 of the program", Markup("code", [:], .text(hash))))
        }
        if let date = provenance.date { pairs.append(("Date", .text(date.description))) }
        return .section("provenance", "Provenance", [.definitions(pairs)])
    }
}
