import TrialValues

extension TreatmentCourse {
    /// The courses that were over on a day, and of which it cannot be told.
    struct Seen: Sendable, Hashable {
        /// The courses that were over, in their order.
        let certain: [TreatmentCourse]
        /// Whether others may have been over too, as their dates do not tell.
        let isOpen: Bool
    }

    /// The courses as they are seen from a day; all of them without one.
    ///
    /// Courses follow one another: one that stands before a course that was over was over too, and one behind a course
    /// that ended later was not. Where no date tells, a course was over.
    static func seen(_ courses: [TreatmentCourse], on day: Day?) -> Seen {
        guard let day else { return Seen(certain: courses, isOpen: false) }
        let cut = courses.firstIndex { $0.ended.map { $0.first > day } ?? false } ?? courses.count
        let certain = courses[..<cut].lastIndex { $0.ended.map { $0.last <= day } ?? false }.map { $0 + 1 } ?? 0
        let isDated = courses[certain...].contains { $0.ended != nil }
        guard isDated else { return Seen(certain: courses, isOpen: false) }
        return Seen(certain: Array(courses[..<certain]), isOpen: certain < cut)
    }

    /// The first course that ended before one that stands above it, by its position; `nil` where they are in order.
    static func firstBackwards(_ courses: [TreatmentCourse]) -> Int? {
        var latest: Day?
        for (index, course) in courses.enumerated() {
            guard let ended = course.ended else { continue }
            if let latest, ended.last < latest { return index }
            latest = max(latest ?? ended.first, ended.first)
        }
        return nil
    }

    /// What is wrong with courses whose dates run backwards.
    static func backwardsFault(_ course: TreatmentCourse) -> FactValueFault {
        FactValueFault(
            rule: "facts.course",
            message: "a course that ended \(course.ended?.description ?? "") stands behind one that ended later",
            advice: "list the courses in the order in which they were given")
    }

    /// The response after the last course: that of the course, or of a consolidation after it that has one.
    private static func lastResponse(_ courses: [TreatmentCourse]) -> TreatmentCourse? {
        let lastCourse = courses.lastIndex { $0.regimen != nil } ?? courses.startIndex
        return courses[lastCourse...].last { $0.response != nil }
    }

    /// What follows from courses, beside what is stated: the numbers of courses, and the response after the last.
    ///
    /// - Parameters:
    ///   - seen: the courses.
    ///   - stated: what is stated of the subject.
    static func derived(
        _ seen: Seen, beside stated: [String: [FactObservation]]
    ) -> (facts: [String: [FactObservation]], doubts: [String: FactDoubt]) {
        var facts: [String: [FactObservation]] = [:]
        var doubts: [String: FactDoubt] = [:]
        let found = TreatmentCourse.facts(seen.certain)
        let last = seen.certain.last { $0.ended != nil }?.ended
        for name in factNames {
            // What has a source was reckoned, and is reckoned anew.
            let all = (stated[name] ?? []).filter { $0.source == nil }
            // What was stated before the last course ended says nothing of the time after it.
            let given = all.filter { observation in
                guard let happened = observation.happened, let last else { return true }
                return happened.last >= last.first
            }
            if seen.isOpen {
                doubts[name] = FactDoubt(
                    "\(name) is not known, as it cannot be told which courses were over", [FactAsk("courses", .date)])
            } else if let own = found[name]?.first {
                if given.isEmpty {
                    facts[name] = (name == response ? all : []) + [own]
                } else if name != lines, let other = given.first(where: { contradicts($0, own) }) {
                    doubts[name] = contradiction(name, other, own)
                }
            } else if given.isEmpty, !seen.certain.isEmpty {
                doubts[name] = FactDoubt("the \(name) after the last course is not known", [FactAsk(name)])
            } else {
                facts[name] = all
            }
        }
        return (facts, doubts)
    }

    /// Whether a stated value cannot be true together with what follows from the courses; one of a later day can.
    private static func contradicts(_ stated: FactObservation, _ own: FactObservation) -> Bool {
        if let happened = stated.happened, let ended = own.happened, happened.first > ended.last { return false }
        switch (stated.value, own.value) {
        case (.number(let a), .number(let b)): return a.compared(to: b) != .same
        case (let a, let b): return a != b
        }
    }

    private static func contradiction(_ name: String, _ stated: FactObservation, _ own: FactObservation) -> FactDoubt {
        func text(_ observation: FactObservation) -> String {
            guard case .level(let rank) = observation.value else { return observation.value.text(nil) }
            return OrderedScale.response.names[rank]
        }
        return FactDoubt(
            "\(name) is given as \(text(stated)), and is \(text(own)) by the courses: they disagree", [FactAsk(name)])
    }

    private static let response = "response"
    private static let lines = "lines of treatment"

    /// The facts that follow from a list of courses.
    private static func facts(_ courses: [TreatmentCourse]) -> [String: [FactObservation]] {
        let regimens = regimens(courses)
        let total = regimens.map(\.courses).reduce(0, +)
        let source = "from the list of \(total) \(total == 1 ? "course" : "courses")"
        func number(_ count: Int) -> [FactObservation] {
            ExactDecimal(exactly: count).map { [FactObservation(.number($0), source: source)] } ?? []
        }
        var facts = [
            "front-line courses": number(total), lines: number(regimens.count),
            "first-regimen courses": number(regimens.first?.courses ?? 0),
            "second-regimen courses": number(regimens.count > 1 ? regimens[1].courses : 0),
        ]
        if let last = lastResponse(courses), let level = last.response {
            facts[response] = [FactObservation(.level(level), happened: last.ended, source: source)]
        }
        return facts
    }

    /// The names of the facts that follow from courses.
    package static let factNames = facts([TreatmentCourse(.course(regimen: ""), response: 0)]).keys.sorted()
}
