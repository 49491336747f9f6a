/// A study file to begin with: every section, a remark at every key, and `unspecified` for what is not known yet.
///
/// ```swift
/// try StudyScaffold(id: "NCT00000000", kind: .randomised, arms: ["DRUG", "PLACEBO"]).text
/// ```
public struct StudyScaffold: Sendable, Hashable {
    /// The kind of study.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case oneArm = "one-arm"
        case randomised, observational
    }

    /// Why no file can be made.
    public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// A name that cannot be one.
        case name(String, of: String)
        /// A number of arms that does not go with the kind.
        case arms(Int, Kind)
        /// Two arms of one name.
        case twins(String)

        /// The fault in a sentence.
        public var description: String {
            switch self {
            case .name(let text, let thing):
                "\(thing): error: '\(text)' is no name; expected letters, digits and - . _, the first a letter or digit"
            case .arms(let count, .oneArm): "--arms: error: \(count) arms; a one-arm study has one"
            case .arms(let count, let kind):
                "--arms: error: \(count) arm; a study of kind \(kind.rawValue) has at least 2"
            case .twins(let name): "--arms: error: two arms are called \(name)"
            }
        }
    }

    /// The text of the file.
    public let text: String

    /// The file of a study; the arms are `A`, or `A` and `B`, where none are named.
    public init(id: String, title: String? = nil, kind: Kind, arms: [String]? = nil) throws(Fault) {
        let arms = arms ?? (kind == .oneArm ? ["A"] : ["A", "B"])
        try Self.checkName(id, of: "the id")
        for (index, arm) in arms.enumerated() {
            try Self.checkName(arm, of: "--arms")
            if arms[..<index].contains(arm) { throw .twins(arm) }
        }
        guard (arms.count == 1) == (kind == .oneArm) else { throw .arms(arms.count, kind) }
        let sections = [
            Self.head(id, title ?? "unknown title", kind), Self.population, Self.arms(arms),
            Self.allocation(arms, kind), Self.conduct, Self.endpoints(kind), Self.monitoring(kind), Self.analysis(kind),
            Self.rest,
        ]
        text = sections.joined(separator: "\n")
    }

    private static func checkName(_ name: String, of thing: String) throws(Fault) {
        guard name.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9._-]*/#) != nil else { throw .name(name, of: thing) }
    }

    /// A text in double quotes, as YAML reads them.
    private static func quoted(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\"\(words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private static func head(_ id: String, _ title: String, _ kind: Kind) -> String {
        let words = [Kind.oneArm: "one arm, open", .randomised: "randomised", .observational: "observational cohort"]
        return """
            # A study file of Equipoise. A line is `key: value`; what follows a # is a remark for people.
            # Write numbers as the protocol prints them (3.5%, 3:2, 100,000 /mm3, 28 days). What the protocol leaves open
            # is `unspecified`, or {unspecified: "why"}; nothing takes its place, and 'equipoise check --gaps' lists it.
            equipoise: 1

            study:
              id: \(id)
              title: \(quoted(title))
              version: 1                        # of this file; raise it with every amendment
              phase: unspecified                # early 1, 1, 1/2, 2, 2/3, 3, 4 or not applicable
              kind: \(words[kind] ?? "")
              sponsor: unspecified
              registry: unspecified
              conditions: [multiple myeloma]
              participants: unspecified         # how many are to take part

            # Facts of a subject that the shipped dictionary lacks; it knows age, platelets, creatinine and many more.
            facts:
              steroid dose: {kind: quantity, unit: mg, meaning: prednisone a day or its equivalent}

            """
    }

    private static let population = """
        population:
          reference: start                  # the day that windows count to
          window: 14 days before start      # how old a laboratory value may be
          inclusion:
            - id: I1
              text: "Adults"
              question: "Are you 18 years or older?"
              rule: age >= 18 years
            - id: I2
              text: "Platelets of at least 75,000 per cubic millimetre"
              rule: platelets >= 75,000 /mm3
            - id: I3
              text: "Informed consent"
              rule: consent signed
          exclusion:
            - id: E1
              text: "Liver values above twice the upper limit of normal"
              rule: ALT > 2 x ULN or bilirubin > 2 x ULN
            - {id: E2, text: "Much steroid", rule: steroid dose > 20 mg}
            - id: E3
              text: "Pregnancy"
              question: "Are you pregnant?"
              rule: pregnant

        """

    private static func arms(_ names: [String]) -> String {
        let items = names.map { name in
            """
              - id: \(name)
                regimen:
                  cycle: 28 days
                  cycles: unspecified             # the most cycles
                  drugs:
                    - {drug: drug of \(name), route: oral, dose: 10 mg, days: 1-21, levels: unspecified}
            """
        }
        return "arms:\n" + items.joined(separator: "\n") + "\n"
    }

    private static func allocation(_ arms: [String], _ kind: Kind) -> String {
        switch kind {
        case .oneArm: return "allocation: {method: none}\n"
        case .observational:
            return """
                allocation:
                  method: discretionary             # patient and doctor choose
                  blinding: open

                """
        case .randomised:
            let ratio = arms.map { _ in "1" }.joined(separator: ":")
            return """
                allocation:
                  method: permuted-blocks
                  ratio: \(ratio)
                  blocks: unspecified
                  strata:
                    - {factor: ISS, levels: [I, II, III]}
                  blinding: double
                  concealment: unspecified

                """
        }
    }

    private static let conduct = """
        # What follows from toxicity and delay; the most severe action that holds wins.
        modifications:
          - {when: delay > 4 weeks, do: reduce}
          - {when: delay >= 6 weeks, do: withdraw}

        # What is looked at, and by which criteria. An assessment yields the events that endpoints use.
        assessments:
          response: {criteria: IMWG-2016, schedule: every cycle}
          survival: {schedule: every 12 weeks}
          toxicity: {criteria: CTCAE-5.0, schedule: before each cycle}

        """

    private static func endpoints(_ kind: Kind) -> String {
        let origin = kind == .randomised ? "randomisation" : "enrolment"
        let summary = kind == .randomised ? "hazard ratio" : "median"
        return """
            endpoints:
              - id: PFS
                title: Progression-free survival
                role: primary
                from: \(origin)
                event: [progression, death]
                censor: last contact
                estimand:                         # ICH E9(R1)
                  treatment: as assigned
                  population: all who were enrolled
                  variable: time from \(origin) to progression or death
                  summary: \(summary)
                  intercurrent events:
                    - {event: next therapy, strategy: unspecified}
              - {id: OS, title: Overall survival, role: secondary, from: \(origin), event: death, censor: last contact}

            """
    }

    private static func monitoring(_ kind: Kind) -> String {
        let toxicity = """
            monitoring:
              - id: toxicity
                rule: beta-binomial
                event: dose-limiting toxicity
                prior: [0.3, 0.7]
                limit: 0.30
                stop above: 0.95
                cohort: 4
                maximum: 40

            """
        let looks = """
            monitoring:
              - id: PFS
                rule: group-sequential
                endpoint: PFS
                alpha: 0.025
                fractions: [0.5, 0.75, 1]
                spending: lan-demets-obf

            """
        return kind == .randomised ? looks : kind == .oneArm ? toxicity : ""
    }

    private static func analysis(_ kind: Kind) -> String {
        let first =
            kind == .randomised ? "all who were randomised, as: randomised" : "all who were enrolled, as: enrolled"
        return """
            analysis:
              sets:
                - {id: ITT, who: \(first)}
                - {id: safety, who: all who got a dose, as: treated}
              subgroups:
                - {id: age, by: age, bands: ["< 65 years", "65..<75 years", ">= 75 years"]}
              methods: {time to event: "Kaplan-Meier, log-rank"}
              missing: unspecified

            """
    }

    private static let rest = """
        sites: []

        documents: []

        """
}
