extension StatisticsError {
    /// The sentence for somebody who gave the argument under another name, that of an option or of a key of a file.
    ///
    /// ```swift
    /// error.description                      // "cutoff is 2.0; expected a number in 0...1"
    /// error.sentence(under: "stop below")    // "it is 2; expected a number in 0...1"
    /// ```
    ///
    /// An argument that has the very name keeps its word: `fractions` under `--fractions`. An element of another list is told by its
    /// number from 1 on. Whole numbers are written as people write them.
    package func sentence(under name: String) -> String {
        let place = index.map { "\(argument)[\($0)]" }
        if argument.prefix(while: { $0 != "[" && $0 != "." }) == name.trimmingPrefix("--") {
            return Self.plain(description)
        }
        if let place, let index, description.hasPrefix(place) {
            return Self.plain("number \(index + 1)" + description.dropFirst(place.count))
        }
        if description.hasPrefix(argument + ": ") {
            return Self.plain(String(description.dropFirst(argument.count + 2)))
        }
        guard description.hasPrefix(argument + " ") else { return Self.plain(description) }
        return Self.plain("it" + description.dropFirst(argument.count))
    }

    /// A text whose whole numbers have no decimals.
    private static func plain(_ text: String) -> String {
        let letters = Array(text)
        var plain = ""
        var index = 0
        while index < letters.count {
            let isTail =
                letters[index] == "." && index > 0 && letters[index - 1].isWholeNumber && index + 1 < letters.count
                && letters[index + 1] == "0"
                && (index + 2 == letters.count || !(letters[index + 2].isWholeNumber || letters[index + 2] == "e"))
            if isTail {
                index += 2
            } else {
                plain.append(letters[index])
                index += 1
            }
        }
        return plain
    }
}
