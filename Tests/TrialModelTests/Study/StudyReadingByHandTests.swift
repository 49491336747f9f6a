import Testing
import TrialValues

@testable import TrialModel

/// The two readings of a study file tell their problems together, and each of them once.
@Suite struct `Both readings of a study file, ByHand` {
    private func problems(_ text: String) -> [Diagnostic] {
        do throws(Diagnostics) {
            return try StudyProtocol(StudyDocument("study: {id: X, title: T}\n" + text)).remarks
        } catch {
            return error.all
        }
    }

    @Test func `what is wrong in one place hides nothing in another`() {
        let found = problems(
            """
            facts:
              frailty index: {kind: number, rang: [0, 1]}
            population:
              inclusion:
                - {id: I1, text: fit, rule: frailty index < 0.2}
                - {id: I1, text: adults, rule: age >= 18 years}
                - {id: I2, text: wrong, rule: ECOG in 0...9}
            assessments:
              response: {criteriums: IMWG-2016}
            arms:
              - {id: A, regimen: {cycle: 28 days, drugs: [{drug: foo, dose: 4 mg, days: [1], levels: [4 mg, 3 mg]}]}}
            modifications:
              - {id: M1, when: ECOG >= 3, action: reduc}
            prophylaxis:
              - {against: herpes zoster, with: [bar]}
            endpoints:
              - {id: PFS, role: primary, from: randomisation, event: [progression, deaht]}
              - {id: OS, roll: primary, from: randomisation, event: [death]}
            """)
        let rules = found.map { "\($0.place.line ?? 0) \($0.rule)" }
        let expected = [
            "3 study.unknown-key", "7 study.duplicate-id", "8 criterion.level", "10 study.unknown-key",
            "18 study.no-source", "19 study.unknown-key", "19 study.missing-key", "19 study.no-source",
        ]
        #expect(expected.allSatisfy(rules.contains), "\(found.map(\.description).joined(separator: "\n"))")
        #expect(!rules.contains("6 criterion.unknown-fact"))
    }

    @Test func `two arms of one name are told once`() {
        let arm = "{id: A, regimen: {cycle: 28 days, drugs: [{drug: foo, dose: 4 mg, days: [1]}]}}"
        #expect(problems("arms: [\(arm), \(arm)]").map(\.rule) == ["study.duplicate-id"])
    }

    @Test func `between bands that overlap no gap is told`() {
        let bands = "analysis: {subgroups: [{id: AGE, by: age, bands: ['< 60 years', '50..<75 years', '>= 80 years']}]}"
        let found = problems(bands)
        #expect(found.count == 1 && found[0].message.contains("overlap"), "\(found)")
        #expect(problems(bands.replacing("50", with: "60")).map(\.severity) == [.warning])
    }
}
