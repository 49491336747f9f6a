import TrialValues

extension Expectation where Value == EnrolmentPathway {
    /// The pathway to enrolment.
    static func pathway(_ facts: FactDictionary) -> Expectation {
        .group("steps with a goal, such as response >= PR", of: "`pathway`") { keys in
            let goal = keys.required("goal", .criterion(facts), "what must be reached, a condition on `response`")
            let total = keys.required("total courses", .courses, "how many courses there may be in all")
            let consolidation =
                keys.optional("consolidation", .list(of: .words), "treatments that are no courses, such as ASCT") ?? []
            let steps = keys.required("steps", .list(of: .pathwayStep), "the regimens, one after the other")
            let note = keys.optional("note", .words, "a remark")
            guard let goal, let total, let steps else { return nil }
            if goal.factNames != ["response"] {
                keys.refuse("population.goal", "the goal of a pathway is a condition on `response` alone", at: "goal")
            }
            let most = steps.map(\.lookAfter.upperBound).reduce(0, +)
            if most < total.lowerBound {
                keys.refuse(
                    "population.pathway", "the steps have \(most) courses, and at least \(total.lowerBound) are needed",
                    at: "total courses")
            }
            return EnrolmentPathway(
                goal: goal, totalCourses: total, consolidation: consolidation, steps: steps, note: note)
        }
    }
}

extension Expectation where Value == EnrolmentPathway.Step {
    fileprivate static let pathwayStep = Expectation.group(
        "a step such as {id: first regimen, look after: 4}", of: "a step of the pathway"
    ) { keys in
        let id = keys.required("id", .words, "what the step is called, such as first regimen")
        let text = keys.optional("text", .words, "what the protocol says of it")
        let look = keys.required(
            "look after", .courses, "the courses after which the goal is looked at; the step ends with the last of them"
        )
        guard let id, let look else { return nil }
        return EnrolmentPathway.Step(id: id, text: text, lookAfter: look)
    }
}

extension Expectation where Value == ClosedRange<Int> {
    /// A number of courses, or a range of them.
    fileprivate static let courses = Expectation(
        "a number of courses such as 4, or a range such as 1...5",
        shape: .any([.wholeNumber(from: 1), .text(pattern: #"^[0-9]+ *\.\.\. *[0-9]+$"#)])
    ) { text throws(StudyFault) in
        let words = text.replacing("courses", with: "").trimmingSpaces
        let ends = words.split(separator: "...", omittingEmptySubsequences: false).map { Int($0.trimmingSpaces) }
        guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil else { throw .type }
        guard first >= 1, first <= last, last <= 1000 else { throw .range }
        return first...last
    }
}
