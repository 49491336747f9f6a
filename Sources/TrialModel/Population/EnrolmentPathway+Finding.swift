import TrialValues

extension EnrolmentPathway {
    /// Where a subject stands.
    public func finding(given subject: SubjectFacts, in context: EvaluationContext = EvaluationContext())
        -> PathwayFinding
    {
        let subject = subject.seen(on: context.on)
        guard let courses = subject.courses else {
            return PathwayFinding(
                outcome: .unknown, reason: "the courses before the study are not listed", trace: [],
                asks: [FactAsk("courses")])
        }
        var walk = PathwayWalk(pathway: self, subject: subject, context: context)
        for course in courses { walk.take(course) }
        guard !subject.coursesAreOpen else {
            return PathwayFinding(
                outcome: .unknown, reason: "it cannot be told which courses were over", trace: walk.trace,
                asks: [FactAsk("courses", .date)])
        }
        return walk.finding
    }
}

/// The walk through the courses of a subject.
private struct PathwayWalk {
    let pathway: EnrolmentPathway
    let subject: SubjectFacts
    let context: EvaluationContext

    /// The step that the last course belongs to.
    private var step = -1
    private var regimen: String?
    /// The courses of the step so far.
    private var courses = 0
    private var total = 0
    /// Whether the goal was reached at the last look; nothing before the first.
    private var reached: Truth?
    private var lastResponse: String?
    private var departure: String?
    private(set) var trace: [String] = []

    init(pathway: EnrolmentPathway, subject: SubjectFacts, context: EvaluationContext) {
        self.pathway = pathway
        self.subject = subject
        self.context = context
    }

    mutating func take(_ course: TreatmentCourse) {
        switch course.treatment {
        case .consolidation(let name): consolidate(name, course)
        case .course(let name): treat(name, course)
        }
    }

    private mutating func consolidate(_ name: String, _ course: TreatmentCourse) {
        let isNamed = pathway.consolidation.contains { $0.lowercased() == name.lowercased() }
        trace.append("\(name): consolidation, no course" + (isNamed ? "" : "; the pathway does not name it"))
        if !isNamed { departure = departure ?? "`\(name)` is no consolidation of the pathway" }
        if course.response != nil, reached != nil { look(course) }
    }

    private mutating func treat(_ name: String, _ course: TreatmentCourse) {
        if name != regimen {
            enter(name)
        } else if isOver, reached != .yes {
            departure =
                departure
                ?? "another course of \(name) was given after \(count(courses)) without the goal, where \(next) was due"
        }
        courses += 1
        total += 1
        guard pathway.steps.indices.contains(step) else { return }
        let look = pathway.steps[step].lookAfter
        if courses >= look.lowerBound, courses <= look.upperBound || course.response != nil {
            self.look(course)
        } else {
            trace.append(line(course, nil))
        }
    }

    private mutating func enter(_ name: String) {
        if pathway.steps.indices.contains(step), !isOver || reached == .yes {
            let after = reached == .yes ? "although the goal was reached" : "before the goal was looked at as planned"
            departure = departure ?? "the regimen was changed to \(name) after \(count(courses)), \(after)"
        }
        step += 1
        regimen = name
        courses = 0
        reached = nil
        if step >= pathway.steps.count {
            trace.append("\(name): a regimen beyond the steps of the pathway")
        }
    }

    /// Looks whether the goal is reached with the response after a course.
    private mutating func look(_ course: TreatmentCourse) {
        let response = course.response.map { [FactObservation(.level($0), happened: course.ended)] } ?? []
        let finding = pathway.goal.finding(
            given: subject.withoutCourses(response: response),
            in: EvaluationContext(on: context.on, reference: context.reference))
        reached = finding.truth
        lastResponse = course.response.map { OrderedScale.response.names[$0] }
        trace.append(line(course, finding.truth))
    }

    private func line(_ course: TreatmentCourse, _ goal: Truth?) -> String {
        let name = course.regimen ?? "consolidation"
        let date = course.ended.map { " (\($0))" } ?? ""
        let response = course.response.map { OrderedScale.response.names[$0] } ?? "response not known"
        let verdict =
            switch goal {
            case .yes?: "; goal reached"
            case .no?: "; goal not reached"
            case .unknown?: "; goal unknown"
            case nil: ""
            }
        let number = course.regimen == nil ? name : "\(stepName), course \(courses) of \(name)"
        return "\(number)\(date): \(response)\(verdict)"
    }

    private var stepName: String { pathway.steps.indices.contains(step) ? pathway.steps[step].id : "beyond" }

    /// Whether the step has had all courses after which the goal is looked at.
    private var isOver: Bool {
        pathway.steps.indices.contains(step) && courses >= pathway.steps[step].lookAfter.upperBound
    }

    private var next: String {
        step + 1 < pathway.steps.count ? "the \(pathway.steps[step + 1].id)" : "the end of the pathway"
    }

    private func count(_ courses: Int) -> String { courses == 1 ? "1 course" : "\(courses) courses" }

    var finding: PathwayFinding {
        let (outcome, reason) = conclusion
        let asks = outcome == .unknown ? [FactAsk("response after course \(total)")] : []
        return PathwayFinding(outcome: outcome, reason: reason, trace: trace, asks: asks)
    }

    private var conclusion: (EnrolmentPathway.Outcome, String) {
        guard step >= 0 else { return (.goOn, "the \(pathway.steps[0].id) is due: no course was given yet") }
        if step >= pathway.steps.count {
            return (.notRecruited, "more regimens were given than the pathway has")
        }
        if total > pathway.totalCourses.upperBound {
            return (
                .notRecruited,
                "\(count(total)) were given, and the pathway has at most \(pathway.totalCourses.upperBound)"
            )
        }
        if let departure { return (.departed, departure) }
        let goal = pathway.goal.description
        switch reached {
        case .yes?:
            guard total >= pathway.totalCourses.lowerBound else {
                let missing = pathway.totalCourses.lowerBound - total
                return (.goOn, "the goal is reached after \(count(total)); \(missing) more are due")
            }
            return (.recruit, "\(goal) after \(count(total)) (\(lastResponse ?? ""))")
        case .unknown?: return (.unknown, "the response after course \(total) is not known")
        case .no? where isOver:
            return step + 1 < pathway.steps.count
                ? (
                    .goOn,
                    "\(goal) is not reached after \(count(courses)) of the \(stepName): \(next) is due, \(allowance(step + 1))"
                )
                : (.notRecruited, "\(goal) is not reached after \(count(courses)) of the \(stepName), the last step")
        case .no?: return (.goOn, "\(goal) is not reached yet: \(left) of the \(stepName) may follow")
        case nil: return (.goOn, "\(dueBeforeLook) of the \(stepName) before the goal is looked at")
        }
    }

    private func allowance(_ step: Int) -> String { "at most \(count(pathway.steps[step].lookAfter.upperBound))" }

    private var left: String { "\(pathway.steps[step].lookAfter.upperBound - courses) more" }

    private var dueBeforeLook: String {
        let due = pathway.steps[step].lookAfter.lowerBound - courses
        return due == 1 ? "1 more course is due" : "\(due) more courses are due"
    }
}
