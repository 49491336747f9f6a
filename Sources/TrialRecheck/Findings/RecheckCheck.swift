/// A check of published numbers: a small type with an id, a reference and a section in the guide.
///
/// A new check conforms, is listed in ``CheckRegistry`` and has its section in `Documentation/Guides/recheck.md`.
package protocol RecheckCheck: Sendable {
    /// What findings call it, such as `chi-square`; the guide's section has that name too.
    static var id: String { get }
    /// What it asks, as one sentence.
    static var question: String { get }
    /// The book or paper behind it.
    static var reference: String { get }
    /// What it can find at worst.
    static var worst: Finding.Kind { get }

    /// Looks at a paper and tells the log what it checked and found.
    static func examine(_ paper: PaperFacts, _ log: inout CheckLog)
}
