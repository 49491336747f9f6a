import Testing

@testable import TrialCLI

@Suite("Values below 0 on the command line · ByHand")
struct NegativeValuesTests {
    @Test(arguments: [
        (["--gain", "-5"], ["--gain=-5"]), (["--z", "-.4,1"], ["--z=-.4,1"]), (["--z", "-,1"], ["--z=-,1"]),
        (["a.csv", "--margin", "-1.5", "--json"], ["a.csv", "--margin=-1.5", "--json"]),
        (["--gain=2", "-5"], ["--gain=2", "-5"]), (["-o", "-5"], ["-o", "-5"]), (["file", "-"], ["file", "-"]),
        (["--json", "-o", "x"], ["--json", "-o", "x"]), (["--", "--gain", "-5"], ["--", "--gain", "-5"]), ([], []),
    ])
    func `a number below 0 belongs to the option before it`(typed: [String], joined: [String]) {
        #expect(NegativeValues.joined(typed) == joined)
    }

    @Test func `every command takes one`() throws {
        let inferior = Run(
            "samplesize", "means", "--difference", "0", "--standard-deviation", "10", "--margin", "-5", "--json")
        #expect(try inferior.json["subjects"] as? Double != nil, "\(inferior.error)")
        let seed = Run("allocate", "--method", "simple", "--subjects", "-3")
        #expect(seed.outcome == .refused && seed.error.contains("--subjects: error: subjects is -3"), "\(seed.error)")
    }
}
