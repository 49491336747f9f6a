import TrialReports

extension Provenance {
    /// Where results come from that stand on a file of data.
    static func file(_ input: InputFile) -> Provenance { Provenance.of(input.name, hash: input.hash ?? "") }

    /// Where results come from whose numbers stand on the command line; their text is what is hashed.
    static func commandLine(_ text: String) -> Provenance {
        var hash = DataHash()
        hash.update(Array(text.utf8))
        return Provenance.of("the command line", hash: hash.text)
    }

    /// Where results come from that stand on a design file.
    static func design(_ file: DesignFile) -> Provenance { Provenance.of(file.name, hash: file.hash) }

    /// Where results come from that stand on files of published numbers.
    static func numbers(of name: String, hash: String) -> Provenance { Provenance.of(name, hash: hash) }

    private static func of(_ name: String, hash: String) -> Provenance {
        Provenance(
            command: CommandWords.text(["equipoise"] + CommandLine.arguments.dropFirst()), dataName: name,
            dataHash: hash, programVersion: Program.version, programHash: Program.hash)
    }
}
