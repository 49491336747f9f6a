extension String {
    /// The words, of letters, digits and hyphens.
    var hyphenatedWords: [Substring] { split { !$0.isLetter && !$0.isNumber && $0 != "-" } }
}
