import Testing
import TrialModel
import TrialValues

@Suite struct `Facts of several studies, ByHand` {
    private func dictionary(_ facts: FactDefinition...) -> FactDictionary { FactDictionary.shipped.adding(facts) }

    @Test func `are those of all studies, with their words and names`() throws {
        let first = dictionary(
            FactDefinition("frailty index", .number, "deficits", range: .zero ... .one),
            FactDefinition("site", .choice(["north"]), "the site"))
        let second = dictionary(
            FactDefinition("frailty index", .number, "deficits", aliases: ["FI"]),
            FactDefinition("site", .choice(["north", "south"]), "the site"))
        let joined = try FactDictionary(joining: [("A", first), ("B", second)])
        #expect(joined["FI"]?.name == "frailty index")
        #expect(joined["FI"]?.range == nil)
        #expect(joined["site"]?.kind == .choice(["north", "south"]))
        #expect(joined["ANC"]?.name == "neutrophils")
        #expect(joined.facts.count == FactDictionary.shipped.facts.count + 2)
    }

    @Test func `of the shipped facts alone are the shipped facts`() throws {
        let shipped = FactDictionary.shipped
        #expect(try FactDictionary(joining: [("A", shipped), ("B", shipped)]) == shipped)
    }

    @Test func `a name of two kinds, and a name of two facts, are refused`() throws {
        let first = dictionary(
            FactDefinition("fit", .flag, "fit"), FactDefinition("tall", .flag, "tall", aliases: ["T"]))
        let second = dictionary(
            FactDefinition("fit", .number, "fit"), FactDefinition("thin", .flag, "thin", aliases: ["T"]))
        let problems = try #require(throws: Diagnostics.self) {
            try FactDictionary(joining: [("A", first), ("B", second)])
        }
        #expect(
            problems.all.map(\.message) == [
                "`fit` is in A yes or no, and in B a number", "`T` means `thin` in B, and `tall` before it",
            ])
    }
}
