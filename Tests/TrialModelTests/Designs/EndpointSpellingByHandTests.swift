import Testing
import TrialModel

@Suite struct `Names of endpoints, ByHand` {
    @Test(arguments: [
        ("OS", "overall survival"), ("os", "Death"), ("PFS", "Progression-free survival"), ("TTP", "ttp"),
    ])
    func `spellings of one endpoint are one`(a: String, b: String) {
        #expect(EndpointSpelling(a) == EndpointSpelling(b))
    }

    @Test(arguments: [("OS", "PFS"), ("survival", "PFS2"), ("TTP", "PFS")])
    func `endpoints that differ are not one`(a: String, b: String) {
        #expect(EndpointSpelling(a) != EndpointSpelling(b))
    }
}
