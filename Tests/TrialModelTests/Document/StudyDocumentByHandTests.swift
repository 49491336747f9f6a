import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Study documents, ByHand` {
    private func problems(_ text: String) -> [Diagnostic] {
        do throws(Diagnostics) {
            _ = try StudyDocument(text, file: "d.yaml")
            return []
        } catch {
            return error.all
        }
    }

    @Test func `every value is its text, with its place`() throws {
        let document = try StudyDocument("ratio: 3:2\nanswer: NO\nlimit: 0.30\nlist: [1-4, ~]\nnone:\n", file: "d.yaml")
        #expect(document.root["ratio"]?.text == "3:2")
        #expect(document.root["answer"]?.text == "NO")
        #expect(document.root["limit"]?.text == "0.30")
        #expect(document.root["limit"]?.place == .init(file: "d.yaml", line: 3, column: 8))
        #expect(document.root["list"]?.items?.map(\.text) == ["1-4", "~"])
        #expect(document.root["none"]?.content == .empty)
        #expect(document.root.place(of: ["list", "1"]) == .init(file: "d.yaml", line: 4, column: 13))
        #expect(document.root.place(of: ["list", "7", "x"]) == .init(file: "d.yaml", line: 4, column: 7))
    }

    @Test(
        arguments: [
            ("a: 1\na: 2", "study.duplicate-key", 1), ("a: 1\n\"a\": 2", "study.duplicate-key", 1),
            ("a:\n\tb: 1", "study.tab", 2), ("a: &x 1\nb: *x", "study.anchor", 1), ("b: *x", "study.anchor", 1),
            ("a: !!int 3", "study.tag", 1), ("a: 1\n---\nb: 2", "study.several-documents", 2),
            ("", "study.empty", nil), ("# nothing\n", "study.empty", nil), ("a: b: c", "study.yaml", 1),
            ("a: [1, 2\nb: 3", "study.yaml", 2), ("a: {b: 1", "study.yaml", 2), ("a: @x", "study.yaml", 1),
            ("? [1, 2]\n: 3", "study.key", 1), ("a: 'x", "study.yaml", 1), ("a: \u{7}", "study.not-text", 1),
            ("- 1\nb: 2", "study.yaml", 2),
        ] as [(String, String, Int?)])
    func `what is no study file is refused with its rule and line`(text: String, rule: String, line: Int?) {
        let found = problems(text)
        #expect(found.first?.rule == rule)
        #expect(found.first?.place.line == line)
    }

    @Test func `bytes that are no text are refused with their line`() {
        func rule(_ bytes: [UInt8]) -> Diagnostic? {
            do throws(Diagnostics) {
                _ = try StudyDocument(bytes: bytes)
                return nil
            } catch {
                return error.all.first
            }
        }
        #expect(rule([0x61, 0x0A, 0xFF, 0xFE])?.rule == "study.not-text")
        #expect(rule([0x61, 0x0A, 0xFF, 0xFE])?.place.line == 2)
        #expect(rule([0x61, 0x0A, 0x0A, 0])?.place.line == 3)
        #expect(rule(Array(repeating: 0x23, count: StudyDocument.longest + 1))?.rule == "study.too-long")
        #expect(rule([0xEF, 0xBB, 0xBF] + Array("a: 1".utf8)) == nil)
    }

    @Test func `depth is bounded, and aliases do not multiply`() {
        #expect(
            problems(String(repeating: "[", count: 500) + String(repeating: "]", count: 500)).first?.rule
                == "study.too-deep")
        #expect(problems(String(repeating: "[", count: 100_000)).first?.rule == "study.yaml")
        let laughs =
            "a: &a [x, x]\n"
            + (1...40).map { "b\($0): &b\($0) [*\($0 == 1 ? "a" : "b\($0 - 1)"), *\($0 == 1 ? "a" : "b\($0 - 1)")]" }
            .joined(separator: "\n")
        #expect(problems(laughs).allSatisfy { $0.rule == "study.anchor" })
    }
}
