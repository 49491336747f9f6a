/// Text on a terminal: how many cells it takes, how it breaks into lines, and what of it is safe to print.
extension String {
    /// The cells of a terminal that the text takes.
    var cellCount: Int { reduce(0) { $0 + $1.cellCount } }

    /// The text broken into lines of at most `limit` cells, at spaces where possible, inside a word where not.
    ///
    /// Nothing is cut off. An empty text has one empty line.
    func lines(within limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if longer.cellCount <= limit {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            for character in word {
                if !line.isEmpty, line.cellCount + character.cellCount > limit {
                    lines.append(line)
                    line = ""
                }
                line.append(character)
            }
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// The text without what would move the cursor or turn the direction of writing; U+FFFD stands in its place.
    var terminalSafe: String {
        let isSafe = { (scalar: Unicode.Scalar) in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
        guard !unicodeScalars.allSatisfy(isSafe) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { isSafe($0) ? $0 : "\u{FFFD}" }))
    }
}

extension Character {
    /// Two cells for what East Asian scripts and emoji write wide, none for what only marks the character before it, else one.
    ///
    /// After Unicode Standard Annex #11, by blocks; terminals differ on the rest.
    var cellCount: Int {
        if unicodeScalars.contains(where: { $0.isWide || $0.value == 0xFE0F }) { return 2 }
        return unicodeScalars.allSatisfy(\.isWithoutWidth) ? 0 : 1
    }
}

extension Unicode.Scalar {
    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: value > 0x7F && properties.isEmojiPresentation
        }
    }

    fileprivate var isWithoutWidth: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: true
        default: false
        }
    }
}
