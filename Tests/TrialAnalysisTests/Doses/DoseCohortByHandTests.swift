import Foundation
import TestSupport
import Testing
import TrialModel
import TrialTables
import TrialValues

@testable import TrialAnalysis

/// Many subjects' doses, counted on paper: the arm of NCT01718743, whose first sixteen subjects begin ixazomib at 4 mg.
@Suite("Dose cohort · ByHand")
struct DoseCohortByHandTests {
    private static let table = """
        subject,number,start,date,event,drug,reason,fact,value
        001,1,2024-03-04,2024-03-20,reduced,ixazomib,rash,,
        001,,,2024-03-04,fact,,,dialysis,no
        001,,,2024-03-04,fact,,,creatinine clearance,80 mL/min
        002,16,2024-03-11,2024-03-11,fact,,,dialysis,no
        002,,,2024-03-11,fact,,,creatinine clearance,45 mL/min
        002,,,2024-04-20,ended,,progression,,
        003,17,2024-03-18,2024-03-18,fact,,,dialysis,no
        003,,,2024-03-18,fact,,,creatinine clearance,90 mL/min
        003,,,2024-04-02,reduced,lenalidomide,neutropenia,,
        003,,,2024-05-02,reduced,ixazomib,rash,,
        004,18,2024-03-18,2024-04-10,stopped,ixazomib,rash,,
        001,,,2024-04-01,fact,,,platelets,150 10^9/L
        001,,,2024-04-01,fact,,,neutrophils,2 10^9/L
        001,,,2024-04-29,fact,,,platelets,150 10^9/L
        001,,,2024-04-29,fact,,,neutrophils,2 10^9/L
        002,,,2024-04-08,fact,,,platelets,150 10^9/L
        002,,,2024-04-08,fact,,,neutrophils,2 10^9/L
        003,,,2024-04-15,fact,,,platelets,150 10^9/L
        003,,,2024-04-15,fact,,,neutrophils,2 10^9/L
        003,,,2024-05-13,fact,,,platelets,150 10^9/L
        003,,,2024-05-13,fact,,,neutrophils,2 10^9/L
        004,,,2024-04-15,fact,,,platelets,150 10^9/L
        004,,,2024-04-15,fact,,,neutrophils,2 10^9/L
        004,,,2024-05-13,fact,,,platelets,150 10^9/L
        004,,,2024-05-13,fact,,,neutrophils,2 10^9/L
        """

    private func cohort(_ text: String = table, on day: String = "2024-05-13") throws -> DoseCohort {
        let url = Repository.file("Examples/dose-calendar/study.yaml")
        let plan = try TreatmentPlan(StudyDocument(bytes: Array(Data(contentsOf: url)), file: "study.yaml"))
        var options = DoseCalendar.Options()
        options.asOf = Day(day)
        let records = try TreatmentRecord.subjects(Table(csv: .text(text)), facts: plan.facts)
        return DoseCohort(
            try records.map {
                try DoseCalendar(plan.arms[0], record: $0, modifications: plan.modifications, options: options)
            })
    }

    @Test func `subjects on treatment and ends add up`() throws {
        let arm = try cohort().arms[0]
        #expect(arm.subjects == 4 && arm.onTreatment == 3)
        #expect(arm.ends == [DoseCohort.Count(label: "progression", subjects: 1)])
        let before = try cohort(on: "2024-04-19").arms[0]
        #expect(before.onTreatment == 4 && before.ends.isEmpty)
    }

    @Test func `the first sixteen begin at 4 mg, and each start dose has its own counts`() throws {
        let drug = try cohort().arms[0].drugs[1]
        #expect(drug.name == "ixazomib" && drug.starts.map(\.label) == ["4 mg", "3 mg"])
        #expect(drug.starts.map(\.subjects) == [2, 2] && drug.all.subjects == 4)
        #expect(drug.starts.map(\.reduced) == [1, 1] && drug.starts.map(\.stopped) == [0, 1])
        for count in [\DoseCohort.Group.subjects, \.reduced, \.raised, \.stopped] {
            #expect(drug.starts.map { $0[keyPath: count] }.reduce(0, +) == drug.all[keyPath: count])
        }
    }

