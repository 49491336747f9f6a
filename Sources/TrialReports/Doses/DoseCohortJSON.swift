import TrialAnalysis

/// The shape of a cohort of doses in JSON.
struct DoseCohortJSON: Encodable {
    struct Arm: Encodable {
        let arm: String
        let subjects: Int
        let onTreatment: Int
        let ends: [Reason]
        let drugs: [Drug]
    }

    struct Reason: Encodable {
        let reason: String
        let subjects: Int
    }

    struct Drug: Encodable {
        let drug: String
        let all: Group
        let starts: [Group]
        let steps: [Step]
        let reductions: [String: Int]
    }

    struct Group: Encodable {
        let start: String
        let subjects: Int
        let reduced: Int
        let raised: Int
        let stopped: Int
        let relativeDose: Spread
        let relativeDoseIntensity: Spread

        init(_ group: DoseCohort.Group) {
            start = group.label
            (subjects, reduced, raised, stopped) = (group.subjects, group.reduced, group.raised, group.stopped)
            relativeDose = Spread(group.relativeDose)
            relativeDoseIntensity = Spread(group.relativeDoseIntensity)
        }
    }

    struct Spread: Encodable {
        let n: Int
        let median: Nullable<Double>
        let least: Nullable<Double>
        let greatest: Nullable<Double>

        init(_ spread: DoseCohort.Spread) {
            n = spread.count
            (median, least, greatest) = (Nullable(spread.median), Nullable(spread.least), Nullable(spread.greatest))
        }
    }

    struct Step: Encodable {
        let from: String
        let to: String
        let raised: Bool
        let reason: String
        let times: Int
        let subjects: Int
    }

    let study: Nullable<String>
    let day: Nullable<String>
    let arms: [Arm]

    init(_ cohort: DoseCohort, study: String?, on day: String?) {
        (self.study, self.day) = (Nullable(study), Nullable(day))
        arms = cohort.arms.map { arm in
            Arm(
                arm: arm.id, subjects: arm.subjects, onTreatment: arm.onTreatment,
                ends: arm.ends.map { Reason(reason: $0.label, subjects: $0.subjects) },
                drugs: arm.drugs.map(Self.drug))
        }
    }

    private static func drug(_ drug: DoseCohort.Drug) -> Drug {
        Drug(
            drug: drug.name, all: Group(drug.all), starts: drug.starts.map { Group($0) },
            steps: drug.steps.map {
                Step(
                    from: $0.from, to: $0.to, raised: $0.isRaised, reason: $0.cause, times: $0.times,
                    subjects: $0.subjects)
            },
            reductions: Dictionary(drug.reductions.map { (String($0.key), $0.value) }) { first, _ in first })
    }
}
