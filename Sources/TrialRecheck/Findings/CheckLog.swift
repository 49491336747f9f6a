/// What the checks of a paper have looked at and found.
package struct CheckLog {
    /// The findings.
    private(set) var findings: [Finding] = []
    /// How many things were checked.
    private(set) var count = 0
    /// The exceptions that were used, by their index.
    private(set) var usedExceptions: Set<Int> = []
    private let paper: PublishedPaper
    private var check = ""
    private var worst = Finding.Kind.remark
    /// What may keep the relation from holding that is being checked.
    private var doubt: String?

    init(_ paper: PublishedPaper) { self.paper = paper }

    /// Begins with a check; what follows is its own.
    mutating func enter(_ check: any RecheckCheck.Type) {
        self.check = check.id
        worst = check.worst
    }

    /// Counts a thing that is checked, unless a person has overruled it.
    ///
    /// - Parameters:
    ///   - numbers: the numbers that it is about.
    ///   - relation: the relation that it rests on.
    ///   - doubt: what may keep that from holding, beside what may keep the relation; a finding is then a remark.
    /// - Returns: whether it is to be checked.
    mutating func begins(_ numbers: [Int], relation: Relation? = nil, doubt: String? = nil) -> Bool {
        let overruled = paper.exceptions.indices.filter { index in
            let exception = paper.exceptions[index]
            return (exception.check == check || exception.check == relation?.kind.rawValue)
                && exception.numbers.allSatisfy(numbers.contains)
        }
        usedExceptions.formUnion(overruled)
        guard overruled.isEmpty else { return false }
        count += 1
        self.doubt = relation?.doubt ?? doubt
        return true
    }

    /// Keeps a finding about a number, which rests on others too.
    ///
    /// A contradiction of a relation that is in doubt is a remark.
    mutating func report(
        _ kind: Finding.Kind? = nil, _ severity: Finding.Severity = .number, at number: Int, with others: [Int] = [],
        printed: String? = nil, recomputed: Interval? = nil, reading: String? = nil, _ explanation: String
    ) {
        findings.append(
            Finding(
                check: check, kind: doubt == nil ? kind ?? worst : .remark, severity: severity, number: number,
                numbers: [number] + others.filter { $0 != number },
                printed: printed ?? paper.numbers[number].shown, recomputed: recomputed,
                explanation: doubt.map { reading == nil ? "\(explanation) It may be right if \($0)." : explanation }
                    ?? explanation,
                reading: reading ?? doubt))
    }
}