    @Test func `steps by reason, and reductions by subject, sum`() throws {
        let drugs = try cohort().arms[0].drugs
        #expect(
            drugs[1].steps.map { "\($0.from) to \($0.to): \($0.cause) \($0.times)" } == [
                "3 mg to 2.4 mg: rash 1", "3 mg to stopped: rash 1", "4 mg to 3 mg: rash 1",
            ])
        #expect(drugs[1].reductions == [0: 2, 1: 2])
        #expect(
            drugs[0].steps.map { "\($0.from) to \($0.to): \($0.cause)" } == ["10 mg d1-28 to 10 mg d1-21: neutropenia"])
        // A clearance of 45 mL/min begins at 5 mg; the subject without a clearance is open.
        #expect(drugs[0].starts.map(\.label) == ["10 mg", "5 mg", "open"])
    }

    @Test func `relative doses have their median and range, of those that are known`() throws {
        let drug = try cohort().arms[0].drugs[1]
        // Subject 1: 3 doses of 4 mg and 5 of 3 mg, of 8 of 4 mg; subject 2: all; subject 4: 3 of 6 doses.
        #expect(drug.all.relativeDose.count == 4 && drug.starts[0].relativeDose.greatest == 1)
        let first = try #require(drug.starts[0].relativeDose.least)
        #expect(abs(first - 27.0 / 32) < 1e-12, "\(first)")
        #expect(drug.starts[1].relativeDose.least == 0.5)
        #expect(try cohort().arms[0].drugs[0].starts[2].relativeDose.count == 0)
    }

    @Test func `a rule is a reason by its name`() throws {
        let arm = try cohort(
            """
            subject,number,start,date,event,drug,reason,fact,value
            1,17,2024-03-04,2024-03-20,fact,,,platelets,28 10^9/L
            1,,,2024-03-27,fact,,,platelets,90 10^9/L
            1,,,2024-03-29,fact,,,neutrophils,2 10^9/L
            1,,,2024-03-04,fact,,,creatinine clearance,80 mL/min
            1,,,2024-03-04,fact,,,dialysis,no
            """
        ).arms[0]
        #expect(arm.drugs[0].steps.map(\.cause) == ["P1"])
        let late = try cohort(
            """
            subject,number,start,date,event,drug,reason,days
            1,17,2024-03-04,2024-03-30,delay,,infection,42
            """
        ).arms[0]
        #expect(late.ends.map(\.label) == ["D2"] && late.drugs[1].steps.map(\.cause) == ["D1"])
    }

    @Test func `spreads`() {
        #expect(DoseCohort.Spread([]).median == nil)
        #expect(DoseCohort.Spread([3, 1, 2]).median == 2 && DoseCohort.Spread([4, 1, 2, 3]).median == 2.5)
    }

    @Test(
        arguments: [
            ("date,event,drug\n2024-03-05,held,ixazomib\n", "the table has no column 'subject'"),
            (
                "subject,number,start,date,event\n1,1,2024-03-04,2024-03-05,held\n1,2,,2024-03-06,resumed\n",
                "`number` of subject 1 is 2"
            ),
            ("subject,number,start,date,event\n1,x,2024-03-04,2024-03-05,held\n", "`number` is x"),
            ("subject,start,date,event\n,2024-03-04,2024-03-05,held\n", "the row has no `subject`"),
        ])
    func `a table that cannot be`(text: String, words: String) throws {
        let refusal = #expect(throws: Diagnostics.self) { try TreatmentRecord.subjects(Table(csv: .text(text))) }
        #expect(refusal?.description.contains(words) == true, "\(refusal?.description ?? "")")
    }
}
