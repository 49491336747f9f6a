import Testing

@testable import TrialModel

@Suite struct `Truth, ByHand` {
    @Test(
        arguments: [
            (Truth.no, Truth.no, Truth.no, Truth.no), (.no, .unknown, .no, .unknown), (.no, .yes, .no, .yes),
            (.unknown, .no, .no, .unknown), (.unknown, .unknown, .unknown, .unknown), (.unknown, .yes, .unknown, .yes),
            (.yes, .no, .no, .yes), (.yes, .unknown, .unknown, .yes), (.yes, .yes, .yes, .yes),
        ])
    func `and, or`(a: Truth, b: Truth, both: Truth, either: Truth) {
        #expect(a.and(b) == both)
        #expect(a.or(b) == either)
    }

    @Test func `not`() {
        #expect(!Truth.yes == .no)
        #expect(!Truth.no == .yes)
        #expect(!Truth.unknown == .unknown)
    }

    @Test(
        arguments: [
            (1, [Truth.no, .unknown], Truth.unknown), (1, [.no, .yes], .yes), (1, [.no, .no], .no),
            (2, [.yes, .unknown, .no], .unknown), (2, [.yes, .yes, .unknown], .yes), (2, [.no, .no, .yes], .no),
            (3, [.yes, .yes, .unknown], .unknown), (3, [.yes, .yes, .no], .no), (0, [], .yes), (1, [], .no),
        ] as [(Int, [Truth], Truth)])
    func `at least so many`(count: Int, truths: [Truth], expected: Truth) {
        #expect(Truth.atLeast(count, of: truths) == expected)
    }
}
