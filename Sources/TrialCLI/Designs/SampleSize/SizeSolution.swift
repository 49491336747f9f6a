import TrialReports
import TrialStatistics

/// A number of subjects and its power, whichever was asked for.
struct SizeSolution<Power: PowerFunction> {
    let function: Power
    let subjects: Double
    let groups: [(name: String, count: Int)]

    var total: Int { groups.reduce(0) { $0 + $1.count } }

    init(_ function: Power, _ errors: ErrorOptions, ratio: TwoArmRatio?, unit: String) throws {
        self.function = function
        let given = try errors.onlySubjects()
        subjects = try given ?? function.subjects(power: errors.power ?? 0.9)
        if let ratio {
            let both = given.map { ratio.groups(ofGiven: Int($0)) } ?? ratio.groups(of: subjects)
            groups = [("on treatment", both.treatment), ("on control", both.control)]
        } else {
            groups = [(unit, TwoArmRatio.whole(subjects))]
        }
    }

    func answer(
        assumption: String, test: String, details: [(name: String, key: String, value: Double)] = [],
        notes: [String] = []
    ) -> DesignAnswer {
        ComparisonSizeAnswer(
            assumption: assumption, test: test, subjects: subjects, groups: groups,
            power: function.power(subjects: Double(total)), level: function.level, details: details, notes: notes,
            curve: { function.power(subjects: $0) }
        ).answer
    }
}
