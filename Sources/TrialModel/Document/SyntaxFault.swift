/// A fault of the form of a file, told so that one who does not know YAML can mend it.
struct SyntaxFault {
    let rule: String
    let message: String
    let advice: String?

    /// What libyaml's sentence means, found near a character.
    init(_ problem: String, near character: Unicode.Scalar?) {
        if character == "\t" {
            (rule, message) = ("study.tab", "a tab stands where only spaces may")
            advice = "use spaces to move a line to the right"
            return
        }
        rule = "study.yaml"
        let known = Self.known.first { problem.contains($0.problem) }
        message = known?.message ?? problem
        advice = known?.advice
    }

    private static let known: [(problem: String, message: String, advice: String)] = [
        (
            "mapping values are not allowed", "a colon stands within a text, or a line is moved too far to the right",
            "put a text that holds a colon and a space in quotes"
        ),
        (
            "could not find expected ':'", "a line is neither `key: value` nor an item `- value`",
            "put a colon and a space behind the key"
        ),
        (
            "did not find expected ',' or '}'", "a group of keys in braces is not well formed",
            "separate its keys by commas, close it with }, and put texts that hold commas or braces in quotes"
        ),
        (
            "did not find expected ',' or ']'", "a list in brackets is not well formed",
            "separate its items by commas and close it with ]"
        ),
        (
            "did not find expected key", "this line does not stand right below the keys that it belongs to",
            "begin the keys of one group in the same column, and put texts that begin with a quote wholly in quotes"
        ),
        (
            "did not find expected '-' indicator", "this line does not stand right below the items of its list",
            "begin the items of one list with - in the same column"
        ),
        (
            "cannot start any token", "a text may not begin with this character",
            "put the text in quotes"
        ),
        (
            "unexpected end of stream", "the file ends within a text in quotes", "close the quotes"
        ),
        (
            "block sequence entries are not allowed", "an item of a list stands where none may",
            "begin the list on the line below its key"
        ),
        (
            "exceeded max depth", "lists and keys stand in each other too deep", "write it flatter"
        ),
    ]
}
