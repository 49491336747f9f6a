extension InferenceContext {
    /// Families of categories of which every subject is in one, or may be in none that is listed.
    private static let families: [(name: String, members: [[String]], overlap: Relation.Overlap?)] = [
        ("sex", [["male"], ["female"]], nil),
        ("response", [["scr"], ["cr"], ["vgpr"], ["pr"], ["mr"], ["sd"], ["pd"], ["unknown"]], .responses),
        (
            "response at baseline",
            [
                ["baseline", "cr"], ["baseline", "vgpr"], ["baseline", "pr"], ["baseline", "sd"], ["baseline", "pd"],
                ["baseline", "unknown"],
            ], .responses
        ),
        ("ISS", [["iss", "i"], ["iss", "ii"], ["iss", "iii"], ["iss", "unknown"]], nil),
        ("R-ISS", [["r-iss", "i"], ["r-iss", "ii"], ["r-iss", "iii"], ["r-iss", "unknown"]], nil),
        ("MRD", [["mrd-positive"], ["mrd-negative"]], nil),
        ("cytogenetic risk", [["standard", "risk"], ["high", "risk"]], .risk),
        ("cytogenetic risk by FISH", [["fish", "standard", "risk"], ["fish", "high", "risk"]], .risk),
        ("ECOG", [["ecog", "0"], ["ecog", "1"], ["ecog", "2"], ["ecog", "3"], ["ecog", "4"]], nil),
    ]

    /// Responses that may be counted within complete or very good partial responses, or beside them.
    private static let nestedResponses: [Set<String>] = [["scr"], ["ncr"], ["cru"], ["cri"], ["icr"], ["mcr"]]

    /// Categories exclude each other: together they are no more than their denominator.
    func partitions() -> [Relation] {
        Self.families.flatMap { family in
            anchors(of: family.members).compactMap { anchor -> Relation? in
                let members = family.members.compactMap {
                    one(Label(words: Set($0)), labels.groups[anchor], near: anchor) ?? own(anchor, Set($0))
                }
                guard members.count >= 2, members.first == anchor else { return nil }
                let nested = family.name == "response" ? nestedResponses(near: anchor) : []
                return Relation(
                    .partition, [members + nested.filter { !members.contains($0) }],
                    because: "categories of \(family.name)", nested: nested, overlap: family.overlap)
            }
        } + reasons()
    }

    /// The responses in the place of a number that other responses may hold.
    private func nestedResponses(near index: Int) -> [Int] {
        Self.nestedResponses.compactMap { words in
            own(index, words) ?? one(Label(words: words), labels.groups[index], near: index)
        }
    }

    /// The numbers that are the first of their family in their place and group.
    private func anchors(of members: [[String]]) -> [Int] {
        let keys = Set(members.map { Label(words: Set($0)).key })
        return numbers.indices.filter { keys.contains(labels.labels[$0].key) }
    }

    private func own(_ index: Int, _ words: Set<String>) -> Int? {
        labels.labels[index].words == words ? index : nil
    }

    /// Reasons and causes before a colon, each of the same number of subjects.
    private func reasons() -> [Relation] {
        let listed = numbers.indices.filter { index in
            let quantity = numbers[index].quantity.lowercased()
            return ["reason", "off study", "after leaving study", "death:", "cause"].contains {
                quantity.hasPrefix($0) || quantity.contains($0)
            }
                && quantity.contains(":") && numbers[index].denominator != nil
        }
        let groups = Dictionary(grouping: listed) { index in
            [
                numbers[index].place, numbers[index].group, numbers[index].denominator?.text ?? "",
                String(numbers[index].quantity.prefix { $0 != ":" }),
            ]
        }
        return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { members in
            let prefix = numbers[members[0]].quantity.prefix { $0 != ":" }
            return Relation(.reasons, [members], because: "listed under “\(prefix)”")
        }
    }

    /// Rates of responses with the responses that count for them, and how many of those must be printed.
    private static let responseRates: [(names: [Set<String>], parts: [Set<String>], least: Int)] = [
        ([["orr"]], [["scr"], ["cr"], ["vgpr"], ["pr"]], 3),
        ([["vgpr", "or", "better"], [">=vgpr"]], [["scr"], ["cr"], ["vgpr"]], 2),
        ([["cr", "or", "better"], [">=cr"]], [["scr"], ["cr"]], 2),
    ]

    /// A response rate is made of the responses that count.
    func responseSums() -> [Relation] {
        numbers.indices.compactMap { index in
            guard let rate = Self.responseRates.first(where: { $0.names.contains(labels.labels[index].words) }) else {
                return nil
            }
            let parts = rate.parts.compactMap { one(Label(words: $0), labels.groups[index], near: index) }
            guard parts.count >= rate.least else { return nil }
            let nested = nestedResponses(near: index)
            return Relation(
                .sum, [[index], parts + nested.filter { !parts.contains($0) }],
                because: "the responses that make up the response rate", nested: nested)
        }
    }

    /// The groups make up all.
    func groupSums() -> [Relation] {
        numbers.indices.compactMap { index in
            guard labels.groups[index] == "all", labels.labels[index].words == ["randomised"],
                numbers[index].isCount
            else { return nil }
            let parts = labels.indices(inPlaceOf: index).filter {
                labels.labels[$0].words == ["group", "size"] && !labels.isOfEveryone($0)
            }
            guard parts.count >= 2, Set(parts.map { labels.groups[$0] }).count == parts.count else { return nil }
            let arms = Set(parts.map { labels.groups[$0] })
            let others = numbers.indices.contains {
                !arms.contains(labels.groups[$0]) && !labels.isOfEveryone($0) && labels.comparedGroups($0) == nil
            }
            return Relation(
                .sum, [[index], parts], because: "the groups make up all who were randomised",
                doubt: others ? "there are groups whose sizes are not listed" : nil)
        }
    }

    /// Subjects of one arm who were treated were randomised to it.
    func subsets() -> [Relation] {
        numbers.indices.compactMap { index in
            guard labels.labels[index].words == ["safety", "population"], let own = numbers[index].value.decimal?.whole
            else { return nil }
            let randomised = ["randomised", "discontinued before"].lazy.compactMap { name in
                numbers.indices.first { other in
                    labels.groups[other] == labels.groups[index] && numbers[other].denominator?.decimal?.whole != own
                        && numbers[other].quantity.hasPrefix(name)
                }
            }.first
            return randomised.map { Relation(.subset, [[index], [$0]], because: "the safety population of an arm") }
        }
    }
}
