import TrialValues

/// The first line of the file that is not blank: the names of the columns.
struct Header {
    let names: [String]
    let separator: CSVSeparator
    /// The offset in the file of what follows, and the line on which it begins.
    let body: (offset: Int, line: Int)

    /// The names in a record that was scanned; what is wrong with them goes to the problems.
    init(
        _ scanner: RecordScanner, _ bytes: UnsafeBufferPointer<UInt8>, separator: CSVSeparator, line: Int,
        bodyOffset: Int,
        problems: inout ProblemList
    ) {
        self.separator = separator
        body = (bodyOffset, line + 1 + scanner.innerLines)
        names = scanner.fields.map { field in
            let span = UnsafeBufferPointer(rebasing: bytes[field.range])
            let name = field.hasEscapes ? span.unescaped(padding: 0) : Array(span)
            return name.withUnsafeBufferPointer { String(decoding: $0.trimmed(separator.byte), as: UTF8.self) }
        }
        for problem in scanner.problems {
            problems.append(problem, line: line + problem.line, field: names[problem.field])
        }
        if scanner.problems.isEmpty { Header.checkNames(names, line: line, problems: &problems) }
    }

    private static func checkNames(_ names: [String], line: Int, problems: inout ProblemList) {
        var first: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            if name.isEmpty {
                problems.append(
                    "csv.empty-name", "column \(index + 1) has no name", line: line, column: index + 1,
                    advice: index == 0 ? "if it holds row numbers, write the file without them" : nil)
            } else if let earlier = first[name] {
                problems.append(
                    "csv.duplicate-name", "column \(index + 1) has the name of column \(earlier)", line: line,
                    column: index + 1, field: name)
            } else {
                first[name] = index + 1
            }
        }
    }
}
