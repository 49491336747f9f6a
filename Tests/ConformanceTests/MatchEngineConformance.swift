import Foundation
import Testing
import TrialModel
import TrialValues

/// Boolean cases of MatchEngine: trees of criteria with the combinations of criteria that match, as its authors list them.
@Suite("MatchEngine's boolean cases, Conformance", .enabled(if: ConformanceData.isPresent))
struct MatchEngineConformance {
    static let folder = "ctml/matchengine-V2-tests"
    static let cases = [
        "and_and_and", "and_and_or", "and_or_and", "and_or_or", "or_and_and", "or_and_or", "or_or_and", "or_or_or",
        "all_cases",
    ]

    private func json(_ name: String) throws -> Any {
        let path = try ConformanceData.path("\(Self.folder)/\(name)")
        return try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    }

    /// In the largest tree an `or` stands in an `and` in an `or`. MatchEngine lists combinations of that branch that
    /// leave out what stands around it (26 of 170), so that its list and the tree disagree there. The branch is kept
    /// closed, by its leaf g10, for the comparison with the list, and open for that with the tree itself.
    @Test(arguments: cases) func `a tree holds exactly where one of its listed paths does`(name: String) throws {
        var tree = MatchTree()
        let source = try json("ctml_boolean_cases/\(name).json")
        let text = try tree.criterion(source)
        let expected = try #require(try json("get_match_paths_expected.json") as? [String: [[String: Any]]])
        let paths = try #require(expected["\(name).json"]).map { tree.path($0) }
        let flags = tree.names.indices.map { FactDefinition("condition \($0)", .flag, "a leaf of the tree") }
        let criterion = try Criterion(text, facts: FactDictionary(flags))
        var generator = SeededGenerator(seed: 1)
        let count = tree.names.count
        let isSmall = count <= 8
        var seen: Set<Truth> = []
        for number in 0..<(isSmall ? power(3, count) : 2000) {
            var truths = (0..<count).map { leaf in
                isSmall ? Truth.allCases[number / power(3, leaf) % 3] : generator.truth(leaning: number)
            }
            let isClosed = number % 4 < 2
            if isClosed, let branch = tree.names.firstIndex(of: "g10.g10_key=g10_val") { truths[branch] = .no }
            let known = truths.enumerated().filter { $0.element != .unknown }.map { leaf, truth in
                ("condition \(leaf)", [FactObservation(.flag(truth == .yes))])
            }
            let subject = SubjectFacts(Dictionary(uniqueKeysWithValues: known))
            let found = criterion.finding(given: subject).truth
            let any = paths.map { path in path.map { truths[$0] }.reduce(Truth.yes) { $0.and($1) } }
                .reduce(Truth.no) { $0.or($1) }
            seen.insert(found)
            let direct = try tree.truth(source, truths)
            #expect(found == direct)
            if isSmall || isClosed { #expect(found == any) }
        }
        #expect(seen == Set(Truth.allCases))
    }

    private func power(_ base: Int, _ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}

/// The reading of a tree of MatchEngine: `and` and `or` hold lists, all other keys of an object are leaves that must
/// all hold.
private struct MatchTree {
    /// The leaves that were met so far.
    var names: [String] = []

    mutating func criterion(_ tree: Any) throws -> String {
        let object = try #require(tree as? [String: Any])
        let parts = try object.sorted { $0.key < $1.key }.map { key, value in
            guard key == "and" || key == "or" else { return "condition \(leaf(key, value))" }
            let items = try #require(value as? [Any]).map { try criterion($0) }
            return "\(key == "and" ? "all" : "any") of (\(items.joined(separator: ", ")))"
        }
        return parts.count == 1 ? parts[0] : "all of (\(parts.joined(separator: ", ")))"
    }

    mutating func path(_ path: [String: Any]) -> [Int] {
        let lists = path["criteria_list"] as? [[String: Any]] ?? []
        let leaves = lists.flatMap { $0["criteria"] as? [[String: Any]] ?? [] }
        return leaves.flatMap { $0.map { leaf($0.key, $0.value) } }
    }

    /// The truth of the tree itself, without our language.
    mutating func truth(_ tree: Any, _ truths: [Truth]) throws -> Truth {
        var all = Truth.yes
        for (key, value) in try #require(tree as? [String: Any]) {
            guard key == "and" || key == "or" else {
                all = all.and(truths[leaf(key, value)])
                continue
            }
            var joined: Truth = key == "and" ? .yes : .no
            for item in try #require(value as? [Any]) {
                let truth = try truth(item, truths)
                joined = key == "and" ? joined.and(truth) : joined.or(truth)
            }
            all = all.and(joined)
        }
        return all
    }

    private mutating func leaf(_ key: String, _ value: Any) -> Int {
        let inner = (value as? [String: String] ?? [:]).sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        let name = "\(key).\(inner.joined(separator: ","))"
        if let index = names.firstIndex(of: name) { return index }
        names.append(name)
        return names.count - 1
    }
}

/// A small generator with a seed.
private struct SeededGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        // SplitMix64: G. Steele, D. Lea, C. Flood, OOPSLA 2014.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A truth; with odd numbers mostly yes, so that large trees hold too.
    mutating func truth(leaning number: Int) -> Truth {
        let draw = next() % 10
        if number.isMultiple(of: 2) { return draw < 4 ? .yes : draw < 8 ? .no : .unknown }
        return draw < 8 ? .yes : draw < 9 ? .no : .unknown
    }
}
