import ArgumentParser
import TrialAnalysis

/// Names of columns with commas between them; a name that holds a comma or an equals sign stands in quotes.
struct ColumnList: ExpressibleByArgument {
    let names: [String]

    init?(argument: String) {
        guard let names = QuotedWords.names(argument, separator: ","), !names.isEmpty else { return nil }
        self.names = names
    }
}

/// Times with commas between them.
struct TimeList: ExpressibleByArgument {
    let times: [Double]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
        times = parts.compactMap { $0 }.filter { $0.isFinite && $0 >= 0 }
        if times.isEmpty || times.count != parts.count { return nil }
    }
}

/// Numbers with commas between them.
struct NumberList: ExpressibleByArgument {
    let argument: String
    let numbers: [Double]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
        numbers = parts.compactMap(\.self)
        if numbers.count != parts.count { return nil }
        self.argument = argument
    }
}

/// Rows of numbers: commas in a row, a slash between rows.
struct NumberRows: ExpressibleByArgument {
    let rows: [[Double]]

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map {
            NumberList(argument: String($0))
        }
        rows = parts.compactMap { $0?.numbers }
        if rows.count != parts.count { return nil }
    }
}

extension Substring {
    var trimmingSpaces: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// Counts with commas between them.
struct CountList: ExpressibleByArgument {
    let counts: [Int]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0.trimmingSpaces) }
        counts = parts.compactMap(\.self)
        if counts.isEmpty || counts.count != parts.count { return nil }
    }
}
