import ArgumentParser

/// The options that say what is written and where.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON with full precision instead of a table.")
    var json = false

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("The folder to write the report and its figures to.", valueName: "dir"))
    var output: String?

    @Option(help: ArgumentHelp("The title of the report.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("The unit of the times, for axes and tables, such as months.", valueName: "unit"))
    var unit: String?

    @Flag(help: "Shade the confidence limits of the curves in the figure.")
    var shade = false
}
