import Testing
import TrialValues

@testable import TrialRecheck

/// Files of published numbers, right and wrong.
@Suite("Published files · ByHand")
struct PublishedFileTests {
    private func problems(_ text: String, name: String = "x.yaml") -> [Diagnostic] {
        do throws(Diagnostics) {
            _ = try PublishedFile(bytes: Array(text.utf8), name: name)
            return []
        } catch { return error.all }
    }

    @Test func `all problems of a document at once, with their lines`() {
        let found = problems(
            """
            equipoise: 1
            paper: {id: X}
            numbers:
              Table 1:
                - {quantity: rash, value: many, unit: "%"}
                - {quantity: cough, valeu: 3}
                - {quantity: PFS HR, value: 0.7, unit: HR, limits: wide, p: small}
            relations:
              - {relation: sum, total: Table 1 > rsh, parts: [Table 1 > cough]}
              - {relation: adds}
            """)
        #expect(found.map { $0.place.line } == [5, 6, 6, 7, 7, 9, 10])
        #expect(found.contains { $0.rule == "published.value" } && found.contains { $0.rule == "study.unknown-key" })
        #expect(found.contains { $0.advice == "did you mean `Table 1 > rash`?" })
    }

    @Test func `an empty file, and one without numbers`() {
        #expect(problems("").map(\.rule) == ["published.empty"])
        #expect(problems("equipoise: 1\npaper: {id: X}").map(\.rule) == ["study.missing-key"])
        #expect(problems("equipoise: 1\npaper: {id: X}\nnumbers: 3").map(\.rule) == ["published.numbers"])
        #expect(
            problems("equipoise: 2\npaper: {id: X}\nnumbers: {A: [{quantity: q, value: 1}]}").map(\.rule) == [
                "study.range"
            ])
    }

    @Test func `a table keeps its digits and names the cell that is wrong`() throws {
        let text = "study,location,quantity,group,value,unit,n,denominator\nX,Table 1,rash,A,30.00,%,12,40\n"
        let number = try PublishedFile(bytes: Array(text.utf8), name: "x.csv").papers[0].numbers[0]
        #expect(number.value.text == "30.00" && number.count?.text == "12" && number.denominator?.text == "40")
        #expect(number.origin.line == 2)
        let found = problems(text + "X,Table 1,cough,A,few,%,some,40\n", name: "x.csv")
        #expect(found.map { $0.place.line } == [3, 3] && found.map { $0.place.field } == ["value", "n"])
        #expect(problems("study,quantity,valeu\nX,a,1\n", name: "x.csv").count == 2)
    }

    @Test func `n is the count beside a denominator, and the size without one`() throws {
        let text = "quantity,value,unit,n,denominator\nrash,30,%,12,40\nage mean,60.1,years,40,\n"
        let numbers = try PublishedFile(bytes: Array(text.utf8), name: "x.csv").papers[0].numbers
        #expect(numbers[0].count?.text == "12" && numbers[0].size == nil)
        #expect(numbers[1].size?.text == "40" && numbers[1].count == nil)
    }

    @Test func `a reference that means two numbers says so`() {
        let found = problems(
            """
            equipoise: 1
            paper: {id: X}
            numbers:
              A: [{quantity: q, group: one, value: 1}, {quantity: q, group: two, value: 2}]
            relations:
              - {relation: part-of, part: A > q, whole: A > q > two}
            """)
        #expect(found.count == 1 && found[0].message == "`A > q` means 2 numbers")
    }
}
