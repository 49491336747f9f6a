import ArgumentParser

/// The options of every command that say what is shown and where it is written.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON with full precision instead of a table.")
    var json = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder to write the report and its figures to.", valueName: "dir"))
    var folder: String?

    @Option(help: ArgumentHelp("The title of the report and its figures.", valueName: "text"))
    var title: String?

    func validate() throws {
        if let folder, folder.isEmpty { throw ValidationError("-o is empty; expected the name of a folder.") }
        if let title, title.allSatisfy(\.isWhitespace) { throw ValidationError("--title is empty.") }
    }
}
