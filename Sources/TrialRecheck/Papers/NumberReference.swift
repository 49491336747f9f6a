import TrialValues

/// Numbers of a paper by their references, "Table 2 > CR > ID".
struct NumberReferences {
    private let byReference: [String: [Int]]
    private let names: [String]

    init(_ numbers: [PublishedNumber]) {
        var found: [String: [Int]] = [:]
        for (index, number) in numbers.enumerated() {
            found[number.reference, default: []].append(index)
            // The group may be left out where it goes without saying.
            if !number.group.isEmpty { found["\(number.place) > \(number.quantity)", default: []].append(index) }
        }
        byReference = found
        names = numbers.map(\.reference)
    }

    /// The number of a reference.
    func index(_ reference: String) -> Int? {
        byReference[reference].flatMap { $0.count == 1 ? $0[0] : nil }
    }

    /// Why a reference has no number, or more than one.
    func fault(_ reference: String) -> (message: String, advice: String?) {
        if let several = byReference[reference] {
            let list = several.prefix(4).map { "`\(names[$0])`" }.joined(separator: ", ")
            return ("`\(reference)` means \(several.count) numbers", "name the group as well: \(list)")
        }
        let nearest = NearestName(to: reference, among: names)?.name
        return (
            "`\(reference)` is no number of this file",
            nearest.map { "did you mean `\($0)`?" } ?? "write PLACE > QUANTITY > GROUP as they stand under `numbers`"
        )
    }
}
