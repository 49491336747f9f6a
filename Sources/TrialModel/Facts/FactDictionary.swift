import TrialValues

/// The facts that can be known of subjects, by name and by other names in any case of letters.
///
/// ```swift
/// FactDictionary.shipped["platelet count"]?.name   // "platelets"
/// ```
///
/// A name means the same in every study: a study adds facts and other names, and never changes what a name means.
public struct FactDictionary: Sendable, Hashable {
    /// The facts in the order in which they were added.
    public private(set) var facts: [FactDefinition] = []
    /// Where the fact of a key stands.
    private var positions: [String: Int] = [:]
    /// The names that begin with a word, those of more letters first.
    private var beginnings: [String: [Name]] = [:]

    /// A name in lower-case letters, as scanners look for it.
    struct Name: Sendable, Hashable {
        let letters: [Character]
        let position: Int
    }

    /// The given facts; of two with the same name the first counts.
    public init(_ facts: [FactDefinition]) {
        for fact in facts {
            self.facts.append(fact)
            name(fact, at: self.facts.count - 1)
        }
    }

    /// The fact of a name; `nil` where there is none.
    public subscript(name: some StringProtocol) -> FactDefinition? {
        positions[FactDictionary.key(name)].map { facts[$0] }
    }

    /// The dictionary with more facts; one whose name is there already takes the place of that fact, and its names are
    /// added.
    public func adding(_ more: [FactDefinition]) -> FactDictionary {
        var dictionary = self
        for fact in more {
            if let position = positions[FactDictionary.key(fact.name)], facts[position].name == fact.name {
                dictionary.facts[position] = fact
                dictionary.name(fact, at: position)
            } else {
                dictionary.facts.append(fact)
                dictionary.name(fact, at: dictionary.facts.count - 1)
            }
        }
        return dictionary
    }

    /// Enters the names of a fact, as far as they are not taken.
    private mutating func name(_ fact: FactDefinition, at position: Int) {
        for key in fact.names.map(FactDictionary.key) where positions[key] == nil {
            positions[key] = position
            let name = Name(letters: Array(key), position: position)
            let word = FactDictionary.firstWord(key)
            let names = beginnings[word] ?? []
            let index = names.firstIndex { $0.letters.count < name.letters.count } ?? names.count
            beginnings[word, default: []].insert(name, at: index)
        }
    }

    /// The name that was probably meant by one that does not exist: one that begins so, or else the nearest.
    public func nearest(to name: String) -> String? {
        let key = FactDictionary.key(name)
        let names = facts.flatMap(\.names)
        let longer = key.count < 3 ? [] : names.filter { $0.lowercased().hasPrefix(key) }
        return longer.min { $0.count < $1.count } ?? NearestName(to: key, among: names)?.name
    }

    /// The names that begin with a word in lower case, longer ones first.
    func names(beginningWith word: String) -> [Name] { beginnings[word] ?? [] }

    /// A name as it is looked up: lower-case words with one space between them.
    static func key(_ name: some StringProtocol) -> String {
        name.lowercased().split { $0 == " " || $0 == "\t" || $0 == "\n" }.joined(separator: " ")
    }

    private static func firstWord(_ key: String) -> String { String(key.prefix { $0 != " " }) }
}
