extension TextMetrics {
    /// The text broken into lines no wider than the limit, at spaces where possible, inside a word where not.
    ///
    /// Nothing is ever cut off. An empty text has no lines.
    func lines(of text: String, within limit: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if width(of: longer) <= limit {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            let pieces = pieces(of: word, within: limit)
            lines += pieces.dropLast()
            line = pieces.last ?? ""
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// The width of the widest line.
    func width(of lines: [String]) -> Double {
        lines.reduce(0) { max($0, width(of: $1)) }
    }

    private func pieces(of word: Substring, within limit: Double) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in word {
            if !piece.isEmpty, width(of: piece + String(character)) > limit {
                pieces.append(piece)
                piece = ""
            }
            piece.append(character)
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }
}
