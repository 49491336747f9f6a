import TrialAnalysis

/// A cohort of subjects' doses for people and programs: text, CSV and JSON.
public struct DoseCohortReport: Sendable {
    private let cohort: DoseCohort
    private let study: String?
    private let day: String?

    /// A report.
    ///
    /// - Parameter day: the day for which it is made, where one was given.
    public init(_ cohort: DoseCohort, study: String? = nil, on day: String? = nil) {
        (self.cohort, self.study, self.day) = (cohort, study, day)
    }

    /// The report as text.
    public var text: String {
        let head = (study.map { "\($0), doses" } ?? "Doses") + (day.map { " as of \($0)" } ?? "")
        return ([head] + cohort.arms.flatMap(blocks)).joined(separator: "\n\n")
    }

    private func blocks(_ arm: DoseCohort.Arm) -> [String] {
        let counted = arm.subjects == 1 ? "1 subject" : "\(arm.subjects) subjects"
        let head = "Arm \(arm.id): \(counted), \(arm.onTreatment) on treatment, \(arm.subjects - arm.onTreatment) ended"
        let ends = arm.ends.map { "  \($0.subjects)  \($0.label)" }
        return [([head] + ends).joined(separator: "\n"), starts(arm), steps(arm)].filter { !$0.isEmpty }
    }

    private func starts(_ arm: DoseCohort.Arm) -> String {
        var table = TextTable(
            [
                "Drug", "start dose", "subjects", "reduced", "raised", "stopped", "relative dose",
                "RDI, median (range), n",
            ],
            wordColumns: [1, 6, 7])
        table.width = 160
        for drug in arm.drugs {
            let groups = drug.starts.count == 1 ? drug.starts : drug.starts + [drug.all]
            for (index, group) in groups.enumerated() {
                table.add([
                    index == 0 ? drug.name : "", group.label, String(group.subjects), String(group.reduced),
                    String(group.raised), String(group.stopped), Self.words(group.relativeDose),
                    Self.words(group.relativeDoseIntensity),
                ])
            }
        }
        return table.lines.joined(separator: "\n")
    }

    private func steps(_ arm: DoseCohort.Arm) -> String {
        guard arm.drugs.contains(where: { !$0.steps.isEmpty }) else { return "No change of level." }
        var table = TextTable(["Drug", "from", "to", "reason", "times", "subjects"], wordColumns: [1, 2, 3])
        table.width = 160
        for drug in arm.drugs where !drug.steps.isEmpty {
            for (index, step) in drug.steps.enumerated() {
                table.add([
                    index == 0 ? drug.name : "", step.from, step.to, step.cause, String(step.times),
                    String(step.subjects),
                ])
            }
            table.add(["", "", "", "all", String(drug.steps.map(\.times).reduce(0, +)), ""])
        }
        let reductions = arm.drugs.map { drug in
            let parts = drug.reductions.sorted { $0.key < $1.key }.map { "\($0.value) with \($0.key)" }
            return "  reductions of \(drug.name), subjects: " + parts.joined(separator: ", ")
        }
        return (table.lines + reductions).joined(separator: "\n")
    }

    private static func words(_ spread: DoseCohort.Spread) -> String {
        guard let median = spread.median, let least = spread.least, let greatest = spread.greatest else { return "–" }
        let percent = DoseCalendarReport.percent
        return "\(percent(median)) (\(percent(least)) – \(percent(greatest))), \(spread.count)"
    }

    /// A number a line: `arm,drug,start,item,from,to,reason,value`.
    public var csv: String {
        var rows = [["arm", "drug", "start", "item", "from", "to", "reason", "value"]]
        for arm in cohort.arms {
            rows.append([arm.id, "", "", "subjects", "", "", "", String(arm.subjects)])
            rows.append([arm.id, "", "", "on treatment", "", "", "", String(arm.onTreatment)])
            rows += arm.ends.map { [arm.id, "", "", "ended", "", "", $0.label, String($0.subjects)] }
            for drug in arm.drugs {
                for group in drug.starts + [drug.all] { rows += Self.rows(group).map { [arm.id, drug.name] + $0 } }
                for step in drug.steps {
                    let item = step.isRaised ? "raised" : "lowered"
                    let key = [arm.id, drug.name, "all", item, step.from, step.to, step.cause]
                    rows.append(key + [String(step.times)])
                }
            }
        }
        return rows.map { $0.map(CSVField.text).joined(separator: ",") }.joined(separator: "\n") + "\n"
    }

    private static func rows(_ group: DoseCohort.Group) -> [[String]] {
        let counts = [
            ("subjects", group.subjects), ("subjects reduced", group.reduced), ("subjects raised", group.raised),
            ("subjects stopped", group.stopped), ("relative doses known", group.relativeDose.count),
        ]
        let numbers = [
            ("median relative dose", group.relativeDose.median),
            ("median relative dose intensity", group.relativeDoseIntensity.median),
            ("least relative dose intensity", group.relativeDoseIntensity.least),
            ("greatest relative dose intensity", group.relativeDoseIntensity.greatest),
        ]
        return counts.map { [group.label, $0, "", "", "", String($1)] }
            + numbers.map { [group.label, $0, "", "", "", $1.map { "\($0)" } ?? ""] }
    }

    /// The report as JSON.
    public func json() throws -> String {
        try JSONText.of(DoseCohortJSON(cohort, study: study, on: day))
    }
}
