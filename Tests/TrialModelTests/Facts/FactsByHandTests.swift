import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Facts, ByHand` {
    private func problems(_ text: String) -> [Diagnostic] {
        do throws(Diagnostics) {
            _ = try SubjectFacts(StudyDocument(text, file: "s.yaml"))
            return []
        } catch {
            return error.all
        }
    }

    @Test func `no name of the shipped dictionary means two things, and every unit is one`() {
        var seen: [String: String] = [:]
        for fact in FactDictionary.shipped.facts {
            for name in fact.names {
                let key = FactDictionary.key(name)
                #expect(seen[key] == nil, "\(name) means \(fact.name) and \(seen[key] ?? "")")
                seen[key] = fact.name
            }
            if case .quantity(let unit, _) = fact.kind { #expect(unit != .one, "\(fact.name) has no unit") }
            #expect(!fact.meaning.isEmpty)
        }
        let withRange = FactDictionary.shipped.facts.filter { $0.range != nil }
        #expect(withRange.count > 70)
    }

    @Test func `names are found by any spelling`() {
        let shipped = FactDictionary.shipped
        #expect(shipped["ANC"]?.name == "neutrophils")
        #expect(shipped["Absolute  Neutrophil Count"]?.name == "neutrophils")
        #expect(shipped["platlets"] == nil)
        #expect(shipped.nearest(to: "platlets") == "platelets")
    }

    @Test(
        arguments: [
            ("platlets: 80 10^9/L", "facts.unknown-fact", 1, 1), ("platelets: 80", "facts.unit", 1, 12),
            ("platelets: 80 mg/dL", "facts.unit", 1, 12), ("platelets: many", "facts.type", 1, 12),
            ("platelets: 80000 10^9/L", "facts.implausible", 1, 12), ("ECOG: 7", "facts.level", 1, 7),
            ("sex: x", "facts.level", 1, 6), ("transplant: last May", "facts.date", 1, 13),
            ("pregnant: perhaps", "facts.type", 1, 11),
            ("ALT: {value: 3 U/L, upper limit: 4 mg}", "study.unit", 1, 34),
            ("ALT: {valeu: 3 U/L}", "study.missing-key", 1, 6),
            ("ANC: 2 10^9/L\nneutrophils: 3 10^9/L", "study.duplicate-key", 2, 1),
            ("days since transplant: soon", "facts.type", 1, 24),
            ("ECOG: {value: 1, date: 2024-13-01}", "study.range", 1, 24), ("- 1", "study.type", 1, 1),
            ("judged: {I1: yes}", "facts.judgement", 1, 14),
            ("courses: [{regimen: VRD, response: XX}]", "study.type", 1, 36),
            ("courses: [{response: PR}]", "study.missing-key", 1, 11),
            ("cytogenetics: [del17q]", "facts.level", 1, 16),
        ])
    func `what is wrong in a subject's file is told with its place`(text: String, rule: String, line: Int, column: Int)
        throws
    {
        let first = try #require(problems(text).first)
        #expect(first.rule == rule, "\(first)")
        #expect(first.place == .init(file: "s.yaml", line: line, column: column), "\(first)")
    }

    @Test func `unknown is no value, and never is one`() throws {
        let subject = try SubjectFacts(
            StudyDocument("platelets: unknown\nANC:\nmajor surgery: never\nHIV: not done\nsex: F"))
        #expect(subject["platelets"].isEmpty)
        #expect(subject["neutrophils"].isEmpty)
        #expect(subject["HIV"].isEmpty)
        #expect(subject["major surgery"].map(\.value) == [.never])
        #expect(subject["sex"].map(\.value) == [.text("female")])
    }

    private func dictionary(_ text: String) throws -> (FactDictionary, [Diagnostic]) {
        var problems: [Diagnostic] = []
        let facts = FactDictionary.read(try StudyDocument(text, file: "s.yaml").root, &problems)
        return (facts, problems)
    }

    @Test func `a study adds facts, names and words`() throws {
        let (facts, problems) = try dictionary(
            """
            frailty index: {kind: number, range: [0, 1]}
            tumour marker: {kind: lab, unit: U/mL, aliases: [CA 15-3]}
            fit for transplant: flag
            pain class: {kind: ordinal, levels: [none, mild, severe]}
            platelets: {kind: lab, unit: /mm3, aliases: [thrombos]}
            induction regimen: {kind: choice, values: [VRD]}
            """)
        #expect(problems.isEmpty)
        #expect(facts["ca 15-3"]?.isRepeated == true)
        #expect(facts["thrombos"]?.name == "platelets")
        #expect(facts["platelets"] == facts["PLT"])
        #expect(try Criterion("pain class <= mild", facts: facts).description == "pain class <= mild")
        #expect(try Criterion("induction regimen is VRD", facts: facts).description == "induction regimen = VRD")
    }

    @Test(
        arguments: [
            ("platelets: {kind: flag}", "study.conflict"), ("platelets: {kind: lab, unit: mg/dL}", "study.conflict"),
            ("x: {kind: lab}", "study.missing-key"), ("x: lab", "study.missing-key"),
            ("x: {kind: labs}", "study.choice"),
            ("not x: flag", "study.name"), ("days since y: number", "study.name"),
            ("pain or fever: flag", "study.name"),
            ("x: {kind: flag, aliases: [ANC]}", "study.duplicate-name"),
            ("x: {kind: number, unit: mg}", "study.conflict"), ("x: {kind: ordinal, levels: [a]}", "study.list"),
            ("x: {kind: lab, unit: mgs}", "study.unit"), ("a: {kind: number, range: [3, 1]}", "study.range"),
            ("[a]", "study.type"),
        ])
    func `what a study may not declare`(text: String, rule: String) throws {
        let (_, problems) = try dictionary(text)
        #expect(problems.first?.rule == rule, "\(problems)")
    }

    @Test func `Cockcroft and Gault by hand`() throws {
        let weight = try #require(Quantity("72 kg")), creatinine = try #require(Quantity("1.0 mg/dL"))
        let man = try #require(CockcroftGault(age: 40, weight: weight, isFemale: false, creatinine: creatinine))
        #expect(man.millilitresPerMinute == 100)
        #expect(man.text == "100.0 mL/min")
        let woman = try #require(CockcroftGault(age: 40, weight: weight, isFemale: true, creatinine: creatinine))
        #expect(abs(woman.millilitresPerMinute - 85) < 1e-12)
        #expect(try woman.compared(to: #require(Quantity("85 mL/min"))) == .same)
        #expect(try woman.compared(to: #require(Quantity("0.085 L/min"))) == .same)
        let pounds = try #require(Quantity("72000 g")), molar = try #require(Quantity("113.12 umol/L"))
        let other = try #require(CockcroftGault(age: 40, weight: pounds, isFemale: false, creatinine: molar))
        // 113.12 µmol/L of creatinine are 12.796 mg/L, 1.2796 mg/dL.
        #expect(abs(other.millilitresPerMinute - 100 / 1.279_613_44) < 1e-9)
        #expect(CockcroftGault(age: 140, weight: weight, isFemale: false, creatinine: creatinine) == nil)
        #expect(
            try CockcroftGault(age: 40, weight: weight, isFemale: false, creatinine: #require(Quantity("0 mg/dL")))
                == nil)
    }
}
