import TrialValues

extension Table {
    /// The table in a CSV file, whose form `Documentation/Guides/csv.md` describes.
    ///
    /// ```swift
    /// let table = try Table(csv: .file("trial.csv"))
    /// let arms = try table.column(named: "arm")
    /// ```
    ///
    /// - Parameters:
    ///   - source: where its bytes come from.
    ///   - separator: what stands between fields; by default what the header line shows.
    ///   - isText: whether every column is text as it stands in the file, so that "30.00" keeps its zeros.
    ///   - onBlock: sees the bytes of the file, each once and in order, as they are read; for a hash of the file.
    ///   - progress: is told which part of the file has been read, from 0 to 1; never, if the size is unknown.
    /// - Throws: all the problems of the file at once; a file with a problem is never a table.
    public init(
        csv source: CSVSource, separator: CSVSeparator? = nil, isText: Bool = false,
        onBlock: ((UnsafeRawBufferPointer) -> Void)? = nil,
        progress: ((Double) -> Void)? = nil
    ) throws(Diagnostics) {
        var options = CSVReading.Options(separator: separator)
        options.isText = isText
        options.onBlock = onBlock
        options.progress = progress
        try self.init(csv: source, options: options)
    }

    init(csv source: CSVSource, options: CSVReading.Options) throws(Diagnostics) {
        var reading = try CSVReading(source, options)
        self = try reading.table()
    }
}
