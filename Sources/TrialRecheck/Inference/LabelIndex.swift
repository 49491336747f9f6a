/// The numbers of a paper by place, label and group.
struct LabelIndex: Sendable {
    /// The label of each number.
    let labels: [Label]
    /// The group of each number, in small letters.
    let groups: [String]
    /// What the place of each number says of its subjects, time and analysis.
    let contexts: [PlaceContext]
    private let places: [String]
    private let exact: [Key: [Int]]
    private let anywhere: [Key: [Int]]
    private let byPlace: [String: [Int]]

    private struct Key: Hashable {
        var place = ""
        let label: String
        let group: String
    }

    init(_ numbers: [PublishedNumber]) {
        labels = numbers.map { Label($0.quantity) }
        groups = numbers.map { $0.group.lowercased() }
        places = numbers.map { $0.place.lowercased() }
        let known = Dictionary(Set(places).map { ($0, PlaceContext($0)) }, uniquingKeysWith: { first, _ in first })
        contexts = places.map { known[$0] ?? PlaceContext("") }
        var (exact, anywhere, byPlace): ([Key: [Int]], [Key: [Int]], [String: [Int]]) = ([:], [:], [:])
        for index in numbers.indices {
            exact[Key(place: places[index], label: labels[index].key, group: groups[index]), default: []].append(index)
            anywhere[Key(label: labels[index].key, group: groups[index]), default: []].append(index)
            byPlace[places[index], default: []].append(index)
        }
        (self.exact, self.anywhere, self.byPlace) = (exact, anywhere, byPlace)
    }

    /// The numbers of a label and a group that stand where another number stands.
    func numbers(_ label: Label, _ group: String, inPlaceOf index: Int) -> [Int] {
        exact[Key(place: places[index], label: label.key, group: group.lowercased())] ?? []
    }

    /// The numbers of a label and a group, wherever they stand.
    func numbers(_ label: Label, _ group: String) -> [Int] {
        anywhere[Key(label: label.key, group: group.lowercased())] ?? []
    }

    /// All numbers that stand where another number stands.
    func indices(inPlaceOf index: Int) -> [Int] { byPlace[places[index]] ?? [] }

    /// Names of groups that are all subjects rather than one arm.
    private static let everyone: Set<String> = [
        "", "all", "total", "overall", "both", "both arms", "pooled", "all patients",
    ]

    /// Whether a number is of all subjects.
    func isOfEveryone(_ index: Int) -> Bool { Self.everyone.contains(groups[index]) }

    /// The two groups that a result compares, as in "A vs B".
    func comparedGroups(_ index: Int) -> (String, String)? {
        for separator in [" vs. ", " vs ", " versus ", " - ", " – "] {
            let parts = groups[index].split(separator: separator, omittingEmptySubsequences: false)
            if parts.count == 2 { return (String(parts[0]), String(parts[1])) }
        }
        return nil
    }
}
