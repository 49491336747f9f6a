import Foundation
import Testing
import TrialModel
import TrialTables
import TrialValues

@testable import TrialAnalysis

/// Where what is known of a subject is contradictory, late or only nearly named, the verdict is unknown: for a subject
/// alone and in a table.
@Suite("Safe verdicts · ByHand")
struct SafeVerdictsByHandTests {
    private func plan(_ rule: String, _ more: String = "") throws -> ScreeningPlan {
        try ScreeningPlan(
            StudyDocument("population: {inclusion: [{id: I1, text: t, rule: \"\(rule)\"}]\(more)}"))
    }

    private static let pathway =
        ", pathway: {goal: response >= PR, total courses: 4...9, "
        + "steps: [{id: first, look after: 4}, {id: second, look after: 1...5}]}"

    /// The verdict on the rule with its reason, for the subject alone, which a table has too.
    private func verdict(
        _ rule: String, _ facts: String, _ table: (header: String, row: String)? = nil, on: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let plan = try plan(rule)
        let day = on.flatMap { Day($0) }
        let subject = try SubjectFacts(StudyDocument(facts), facts: plan.facts)
        let verdict = Screening(of: subject, for: plan.population, on: day).verdicts[0]
        if let table {
            var bytes: [UInt8] = []
            var screening = try TableScreening(
                .text("subject,\(table.header)\nS,\(table.row)\n", name: "t.csv"), facts: plan.facts,
                population: plan.population, on: day)
            _ = try screening.write(.json) { bytes.append(contentsOf: $0) }
            let rows = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]]
            let row = try #require(rows?.first, sourceLocation: sourceLocation)
            let reason = (row["reasons"] as? [String: String])?["I1"]
            let words = [Verdict.met: "eligible", .notMet: "not eligible", .unknown: "unknown"]
            #expect(row["eligibility"] as? String == words[verdict.verdict], sourceLocation: sourceLocation)
            if verdict.verdict != .met { #expect(reason == verdict.finding.reason, sourceLocation: sourceLocation) }
        }
        return "\(verdict.verdict.rawValue): \(verdict.finding.reason)"
    }

    private static let ten = (1...10).map { "{regimen: V, response: PR, date: 2024-\($0 < 10 ? "0" : "")\($0)-01}" }
    private static let tenCells = (1...10).map { "V: PR (2024-\($0 < 10 ? "0" : "")\($0)-01)" }

    @Test func `courses after the day of screening do not count`() throws {
        let facts = "courses: [\(Self.ten.joined(separator: ", "))]"
        let table = ("courses", Self.tenCells.joined(separator: "; "))
        let rule = "front-line courses in 4...9"
        #expect(
            try verdict(rule, facts, table, on: "2024-05-15")
                == "met: front-line courses 5 (from the list of 5 courses) is from 4 to 9")
        #expect(try verdict(rule, facts, table, on: "2024-03-15").hasPrefix("not met: front-line courses 3 "))
        #expect(try verdict(rule, facts, table).hasPrefix("not met: front-line courses 10 "))
        // The pathway sees five courses and not ten.
        let subject = try SubjectFacts(StudyDocument(facts))
        let population = try plan(rule, Self.pathway).population
        #expect(Screening(of: subject, for: population, on: Day("2024-05-15")).pathway?.outcome == .recruit)
        #expect(Screening(of: subject, for: population).pathway?.outcome == .notRecruited)
    }

    @Test func `a course of which it cannot be told leaves the number and the pathway open`() throws {
        let facts = "courses: [{regimen: V, date: 2024-01}, {regimen: V, date: 2024-05}, {regimen: V}]"
        let table = ("courses", "V (2024-01); V (2024-05); V")
        #expect(
            try verdict("front-line courses >= 1", facts, table, on: "2024-05-15")
                == "unknown: front-line courses is not known, as it cannot be told which courses were over")
        #expect(try verdict("front-line courses >= 3", facts, table, on: "2024-06-15").hasPrefix("met"))
        let finding = Screening(
            of: try SubjectFacts(StudyDocument(facts)),
            for: try plan("front-line courses >= 1", Self.pathway).population,
            on: Day("2024-05-15")
        ).pathway
        #expect(finding?.outcome == .unknown && finding?.asks.map(\.description) == ["the date of courses"])
        // What stands behind a course that ended later was not over either.
        let late = "courses: [{regimen: V, date: 2024-01}, {regimen: V, date: 2024-07}, {regimen: V}]"
        #expect(try verdict("front-line courses in [1]", late, on: "2024-05-15").hasPrefix("met"))
    }

    @Test func `courses whose dates run backwards are refused`() throws {
        #expect(throws: Diagnostics.self) {
            try SubjectFacts(StudyDocument("courses: [{regimen: V, date: 2024-05}, {regimen: V, date: 2024-04-30}]"))
        }
        #expect(throws: Diagnostics.self) {
            try verdict("front-line courses >= 1", "{}", ("courses", "V (2024-05); V; V (2024-04)"))
        }
        let order = "courses: [{regimen: V, date: 2024-05-20}, {regimen: V, date: 2024-05}]"
        #expect(try SubjectFacts(StudyDocument(order)).courses?.count == 2)
    }

    /// An older response is none of after the last course, neither for nor against the rule.
    @Test(arguments: ["MR", "PR"]) func `the response after the last course is not that of an older one`(last: String)
        throws
    {
        let facts = "courses: [{regimen: V, response: SD}, {regimen: V, response: \(last)}, {regimen: V}]"
        let table = ("courses", "V: SD; V: \(last); V")
        #expect(
            try verdict("response >= PR", facts, table) == "unknown: the response after the last course is not known")
        // A consolidation is no course; a response after it counts, and none leaves that of the course.
        let more = facts.replacing("{regimen: V}]", with: "{regimen: V}, {consolidation: ASCT, response: CR}]")
        #expect(try verdict("response >= PR", more, ("courses", table.1 + "; consolidation ASCT: CR")).hasPrefix("met"))
        let none = "courses: [{regimen: V, response: PR}, {consolidation: ASCT}]"
        #expect(try verdict("response >= PR", none, ("courses", "V: PR; consolidation ASCT")).hasPrefix("met"))
    }

    @Test func `what is stated against the courses is unknown`() throws {
        let courses = "courses: [{regimen: V, response: PR, date: 2024-01}, {regimen: V, response: SD, date: 2024-02}]"
        let cell = "V: PR (2024-01); V: SD (2024-02)"
        #expect(
            try verdict("response >= PR", "{response: PR, \(courses)}", ("response,courses", "PR,\(cell)"))
                == "unknown: response is given as PR, and is SD by the courses: they disagree")
        #expect(
            try verdict(
                "front-line courses >= 4", "{front-line courses: 5, \(courses)}",
                ("front-line courses,courses", "5,\(cell)"))
                == "unknown: front-line courses is given as 5, and is 2 by the courses: they disagree")
        #expect(
            try verdict("response >= PR", "{response: SD, \(courses)}", ("response,courses", "SD,\(cell)"))
                .hasPrefix("not met"))
        // A response of a later day is another look; one of an earlier day is the past.
        func dated(_ day: String) throws -> String {
            try verdict(
                "response >= PR", "{response: {value: PR, date: \(day)}, \(courses)}",
                ("response,response date,courses", "PR,\(day),\(cell)"))
        }
        #expect(try dated("2024-03-01").hasPrefix("met"))
        #expect(try dated("2024-01-10").hasPrefix("not met: response SD"))
    }

    @Test func `a pathway without listed courses is unknown, and asks for them`() throws {
        let plan = try plan("response >= PR", Self.pathway)
        let subject = try SubjectFacts(StudyDocument("{response: PR, front-line courses: 5}"))
        let screening = Screening(of: subject, for: plan.population)
        #expect(screening.eligibility == .unknown && screening.asks.map(\.description) == ["courses"])
        for table in ["subject,response\nS,PR\n", "subject,response,courses\nS,PR,\n"] {
            var bytes: [UInt8] = []
            var screening = try TableScreening(
                .text(table, name: "t.csv"), facts: plan.facts, population: plan.population)
            _ = try screening.write(.csv) { bytes.append(contentsOf: $0) }
            let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            #expect(
                rows[1] == "S,unknown,,pathway,pathway: unknown: the courses before the study are not listed,courses")
        }
        let matches = SubjectMatches(of: subject, among: [.init(id: "W", population: plan.population)])
        #expect(matches.studies[0].missing == 1)
    }

    @Test func `an age against the birth date is unknown`() throws {
        func age(_ age: String, _ birth: String) throws -> String {
            try verdict(
                "age >= 18 years", "{age: \(age) years, birth date: \(birth)}",
                ("age [years],birth date", "\(age),\(birth)"), on: "2024-03-01")
        }
        #expect(
            try age("70", "1990-03-01")
                == "unknown: age is given as 70 years, and is 34 years (born 1990-03-01, on 2024-03-01): they disagree")
        #expect(try age("34", "1990-03-01") == "met: age 34 years is at least 18 years")
        #expect(try age("33", "1990").hasPrefix("met"))
        #expect(try age("32", "1990").hasPrefix("unknown"))
    }

    /// 17 on 2022-03-01 is born from 2004-03-02 to 2005-03-01, and so 18 to 19 on 2024-02-29 and 19 on 2024-03-01.
    @Test func `a dated age counts on from its day`() throws {
        func age(_ rule: String, _ date: String, on: String) throws -> String {
            try verdict(
                rule, "age: {value: 17 years, date: \(date)}", ("age [years],age date", "17,\(date)"), on: on)
        }
        #expect(
            try age("age >= 19 years", "2022-03-01", on: "2024-02-29")
                == "unknown: age 18 to 19 years (17 years on 2022-03-01, counted to 2024-02-29) may be at least 19 years"
        )
        #expect(try age("age >= 18 years", "2022-03-01", on: "2024-02-29").hasPrefix("met: age 18 to 19 years"))
        #expect(try age("age >= 19 years", "2022-03-01", on: "2024-03-01").hasPrefix("met: age 19 years"))
        #expect(try age("age < 18 years", "2023-09-01", on: "2024-03-01").hasPrefix("unknown: age 17 to 18"))
        #expect(
            try age("age < 18 years", "2024-03-01", on: "2024-03-01")
                == "met: age 17 years (2024-03-01) is below 18 years")
        // An age that was observed after the day to which is counted was less, if anything.
        let later = try verdictFromStart(
            "age >= 17 years", "{start: 2024-03-01, age: {value: 17 years, date: 2024-09-01}}")
        #expect(later.hasPrefix("unknown: age 16 to 17 years"))
    }

    /// The verdict on a rule that counts to the start of treatment.
    private func verdictFromStart(_ rule: String, _ facts: String) throws -> String {
        let plan = try plan(rule, ", reference: start")
        let subject = try SubjectFacts(StudyDocument(facts), facts: plan.facts)
        let verdict = Screening(of: subject, for: plan.population).verdicts[0]
        return "\(verdict.verdict.rawValue): \(verdict.finding.reason)"
    }

    /// 90 of 60 is 1.5 times, and 80 of 35 is 2.3 times.
    @Test func `the highest multiple of the laboratories' own limits counts`() throws {
        let two = "[{value: 90 U/L, upper limit: 60 U/L}, {value: 80 U/L, upper limit: 35 U/L}]"
        #expect(try verdict("highest ALT <= 2 x ULN", "ALT: \(two)").hasPrefix("not met: highest ALT 80 U/L"))
        #expect(try verdict("highest ALT <= 2.3 x ULN", "ALT: \(two)").hasPrefix("met: highest ALT 80 U/L"))
        #expect(try verdict("lowest ALT <= 1.5 x ULN", "ALT: \(two)").hasPrefix("met: lowest ALT 90 U/L"))
        #expect(try verdict("highest ALT <= 85 U/L", "ALT: \(two)").hasPrefix("not met: highest ALT 90 U/L"))
        let mixed = "[{value: 90 U/L, upper limit: 60 U/L}, 2.4 x ULN]"
        #expect(try verdict("highest ALT <= 2 x ULN", "ALT: \(mixed)").hasPrefix("not met: highest ALT 2.4 x ULN"))
        // Without its limit a value may be the highest.
        let open = "[{value: 90 U/L, upper limit: 60 U/L}, 80 U/L]"
        #expect(try verdict("highest ALT <= 2 x ULN", "ALT: \(open)").hasPrefix("unknown"))
        #expect(try verdict("highest ALT <= 1 x ULN", "ALT: \(open)").hasPrefix("unknown"))
    }

    @Test(
        arguments: [
            ("5001 U/L", nil, "is 5001 U/L; expected one of at most 5000 U/L"),
            ("60000 U/L", nil, "is 60000 U/L, and its values lie between"),
            ("0 U/L", nil, "is 0 U/L; expected one above 0"),
            ("-40 U/L", nil, "expected one above 0"), ("40 U/L", "50 U/L", "which is not above the lower one"),
            ("40 U/L", "40 U/L", "which is not above the lower one"),
        ] as [(String, String?, String)])
    func `limits of normal that cannot be are refused`(upper: String, lower: String?, words: String) throws {
        func problems(_ work: () throws -> Void) -> String {
            do {
                try work()
                return ""
            } catch {
                return "\(error)"
            }
        }
        let more = lower.map { ", lower limit: \($0)" } ?? ""
        let one = problems {
            _ = try SubjectFacts(StudyDocument("ALT: {value: 35 U/L, upper limit: \(upper)\(more)}"))
        }
        #expect(one.contains("facts.limit") && one.contains(words), "\(one)")
        let table = problems {
            _ = try verdict(
                "ALT <= 2 x ULN", "ALT: 35 U/L", ("ALT [U/L],ALT ULN [U/L],ALT LLN [U/L]", "35,\(upper),\(lower ?? "")")
            )
        }
        #expect(table.contains("facts.limit") && table.contains(words), "\(table)")
    }

    @Test func `a word that is nearly the one of the rule is to be confirmed`() throws {
        func allergic(_ words: String, _ rule: String = "not (allergies and intolerances includes lenalidomide)") throws
            -> String
        {
            try verdict(rule, "allergies and intolerances: [\(words)]", ("allergies and intolerances", words))
        }
        #expect(
            try allergic("lenalidomid")
                == "unknown: allergies and intolerances: `lenalidomid` may mean lenalidomide; confirm what is meant")
        #expect(try allergic("Revlimid (lenalidomide)").hasPrefix("unknown"))
        #expect(try allergic("Lenalidomide").hasPrefix("not met"))
        #expect(try allergic("pomalidomide").hasPrefix("met"))
        #expect(try allergic("penicillin").hasPrefix("met"))
        let all = "allergies and intolerances includes all of [lenalidomide, aspirin]"
        #expect(try allergic("lenalidomid; aspirin", all).hasPrefix("unknown"))
        #expect(try allergic("lenalidomid; penicillin", all).hasPrefix("not met"))
    }

    @Test func `dates lie before and after, and a length shows what decides`() throws {
        let facts = "{transplant: 2024-02-10, relapse: 2019-02-28}"
        let table = ("transplant,relapse", "2024-02-10,2019-02-28")
        func reason(_ rule: String) throws -> String { try verdict(rule, facts, table, on: "2024-03-01") }
        #expect(try reason("transplant >= 2024-02-11") == "not met: transplant 2024-02-10 is before 2024-02-11")
        #expect(try reason("transplant >= 2024-02-10") == "met: transplant 2024-02-10 is not before 2024-02-10")
        #expect(try reason("transplant > 2024-02") == "not met: transplant 2024-02-10 is not after 2024-02")
        #expect(
            try reason("years since relapse > 5")
                == "met: years since relapse 5 years and 2 days (2019-02-28 to 2024-03-01) is above 5")
        #expect(try reason("years since relapse <= 5").hasPrefix("not met: years since relapse 5 years and 2 days"))
        #expect(try reason("weeks since transplant < 2").contains("2 weeks and 6 days"))
        #expect(try reason("months since transplant >= 1").contains("0 months and 20 days"))
    }
}
