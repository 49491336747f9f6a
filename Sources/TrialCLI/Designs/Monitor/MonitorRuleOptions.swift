import ArgumentParser

/// The design file whose rules `equipoise monitor` reads.
struct MonitorRuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The design file whose rules are read.", valueName: "file"))
    var design: String?

    @Option(help: ArgumentHelp("The rule of the file to read; all that can be by default.", valueName: "id"))
    var item: String?

    func validate() throws {
        if item != nil, design == nil { throw ValidationError("--item names a rule of --design; give the file.") }
    }
}
