import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Study files, ByHand` {
    private func study(_ text: String) throws(Diagnostics) -> StudyProtocol {
        try StudyProtocol(StudyDocument(text, file: "s.yaml"))
    }

    private func problems(_ text: String) -> [String] {
        do throws(Diagnostics) {
            return try study(text).remarks.map(shown)
        } catch {
            return error.all.map(shown)
        }
    }

    private func shown(_ problem: Diagnostic) -> String {
        "\(problem.place.line ?? 0):\(problem.place.column ?? 0) \(problem.severity) \(problem.rule) \(problem.message)"
            + (problem.advice.map { "; \($0)" } ?? "")
    }

    private static let whole = """
        equipoise: 1
        study:
          id: DEMO
          title: A demonstration
          phase: 2/3
          participants: {unspecified: blank}
          dates: {first enrolment: 2012-12-04, last enrolment: 2015-05, end: 2022}
          changes: [{version: 2, date: 2026-03-01, what: the limit}]
        allocation: {method: permuted-blocks, ratio: 3:2, blocks: [5, 10], strata: [{factor: ISS, levels: [I, II]}], blinding: double}
        assessments:
          response: {criteria: IMWG-2016, options: {nadir: confirmed}}
          survival: {produces: [randomisation]}
        endpoints:
          - id: PFS
            role: primary
            from: randomisation
            event: [progression, death]
            censor: last contact
            estimand: {summary: hazard ratio, intercurrent events: [{event: next therapy, strategy: treatment policy}]}
          - {id: ORR, role: secondary, kind: proportion}
        analysis:
          sets: [{id: ITT, who: all randomised, as: randomised}]
          subgroups: [{id: stage, levels: [I, II, III]}]
        sites: [{id: S1, name: unspecified, approvals: [{by: committee, date: 2026-01-15}]}]
        documents: [{id: D1, kind: consent, title: Consent}]
        """

    @Test func `a whole file is read as it is printed`() throws {
        let study = try study(Self.whole)
        #expect(study.study.id == "DEMO" && study.study.phase == .stated(.twoThree))
        #expect(study.study.participants == .unspecified(note: "blank"))
        #expect(study.study.dates?.lastEnrolment?.description == "2015-05")
        #expect(study.allocation?.ratio?.value?.parts == [3, 2] && study.allocation?.blocks?.value == [5, 10])
        #expect(study.assessments?[.response]?.options.first?.choice == .stated("confirmed"))
        #expect(study.endpoints.map(\.id) == ["PFS", "ORR"] && study.endpoints[0].kind == .stated(.timeToEvent))
        #expect(study.endpoints[0].event == .stated(["progression", "death"]))
        #expect(study.endpoints[0].estimand?.intercurrentEvents.first?.strategy == .stated(.treatmentPolicy))
        #expect(study.analysis?.sets.first?.arm == .randomised)
        #expect(study.sites.first?.approvals.first?.date == .stated(Day("2026-01-15")!))
        #expect(study.documents.first?.kind == .consent)
        #expect(study.gaps.map(\.name) == ["study › participants", "sites › S1 › name"])
        #expect(study.gaps.first?.note == "blank" && study.remarks.isEmpty)
    }

    @Test func `all problems of all sections are told at once, those between sections too`() {
        let found = problems(
            """
            equipoise: 1
            study: {id: X, title: T, fase: 2, dates: {first enrolment: 2012-12-04, last enrolment: 2011-01}}
            allocation: {method: permuted-blocks, ratio: 3:2, blocks: [4, 5]}
            assessments:
              survival: {schedule: unspecified}
            endpoints:
              - {id: PFS, role: primary, from: last contact, event: [progresion, deth], censor: last contact}
              - {id: PFS, role: second, from: death}
            monitoring: [{rule: exponential-median, endpoint: PSF, control: 4 months, stop below: 0.1, prior: {mean: 4 months, events: 1}, every: 6 months}]
            analysis:
              subgroups:
                - {id: r, by: response, levels: {CR: [CR, sCR], other: [CR, PR]}}
            sits: []
            """)
        let expected = [
            "2:26 error study.unknown-key `fase` is not a key of `study`",
            "2:88 error study.order `last enrolment`, 2011-01, lies before `first enrolment`, 2012-12-04",
            "3:59 error study.range a block of 4 cannot hold the ratio 3:2; give multiples of 5",
            "7:58 error study.no-source the endpoint PFS ends with `progresion`, which no assessment yields",
            "7:70 error study.no-source the endpoint PFS ends with `deth`, which no assessment yields",
            "8:10 error study.duplicate-id two endpoints have the id PFS",
            "8:21 error study.choice `second` is none of primary",
            "9:51 error study.unknown-name the rule exponential-median watches PSF, which is no endpoint; did you mean `PFS`?",
            "12:37 error study.partition `CR` stands in two levels",
            "12:37 warning study.partition no level of r holds `PD`, `SD`, `MR`, `VGPR`",
            "13:1 error study.unknown-key `sits` is not a section of a study file; did you mean `sites`?",
        ]
        #expect(found.count == expected.count, "\(found.joined(separator: "\n"))")
        for (line, start) in zip(found, expected) { #expect(line.hasPrefix(start), "\(line)") }
    }

    @Test(
        arguments: [
            ("study: {id: X, title: T}\nallocation: {method: none, ratio: 1:1}", "study.conflict", "does not go with"),
            ("study: {id: X, title: T}\nallocation: {method: simple, ratio: 3:0}", "study.range", "3:0"),
            (
                "study: {id: X, title: T}\narms: [{id: A, regimen: {cycle: 28 days, drugs: [{drug: d, dose: 1 mg, days: 1}]}}]\nallocation: {method: simple}",
                "study.conflict", "one arm"
            ),
            (
                "study: {id: X, title: T, dates: {first enrolment: 2012-12-04, last enrolment: 2011-01}}",
                "study.order", "2011-01"
            ),
            ("study: {id: X, title: T, dates: {end: 2012-02-30}}", "study.range", "2012-02-30"),
            (
                "study: {id: X, title: T, changes: [{version: 2, date: 2026-03-01, what: a}, {version: 1, date: 2025-03-01, what: b}]}",
                "study.order", "2025-03-01"
            ),
            ("study: {id: X, title: T}\nendpoints: [{id: PFS, role: primary}]", "study.missing-key", "has no `from`"),
            ("study: {id: X, title: T, participants: 0}", "study.range", "participants"),
            ("rule: simon", "study.missing-key", "rules only"),
            ("equipoise: 2\nstudy: {id: X, title: T}", "study.version", "2"),
            ("study: {id: a b, title: T}", "study.type", "a b"),
            ("study: {id: X, title: T}\nanalysis: {alpha: 5}", "study.range", "5"),
            (
                "study: {id: X, title: T}\nanalysis: {subgroups: [{id: a, bands: [\"< 60\", \"50...75\"]}]}",
                "study.partition", "overlap"
            ),
            (
                "study: {id: X, title: T}\nanalysis: {subgroups: [{id: a, bands: [\"80..<60\", \"< 3\"]}]}",
                "study.type", "80..<60"
            ),
        ])
    func `what cannot be is refused by rule`(text: String, rule: String, part: String) {
        let found = problems(text)
        #expect(found.contains { $0.contains(rule) && $0.contains(part) }, "\(found)")
    }

    @Test(
        arguments: [
            ("{id: age, by: age, bands: [\"< 60 years\", \"60..<75 years\"]}", "of 75 years and above"),
            ("{id: age, by: age, bands: [\"< 60 years\", \"> 60 years\"]}", "between `< 60 years` and `> 60 years`"),
            ("{id: age, by: age, bands: [\"18...59 years\", \"60..<75 years\", \">= 75 years\"]}", "below 18 years"),
            ("{id: s, by: ISS, levels: [I, II]}", "`III`"),
            ("{id: r, by: response, levels: {CR: [CR, sCR], less: [VGPR, PR]}}", "`PD`, `SD`, `MR`"),
        ])
    func `levels that do not hold everyone are told, unless the file says who belongs to none`(
        subgroup: String, missing: String
    ) throws {
        let start = "study: {id: X, title: T}\nanalysis: {subgroups: ["
        let found = try study(start + subgroup + "]}").remarks
        #expect(found.map(\.rule) == ["study.partition"] && found[0].message.contains(missing), "\(found)")
        let said = try study(start + subgroup.dropLast() + ", rest: others}]}")
        #expect(said.remarks.isEmpty)
    }

    @Test(
        arguments: [
            "{id: age, by: age, bands: [\"< 60 years\", \">= 60 years\"]}", "{id: s, by: ISS, levels: [I, II, III]}",
            "{id: age, by: age, bands: [\"< 60 years\", \"60...74 years\", \">= 75 years\"]}",
            "{id: x, levels: [a, b]}",
        ])
    func `levels that partition are in order`(subgroup: String) throws {
        #expect(try study("study: {id: X, title: T}\nanalysis: {subgroups: [\(subgroup)]}").remarks.isEmpty)
    }

    @Test(
        arguments: [
            ("{id: a, by: agee, bands: [\"< 60 years\", \">= 60 years\"]}", "did you mean `age`?"),
            ("{id: a, by: age, bands: [\"< 60\", \">= 60\"]}", "has no unit that fits `age`"),
            ("{id: a, by: age, bands: [\"< 60 mg\", \">= 60 mg\"]}", "has no unit that fits `age`"),
            ("{id: a, by: ISS, bands: [\"< 2\", \">= 2\"]}", "cannot be by it"),
            ("{id: s, by: ISS, levels: [I, II, V]}", "`V` of s is none of"),
        ])
    func `levels that do not fit their fact are refused`(subgroup: String, part: String) {
        let found = problems("study: {id: X, title: T}\nanalysis: {subgroups: [\(subgroup)]}")
        #expect(found.contains { $0.contains("error") && $0.contains(part) }, "\(found)")
    }

    @Test func `a size said twice differently is doubtful, not wrong`() throws {
        let study = try study("study: {id: X, title: T, participants: 80}\ndesign: {sample size: 64}")
        #expect(study.remarks.map(\.rule) == ["study.conflict"] && study.remarks.first?.severity == .warning)
    }

    @Test func `a section may be left open as a whole`() throws {
        let study = try study("study: {id: X, title: T}\nsites: {unspecified: blank}\nendpoints: unspecified")
        #expect(study.endpoints.isEmpty && study.sites.isEmpty)
        #expect(study.gaps.map(\.name) == ["sites", "endpoints"] && study.gaps.first?.note == "blank")
    }
}
