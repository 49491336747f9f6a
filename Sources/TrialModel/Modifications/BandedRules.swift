import TrialValues

/// Rules over the bands of one fact: every value has one row, or the table is refused.
///
/// ```yaml
/// - by: grade of peripheral neuropathy
///   drug: ixazomib
///   rows:
///     - {is: 0 to 1, do: continue}
///     - {is: 2, do: hold, until: grade of peripheral neuropathy <= 1}
///     - {is: 3, do: hold, until: grade of peripheral neuropathy <= 1, resume: one lower}
///     - {is: 4 to 5, do: stop}
/// ```
struct BandedRules {
    let fact: String
    let unit: String?
    let facts: FactDictionary

    init(_ fact: String, unit: String?, _ facts: FactDictionary) {
        self.fact = fact
        self.unit = unit
        self.facts = facts
    }

    /// The rules of rows, and the problems of the table.
    func rules(_ rows: [StudyNode], _ id: String, _ frame: RuleFrame, _ keys: inout MappingReader) -> [ModificationRule]
    {
        var bands: [NumberBand] = []
        var rules: [ModificationRule] = []
        for (index, node) in rows.enumerated() {
            var row = MappingReader(node, of: "a row")
            let band = row.required("is", .numberBand, "the band of the fact")
            let effect = ModificationEffect(&row, facts, isNeeded: true)
            row.finish()
            keys.add(row.problems)
            guard let band, let effect else { continue }
            bands.append(band)
            guard let when = criterion(band, at: node.place, &keys) else { continue }
            rules.append(frame.rule("\(id)-\(index + 1)", when, effect))
        }
        guard bands.count == rows.count else { return rules }
        for fault in BandFault.all(bands, over: domain, whole: isGrade) {
            keys.refuse(
                fault.rule, "the rows of `\(fact)`: \(fault.words)", at: "rows", advice: "give every value one row")
        }
        return rules
    }

    private var isGrade: Bool { fact.hasPrefix("grade ") || fact == "ECOG" }

    /// The values that rows must cover: grades 0 to 5, and numbers from 0 on.
    private var domain: NumberBand { (isGrade ? NumberBand("0 to 5") : NumberBand("from 0")) ?? NumberBand.everything }

    private func criterion(_ band: NumberBand, at place: Diagnostic.Place, _ keys: inout MappingReader) -> Criterion? {
        let suffix = unit.map { " \($0)" } ?? ""
        func part(_ end: NumberBand.End?, _ inside: String, _ outside: String) -> String? {
            end.map { "\(fact) \($0.isIncluded ? inside : outside) \($0.value)\(suffix)" }
        }
        let one = band.lower == band.upper && isGrade ? band.lower.map { "\(fact) = \($0.value)" } : nil
        let parts = [part(band.lower, ">=", ">"), part(band.upper, "<=", "<")].compactMap(\.self)
        do throws(Diagnostics) {
            return try Criterion(one ?? parts.joined(separator: " and "), facts: facts, place: place)
        } catch {
            keys.add(error.all)
            return nil
        }
    }
}

extension NumberBand {
    /// The band of all numbers.
    static let everything = NumberBand(lower: nil, upper: nil)

    init(lower: End?, upper: End?) {
        self.lower = lower
        self.upper = upper
    }
}

extension MappingReader {
    /// Adds the problems of something within.
    mutating func add(_ found: [Diagnostic]) { problems += found }
}

extension Expectation where Value == [StudyNode] {
    /// A list of things that are read elsewhere.
    static let nodes = Expectation("a list", shape: .list(.any([]))) { node, name, problems in
        guard let items = node.items, !items.isEmpty else {
            problems.append(StudyFault.type.diagnostic(node, name, expected: "a list"))
            return nil
        }
        return items
    }
}

extension Expectation where Value == [String] {
    /// A name, or a list of names.
    static let names = Expectation(
        "a name, or a list of names", shape: .any([.text(pattern: nil), .list(.text(pattern: nil))])
    ) { node, name, problems in
        guard node.items == nil else { return list(of: .words).read(node, name, &problems) }
        return Expectation<String>.words.read(node, name, &problems).map { [$0] }
    }
}
