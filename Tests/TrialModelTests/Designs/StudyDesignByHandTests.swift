import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Designs in study files, ByHand` {
    private func design(_ text: String) throws(Diagnostics) -> StudyDesign {
        try StudyDesign(StudyDocument(text, file: "d.yaml"))
    }

    private func problems(_ text: String) -> [String] {
        do throws(Diagnostics) {
            _ = try design(text)
            return []
        } catch {
            return error.all.map {
                "\($0.place.line ?? 0):\($0.place.column ?? 0) \($0.rule) \($0.message) \($0.advice ?? "")"
            }
        }
    }

    @Test func `the rule of the founding toxicity monitor is read as printed`() throws {
        let item = try #require(
            try design(
                "monitoring:\n  - {rule: beta-binomial, event: dose-limiting toxicity, prior: [0.3, 0.7], limit: 0.30, stop above: 0.95, cohort: 4}"
            ).items.first)
        guard case .betaBinomial(let rule) = item.rule else {
            Issue.record("another rule")
            return
        }
        #expect(item.id == "beta-binomial")
        #expect(rule.event == "dose-limiting toxicity")
        #expect(rule.prior == .beta(PrintedNumber("0.3")!, PrintedNumber("0.7")!))
        #expect(rule.limit == .fixed(PrintedNumber("0.30")!))
        #expect(rule.stopAbove?.text == "0.95" && rule.stopAbove?.value == 0.95)
        #expect(rule.cohort == 4)
        #expect(item.place(of: "prior", "1").column == 71)
    }

    @Test func `a file is one item, a list, or sections, and the others are passed over`() throws {
        let simon = "rule: simon\nevent: response\nnull rate: 20%\ntarget rate: 0.4\nalpha: 0.05\npower: 80%\n"
        #expect(try design(simon).items.map(\.id) == ["simon"])
        let item = "- {rule: simon, event: r, null rate: 0.2, target rate: 0.4, alpha: 0.05, power: 0.8}\n"
        #expect(try design(item + item).items.map(\.id) == ["simon", "simon-2"])
        let study = "equipoise: 1\npopulation:\n  inclusion: [NO, 3:2]\ndesign: {sample size: 64}\nmonitoring:\n" + item
        #expect(try design(study).items.first?.facts?.sampleSize == 64)
        #expect(try design("design:\n  sample size: 10\n  rules:\n    " + item).items.first?.facts?.sampleSize == 10)
        #expect(try design("study: {id: NCT1}\n").items.isEmpty)
    }

    @Test func `every problem is told at once, with its place and what to do`() {
        let found = problems(
            """
            monitoring:
              - rule: beta-binomial
                event: toxicity
                prior: [0.3, -1]
                limit: 1.3
                stop_above: 0.95
                cohort: 2.5
              - {rule: exponential-median, endpoint: PFS, control: 40, gain: 12 mnths, prior: {shape: 3}}
              - {rule: bayes, x: 1}
            monitring: 3
            """)
        let starts = [
            "2:5 study.missing-key the rule beta-binomial has none of `stop above`, `stop below`",
            "4:18 study.range `prior[2]` is -1; expected a number above 0",
            "5:12 study.range `limit` is 1.3; expected a probability above 0 and below 1",
            "6:5 study.unknown-key `stop_above` is not a key of the rule beta-binomial did you mean `stop above`?",
            "7:13 study.type `cohort` is 2.5; expected a whole number from 1",
            "8:5 study.missing-key the rule exponential-median has none of `stop below`, `stop above`",
            "8:56 study.unit `control` is 40; expected a length of time with its unit",
            "8:66 study.unit `gain` is 12 mnths",
            "8:83 study.missing-key the prior has no `scale`",
            "9:12 study.choice `bayes` is none of beta-binomial",
            "10:1 study.unknown-key `monitring` is not a section of a study file did you mean `monitoring`?",
        ]
        #expect(found.count == starts.count, "\(found.joined(separator: "\n"))")
        for (line, start) in zip(found, starts) { #expect(line.hasPrefix(start), "\(line)") }
    }

    @Test(
        arguments: [
            ("{rule: group-sequential, endpoint: PFS, alpha: 0.6, looks: 2}", "study.range"),
            ("{rule: group-sequential, endpoint: PFS, alpha: 0.05, looks: 2, events: [3]}", "study.conflict"),
            ("{rule: group-sequential, endpoint: PFS, alpha: 0.05, looks: 2, ratio: 3:0}", "study.range"),
            ("{rule: group-sequential, endpoint: PFS, alpha: 0.05, looks: 2, hazard ratio: 1}", "study.range"),
            (
                "{rule: graph, alpha: 0.05, hypotheses: [{id: A, looks: 1, weight: 1, passes on: {B: 1}}]}",
                "study.unknown-name"
            ),
            ("{rule: closed, alpha: 0.05, hypotheses: [{id: A, looks: 1}, {id: A, looks: 1}]}", "study.duplicate-id"),
            ("{rule: crm, event: t, target: 0.25, doses: 3, skeleton: [0.1, 0.2]}", "study.list"),
            (
                "{rule: simon, event: a, b, null rate: 0.2, target rate: 0.4, alpha: 0.05, power: 0.8}",
                "study.unknown-key"
            ),
            ("{rule: simon, event: a, null rate: 0.4, target rate: 0.2, alpha: 0.05, power: 0.8}", "study.range"),
            ("rule: simon", "study.missing-key"), ("text", "study.type"), ("monitoring: []", "study.empty"),
            ("equipoise: 2", "study.version"), ("design: {accrual: 2 per moon}", "study.unit"),
            ("design: {truth: {rates: [2]}}", "study.range"), ("design: {drop-out: 5%}", "study.unit"),
        ])
    func `what cannot be is refused by its rule`(text: String, rule: String) {
        #expect(problems(text).contains { $0.contains(" \(rule) ") }, "\(problems(text))")
    }

    @Test func `what the protocol does not print is named, and must be there`() throws {
        let item =
            "{rule: simon, event: r, null rate: 0.2, target rate: 0.4, alpha: 0.05, power: 0.8, not printed: [alpha]}"
        #expect(try design(item).items.first?.notPrinted == ["alpha"])
        #expect(problems(item.replacing("[alpha]", with: "[beta]")).count == 1)
    }
}
