/// The numbers that a paper prints of one study, and what is said of how they hang together.
public struct PublishedPaper: Sendable, Hashable {
    /// The study.
    public let study: String
    /// What it is called; `nil` where the file does not say.
    public let title: String?
    /// The numbers in the order of the file.
    public let numbers: [PublishedNumber]
    /// The scales that quantities lie on.
    public let scales: [PublishedScale]
    /// The relations that are written in the file.
    public let relations: [Relation]
    /// Checks that do not hold for some numbers, with the reason.
    public let exceptions: [CheckException]

    /// A paper.
    public init(
        study: String, title: String? = nil, numbers: [PublishedNumber], scales: [PublishedScale] = [],
        relations: [Relation] = [], exceptions: [CheckException] = []
    ) {
        self.study = study
        self.title = title
        self.numbers = numbers
        self.scales = scales
        self.relations = relations
        self.exceptions = exceptions
    }
}

/// A check that a person has overruled for some numbers.
public struct CheckException: Sendable, Hashable {
    /// The check, or the kind of relation, by its id.
    public let check: String
    /// The numbers that a finding must be about to be overruled; those are all of them.
    public let numbers: [Int]
    /// Why.
    public let reason: String

    /// An exception.
    public init(check: String, numbers: [Int], reason: String) {
        self.check = check
        self.numbers = numbers
        self.reason = reason
    }
}
