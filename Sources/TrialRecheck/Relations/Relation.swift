/// How numbers of a paper hang together: written in the file, or inferred from their labels.
///
/// ```swift
/// Relation(.sum, [[total], parts], because: "levels of one event")
/// ```
public struct Relation: Sendable, Hashable {
    /// What kind of relation it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A total and parts that make it up.
        case sum
        /// Categories of the same subjects, each of whom is in one at most.
        case partition
        /// Reasons or causes that are listed for the same subjects.
        case reasons
        /// A whole and parts that may overlap.
        case union
        /// Two shares that make up all subjects.
        case complement
        /// A part and the whole that holds it.
        case partOf = "part-of"
        /// A difference of two numbers.
        case difference
        /// The same number, printed in several places.
        case sameNumber = "same-number"
        /// A value with the least and the largest of its range.
        case range
        /// A value and the limit that a caption sets.
        case threshold
        /// The result of a test, and the counts of groups that it compares.
        case countsTest = "test-of-counts"
        /// The result of a test, and mean and SD of two groups.
        case meansTest = "test-of-means"
        /// The result of a test, and mean and SD before and after.
        case pairedTest = "paired-test"
        /// A mean and its standard deviation.
        case meanAndSD = "mean-and-sd"
        /// A hazard ratio and two medians, treated first.
        case medians
        /// A hazard ratio and the events of two groups.
        case events
        /// A log-rank p-value and two medians.
        case logRank = "log-rank"
        /// Two dates in order.
        case before
        /// The rules of grading or response that were used, and when patients were treated.
        case version
        /// What the text says of a result.
        case claim
        /// The size of a group and a set of subjects taken from it.
        case subset
    }

    /// What kind of relation it is.
    public let kind: Kind
    /// The numbers by role, in the order of ``Kind/roles``; by their index in the paper.
    public let members: [[Int]]
    /// What the text claims, of a ``Kind/claim``.
    public let words: String?
    /// Whether it is written in the file.
    public let isWritten: Bool
    /// Why it holds, in a few words.
    public let reason: String
    /// What may still keep it from holding, where it was inferred; what it contradicts is then a remark with this reading.
    public let doubt: String?
    /// Parts that may be counted within another part, as stringent complete responses within complete ones.
    let nested: [Int]
    /// How subjects may be in more than one of the categories, where labels alone say that they exclude each other.
    let overlap: Overlap?

    /// How categories may overlap.
    enum Overlap: Sendable, Hashable {
        /// A response may hold the better ones, or a label mean something else.
        case responses
        /// Risk may have been judged by more than one rule.
        case risk
    }

    init(
        _ kind: Kind, _ members: [[Int]], because reason: String, isWritten: Bool = false, words: String? = nil,
        doubt: String? = nil, nested: [Int] = [], overlap: Overlap? = nil
    ) {
        self.kind = kind
        self.members = members
        self.reason = reason
        self.isWritten = isWritten
        self.words = words
        self.doubt = doubt
        self.nested = nested
        self.overlap = overlap
    }

    /// All its numbers.
    public var numbers: [Int] { members.flatMap(\.self) }

    /// The number of a role that has one.
    func one(_ role: Int) -> Int { members[role][0] }
}

extension Relation.Kind {
    /// What the numbers of a relation are to it, as the keys under which a file lists them.
    struct Role: Sendable, Hashable {
        let key: String
        /// How many numbers it takes.
        let count: ClosedRange<Int>
        /// Whether it is a list of lists, one for each group.
        var isGroups = false

        static func one(_ key: String) -> Role { Role(key: key, count: 1...1) }
        static func two(_ key: String) -> Role { Role(key: key, count: 2...2) }
        static func many(_ key: String) -> Role { Role(key: key, count: 1...1000) }
    }

    /// The roles of its numbers.
    var roles: [Role] {
        switch self {
        case .sum, .union: [.one("total"), .many("parts")]
        case .partition, .reasons: [Role(key: "parts", count: 2...1000)]
        case .complement: [.one("one"), .one("other")]
        case .partOf: [.one("part"), .one("whole")]
        case .difference: [.one("difference"), .two("of")]
        case .sameNumber: [Role(key: "numbers", count: 2...1000)]
        case .range: [.one("value"), .one("least"), .one("most")]
        case .threshold: [.one("value"), .one("limit")]
        case .countsTest: [.one("result"), Role(key: "groups", count: 2...100, isGroups: true)]
        case .meansTest: [.one("result"), Role(key: "groups", count: 2...2, isGroups: true)]
        case .pairedTest: [.one("result"), .two("first"), .two("second")]
        case .meanAndSD: [.one("mean"), .one("sd")]
        case .medians: [.one("ratio"), .two("medians")]
        case .events: [.one("ratio"), .two("events")]
        case .logRank: [.one("p"), .two("medians")]
        case .before: [.one("earlier"), .one("later")]
        case .version: [.one("version"), .one("treated")]
        case .claim: [.one("of")]
        case .subset: [.one("subset"), .one("of")]
        }
    }

    /// What it says, for guides and listings.
    public var meaning: String {
        switch self {
        case .sum: "the parts add up to the total"
        case .partition: "each subject is in one of the parts at most"
        case .reasons: "the reasons are listed for the same subjects"
        case .union: "the total counts those in any of the parts, which may overlap"
        case .complement: "together they are all subjects"
        case .partOf: "the part is counted in the whole"
        case .difference: "the first minus the second is the difference"
        case .sameNumber: "the same number is printed more than once"
        case .range: "the value lies between the least and the largest"
        case .threshold: "the caption sets a limit that the value keeps"
        case .countsTest: "the test compares these counts"
        case .meansTest: "the test compares these means and SDs"
        case .pairedTest: "the paired test compares these means and SDs of the same subjects"
        case .meanAndSD: "mean and SD of the same values"
        case .medians: "the hazard ratio and the medians are of the same endpoint"
        case .events: "the hazard ratio rests on these events"
        case .logRank: "the log-rank test compares the curves with these medians"
        case .before: "the one date is not after the other"
        case .version: "these rules were used on patients treated then"
        case .claim: "what the text says of the result"
        case .subset: "these subjects were taken from those"
        }
    }
}
