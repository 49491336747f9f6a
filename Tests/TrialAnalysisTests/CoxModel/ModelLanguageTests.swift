import Testing

@testable import TrialAnalysis

@Suite("What people write of a Cox model · ByHand")
struct ModelLanguageTests {
    @Test(arguments: [
        ("a,b", ["a", "b"]), (" a , b ", ["a", "b"]), ("\"a,b\",c", ["a,b", "c"]), ("\"a\"\"b\"", ["a\"b"]),
        ("5\" pipe,b", ["5\" pipe", "b"]), ("a,,b", ["a", "b"]), ("\" a\"", [" a"]), ("", []),
    ])
    func `names between commas, in quotes where they hold one`(text: String, names: [String]) {
        #expect(QuotedWords.names(text, separator: ",") == names)
    }

    @Test func `a quote that does not close is refused`() {
        #expect(QuotedWords.names("\"a,b", separator: ",") == nil)
        #expect(CovariateProfile(text: "\"a=1") == nil)
    }

    @Test func `a name and what follows the equals sign`() throws {
        func pair(_ text: String) -> [String]? { QuotedWords.assignment(text).map { [$0.name, $0.value] } }
        #expect(pair("status=dead") == ["status", "dead"])
        #expect(pair("\"a=b\"=1") == ["a=b", "1"])
        #expect(pair("arm=\"x=y\"") == ["arm", "x=y"])
        #expect(pair("arm=x=y") == ["arm", "x=y"])
        #expect(pair("status=") == ["status", ""])
        #expect(pair("status") == nil && pair("=dead") == nil)
    }

    @Test(arguments: ["plain", "a,b", "a=b", "say \"x\"", " spaced ", "a;b", "arm*age"])
    func `a name in quotes reads back`(name: String) {
        #expect(QuotedWords.names(QuotedWords.quoted(name), separator: ",") == [name])
    }

    @Test func `profiles are lists of columns with values, each once`() throws {
        let profile = try #require(CovariateProfile(text: "arm=B, \"dose, mg\"=4 ,sex=F"))
        #expect(profile.label == "arm=B, dose, mg=4, sex=F")
        #expect(profile["dose, mg"] == "4" && profile.number("dose, mg") == 4)
        #expect(profile.number("arm") == nil && profile["none"] == nil)
        #expect(CovariateProfile(text: "arm=A,arm=B") == nil)
        #expect(CovariateProfile(text: "arm") == nil && CovariateProfile(text: "") == nil)
    }

    @Test func `terms beyond columns as they are`() {
        #expect(TermOptions.Spline(text: "age:4") == .init(column: "age", degreesOfFreedom: 4))
        #expect(TermOptions.Spline(text: "age") == .init(column: "age", degreesOfFreedom: 3))
        #expect(TermOptions.Spline(text: "a:b") == .init(column: "a:b", degreesOfFreedom: 3))
        #expect(TermOptions.Spline(text: "age:1") == nil && TermOptions.Spline(text: "age:11") == nil)
        #expect(TermOptions.Interaction(text: "arm*age") == .init("arm", "age"))
        #expect(TermOptions.Interaction(text: "\"a*b\"*age") == .init("a*b", "age"))
        #expect(TermOptions.Interaction(text: "arm") == nil && TermOptions.Interaction(text: "a*b*c") == nil)
        #expect(TermOptions.Interaction(text: "arm*arm") == nil)
        #expect(TermOptions.Reference(text: "sex=F") == .init(column: "sex", level: "F"))
        #expect(TermOptions.Reference(text: "sex") == nil && TermOptions.Reference(text: "sex=") == nil)
    }
}

@Suite("Linear combinations as people write them · ByHand")
struct LinearExpressionTests {
    private static let names = ["arm[B]", "arm[C]", "age", "cohort[1947-1969]", "arm[B]:age", "x + y", "x"]

    private func weights(_ text: String) throws -> [Double] {
        try LinearExpression(text, names: Self.names, references: ["arm[A]"]).weights
    }

    @Test(arguments: [
        ("arm[B] - arm[C]", [1.0, -1, 0, 0, 0, 0, 0]), ("arm[B]-arm[C]", [1, -1, 0, 0, 0, 0, 0]),
        ("10*age", [0, 0, 10, 0, 0, 0, 0]), ("10 age", [0, 0, 10, 0, 0, 0, 0]), ("age*10", [0, 0, 10, 0, 0, 0, 0]),
        ("-0.5*arm[B] + .5 * arm[C]", [-0.5, 0.5, 0, 0, 0, 0, 0]), ("arm[B] - arm[A]", [1, 0, 0, 0, 0, 0, 0]),
        ("cohort[1947-1969]", [0, 0, 0, 1, 0, 0, 0]), ("arm[B] + arm[B]:age*60", [1, 0, 0, 0, 60, 0, 0]),
        ("arm[B]+60*arm[B]:age", [1, 0, 0, 0, 60, 0, 0]), ("x + y", [0, 0, 0, 0, 0, 1, 0]),
        ("x + age", [0, 0, 1, 0, 0, 0, 1]), ("\"x + y\" - x", [0, 0, 0, 0, 0, 1, -1]),
        ("age + age", [0, 0, 2, 0, 0, 0, 0]),
        ("+ age - -2*x", [0, 0, 1, 0, 0, 0, 2]),
    ])
    func `weights of the terms, the longest name first`(text: String, expected: [Double]) throws {
        #expect(try weights(text) == expected)
    }

    @Test func `a value to test against`() throws {
        let expression = try LinearExpression(" arm[B] = -0.25 ", names: Self.names)
        #expect(expression.weights[0] == 1 && expression.nullValue == -0.25 && expression.text == "arm[B] = -0.25")
    }

    @Test(arguments: [
        (
            "arm[X]",
            "there is no term at 'arm[X]'; the terms are 'arm[B]', 'arm[C]', 'age', 'cohort[1947-1969]', 'arm[B]:age', 'x + y', 'x'"
        ),
        ("age -", "there is no term at the end of 'age -'"), ("", "there is no term at the end of ''"),
        ("arm[B] arm[C]", "expected +, − or = at 'arm[C]' in 'arm[B] arm[C]'"),
        ("age = young", "expected a number at 'young' in 'age = young'"),
        ("age - age", "'age - age' compares nothing: all its weights are 0"),
        ("arm[A]", "'arm[A]' compares nothing: all its weights are 0"), ("5", "there is no term at '5'"),
    ])
    func `what cannot be read is said with its place`(text: String, message: String) {
        let fault = #expect(throws: LinearExpression.Fault.self) { try weights(text) }
        #expect(fault?.description.hasPrefix(message) == true, "\(fault?.description ?? "")")
    }
}
