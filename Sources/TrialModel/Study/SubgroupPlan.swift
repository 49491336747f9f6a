import TrialValues

/// Groups of subjects within which endpoints are analysed too: an item of `subgroups`.
///
/// ```yaml
/// - {id: age, by: age, bands: ["< 60 years", "60..<75 years"], rest: "75 and older stand in no level"}
/// - {id: ISS, by: ISS, levels: [I, II, III]}
/// - id: response at entry
///   by: response
///   levels: {CR: [CR, sCR], VGPR or less: [VGPR, PR]}
/// ```
///
/// The levels are to partition the subjects: none may belong to two, and those that belong to none are told, unless
/// `rest` says who they are.
public struct SubgroupPlan: Sendable, Hashable {
    /// How the levels are told apart.
    public enum Levels: Sendable, Hashable {
        /// By bands of a quantity.
        case bands([QuantityBand])
        /// By values of a scale or a choice; the first is a level's name.
        case values([Level])
        /// The protocol names them only.
        case named([String])
    }

    /// A level with the values that it takes together.
    public struct Level: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its values.
        public let values: [String]
    }

    /// Its name.
    public let id: String
    /// The fact that tells the levels apart.
    public let by: String?
    /// The levels.
    public let levels: Stated<Levels>
    /// Who belongs to no level, where that is meant.
    public let rest: String?
    /// Whether it was planned before the data were seen.
    public let isExploratory: Bool
    /// A remark.
    public let note: String?
    let node: StudyNode

    init?(_ keys: inout MappingReader) {
        let id = keys.required("id", .words, "its name")
        by = keys.optional("by", .words, "the fact that tells the levels apart")
        let bands = keys.optional("bands", .list(of: .band), "bands of a quantity")
        let levels = keys.optional("levels", .stated(.levels), "values, or names with the values they take together")
        keys.expectOne(of: ["bands", "levels"])
        rest = keys.optional("rest", .words, "who belongs to no level, where that is meant")
        isExploratory = keys.optional("exploratory", .yesOrNo, "yes where it was not planned; no by default") ?? false
        note = keys.optional("note", .words, "a remark")
        node = keys.node
        guard let id else { return nil }
        self.id = id
        if let bands {
            self.levels = .stated(.bands(bands))
        } else if let levels {
            switch levels {
            case .unspecified(let note): self.levels = .unspecified(note: note)
            case .stated(let found): self.levels = .stated(by == nil ? .named(found.map(\.name)) : .values(found))
            }
        } else {
            return nil
        }
        for problem in partitionFaults() {
            keys.refuse("study.partition", problem, at: keys.has("bands") ? "bands" : "levels")
        }
    }

    /// What keeps the levels from being apart, whatever the fact.
    private func partitionFaults() -> [String] {
        switch levels.value {
        case .bands(let bands):
            return bands.indices.flatMap { i in
                bands[(i + 1)...].filter { bands[i].overlaps($0) }
                    .map { "the bands `\(bands[i])` and `\($0)` overlap: a subject would belong to two levels" }
            }
        case .values(let levels):
            let all = levels.flatMap(\.values)
            return Set(all.filter { value in all.count { $0 == value } > 1 }).sorted()
                .map { "`\($0)` stands in two levels" }
        case .named, nil: return []
        }
    }
}

extension Expectation where Value == SubgroupPlan {
    static let subgroup = Expectation.group(
        "keys such as {id: ISS, by: ISS, levels: [I, II, III]}", of: "a subgroup"
    ) { SubgroupPlan(&$0) }
}

extension Expectation where Value == [SubgroupPlan.Level] {
    fileprivate static let levels = Expectation(
        "a list of values, or names with lists of values, such as {CR: [CR, sCR]}",
        shape: .any([.list(.text(pattern: nil)), .group([], others: .list(.text(pattern: nil)))])
    ) { node, name, problems in
        guard node.entries != nil else {
            return Expectation<[String]>.list(of: .words, atLeast: 2).read(node, name, &problems)?
                .map { SubgroupPlan.Level(name: $0, values: [$0]) }
        }
        return node.namedValues(.list(of: .words), name, "names with lists of values", &problems)?
            .map { SubgroupPlan.Level(name: $0, values: $1) }
    }
}
