import TrialValues

/// The problems of one file: the first of them in full, and how many there were.
package struct ProblemList {
    package private(set) var listed: [Diagnostic] = []
    package private(set) var count = 0
    private let limit: Int
    let file: String?

    package init(file: String?, limit: Int = 20) {
        self.file = file
        self.limit = limit
    }

    package mutating func append(
        _ rule: String, _ message: @autoclosure () -> String, line: Int? = nil, column: Int? = nil,
        field: String? = nil,
        advice: String? = nil
    ) {
        count += 1
        guard listed.count < limit else { return }
        let place = Diagnostic.Place(file: file, line: line, column: column, field: field)
        listed.append(Diagnostic(.error, rule, message(), at: place, advice: advice))
    }

    /// All of it as one error, whose last entry says how many problems are not listed; `nil` if there are none.
    package var error: Diagnostics? {
        guard count > 0 else { return nil }
        let more = count - listed.count
        guard more > 0 else { return Diagnostics(listed) }
        let message = more == 1 ? "there is 1 more problem" : "there are \(more) more problems"
        return Diagnostics(listed + [Diagnostic(.error, "csv.more", message, at: .init(file: file))])
    }
}
