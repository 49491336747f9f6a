import Testing
import TrialReports
import TrialValues

@Suite struct `Diagnostics as text, ByHand` {
    private func text(_ line: Int?, _ column: Int?, of document: String) -> [String] {
        let problem = Diagnostic(
            .error, "r.x", "wrong", at: .init(file: "f", line: line, column: column), advice: "mend")
        let lines = document.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return DiagnosticText(problem, lines: lines).description.split(separator: "\n").map(String.init)
    }

    @Test func `the line stands below the message, and a mark below the word`() {
        #expect(
            text(2, 4, of: "a\nb: {dosage: 4 mg}\r\nc") == [
                "f:2:4: error: wrong; mend [r.x]", "    2 | b: {dosage: 4 mg}", "      |    ^~~~~~~",
            ])
        #expect(text(2, 5, of: "a\nb: {dosage: 4 mg}\r\nc").last == "      |     ^~~~~~")
    }

    @Test func `a column without a line, a line beyond the end and an empty line have no excerpt or a short one`() {
        #expect(text(nil, 3, of: "a") == ["f: error: wrong; mend [r.x]"])
        #expect(text(9, 1, of: "a") == ["f:9:1: error: wrong; mend [r.x]"])
        #expect(text(1, 1, of: "\nb").count == 3)
        #expect(text(1, 40, of: "abc").last == "      |    ^")
    }

    @Test func `a long line is cut around the place`() {
        let long = String(repeating: "x", count: 150) + "here: 1" + String(repeating: "y", count: 150)
        let found = text(1, 151, of: long)
        #expect(found[1].count < 115 && found[1].contains("here"))
        let mark = found[2].firstIndex(of: "^").map { found[2].distance(from: found[2].startIndex, to: $0) }
        let word = found[1].firstRange(of: "here").map {
            found[1].distance(from: found[1].startIndex, to: $0.lowerBound)
        }
        #expect(mark == word)
    }
}
