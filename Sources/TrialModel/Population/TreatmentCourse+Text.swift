import TrialValues

extension TreatmentCourse {
    /// The courses that one text lists in their order, with semicolons between them, as a cell of a table has them:
    /// `VRD: SD; VRD: MR (2023-05); consolidation ASCT: VGPR`. `none` lists none.
    ///
    /// - Throws: `facts.course` for an item that is no course.
    package static func list(_ text: String) throws(FactValueFault) -> [TreatmentCourse] {
        guard text.trimmingSpaces.lowercased() != "none" else { return [] }
        var courses: [TreatmentCourse] = []
        for item in text.split(separator: ";", omittingEmptySubsequences: false) {
            courses.append(try TreatmentCourse(item: String(item.trimmingSpaces)))
        }
        if let index = firstBackwards(courses) { throw backwardsFault(courses[index]) }
        return courses
    }

    /// `VRD`, `VRD: PR`, `VRD: PR (2023-05)`, or the same behind the word `consolidation`.
    private init(item: String) throws(FactValueFault) {
        func fault(_ message: String) -> FactValueFault {
            FactValueFault(
                rule: "facts.course", message: message,
                advice: "write courses as VRD: SD; VRD: PR (2023-05); consolidation ASCT: VGPR")
        }
        guard
            let match = item.wholeMatch(
                of: #/(consolidation +)?([^:()]*[^:() ]) *(?:: *([^:()]*[^:() ]) *)?(?:\(([^()]*)\))?/#.ignoresCase())
        else { throw fault("`\(item)` is no course") }
        var response: Int?
        if let level = match.3, !FactDefinition.unknownWords.contains(level.lowercased()) {
            response = OrderedScale.response.rank(of: level)
            guard response != nil else { throw fault("`\(level)` is no level of response") }
        }
        let ended = match.4.flatMap { PartialDay(String($0.trimmingSpaces)) }
        guard match.4 == nil || ended != nil else { throw fault("`\(match.4 ?? "")` is no date") }
        let name = String(match.2)
        self.init(match.1 == nil ? .course(regimen: name) : .consolidation(name), response: response, ended: ended)
    }
}
