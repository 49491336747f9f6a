/// Levels from the lowest to the highest, such as those of a response to treatment.
///
/// ```swift
/// OrderedScale.response.rank(of: "VGPR")     // 4, above PR
/// OrderedScale.response.rank(of: "partial response")   // 3
/// ```
public struct OrderedScale: Sendable, Hashable {
    /// A level with the other spellings that mean it.
    public struct Level: Sendable, Hashable {
        /// The level as it is printed.
        public let name: String
        /// Other spellings.
        public let aliases: [String]

        /// A level.
        public init(_ name: String, _ aliases: String...) { self.init(name, aliases: aliases) }

        init(_ name: String, aliases: [String]) {
            self.name = name
            self.aliases = aliases
        }
    }

    /// What the scale is called, such as "response".
    public let name: String
    /// The levels, the lowest first.
    public let levels: [Level]

    /// A scale of levels, the lowest first.
    public init(_ name: String, _ levels: [Level]) {
        self.name = name
        self.levels = levels
    }

    /// The rank of a level from 0, by its name or another spelling of it in any case of letters; `nil` where the scale
    /// has no such level.
    public func rank(of text: some StringProtocol) -> Int? {
        if let exact = levels.firstIndex(where: { $0.name == text }) { return exact }
        let lower = text.lowercased()
        return levels.firstIndex { level in
            level.name.lowercased() == lower || level.aliases.contains { $0.lowercased() == lower }
        }
    }

    /// The names of the levels, the lowest first.
    public var names: [String] { levels.map(\.name) }
}

extension OrderedScale {
    /// Response to treatment of multiple myeloma, from progressive disease to stringent complete response.
    public static let response = OrderedScale(
        "response",
        [
            Level("PD", "progressive disease", "progression"), Level("SD", "stable disease", "NC", "no change"),
            Level("MR", "minimal response"), Level("PR", "partial response"),
            Level("VGPR", "very good partial response"), Level("CR", "complete response"),
            Level("sCR", "stringent complete response"),
        ])

    /// ECOG performance status, from fully active to dead.
    public static let performanceStatus = OrderedScale("ECOG performance status", (0...5).map { Level(String($0)) })

    /// The grade of an adverse event by CTCAE, 0 where there is none.
    public static let toxicityGrade = OrderedScale("CTCAE grade", (0...5).map { Level(String($0), "grade \($0)") })

    /// Stage I to III, as ISS and R-ISS have it.
    public static let threeStages = OrderedScale(
        "stage", [Level("I", "1", "stage I"), Level("II", "2", "stage II"), Level("III", "3", "stage III")])

    /// Stage I to IV, as R2-ISS has it.
    public static let fourStages = OrderedScale(
        "stage",
        [
            Level("I", "1", "stage I"), Level("II", "2", "stage II"), Level("III", "3", "stage III"),
            Level("IV", "4", "stage IV"),
        ])

    /// Frailty by the International Myeloma Working Group, from fit to frail.
    public static let frailty = OrderedScale(
        "frailty", [Level("fit"), Level("intermediate", "intermediate-fit"), Level("frail")])

    /// The scales that a study file may name.
    public static let shipped: [OrderedScale] = [
        response, performanceStatus, toxicityGrade, OrderedScale("three stages", threeStages.levels),
        OrderedScale("four stages", fourStages.levels), frailty,
    ]
}
