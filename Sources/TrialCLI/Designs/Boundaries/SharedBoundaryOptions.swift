import ArgumentParser

/// The options that several kinds of stopping rule have in common; each kind takes some of them.
struct SharedBoundaryOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Stop where the probability is above this.", valueName: "p"))
    var stopAbove: Double?

    @Option(help: ArgumentHelp("Stop where the probability is below this.", valueName: "p"))
    var stopBelow: Double?

    @Option(help: ArgumentHelp("A random standard: the parameters of its prior.", valueName: "a,b"))
    var standard: NumberList?

    @Option(help: ArgumentHelp("A look after each cohort of so many subjects.", valueName: "n"))
    var cohort: Int?

    @Option(help: ArgumentHelp("The looks, commas between them, instead of cohorts.", valueName: "n"))
    var looks: CountList?

    @Option(help: ArgumentHelp("The subjects before the first look.", valueName: "n"))
    var min: Int?

    @Option(help: ArgumentHelp("The subjects of the whole trial.", valueName: "n"))
    var max: Int?

    @Option(help: ArgumentHelp("True rates at which to say what the rule does.", valueName: "rates"))
    var rates: NumberList?

    @Option(
        help: ArgumentHelp("The largest type I and type II error of a design.", valueName: "alpha,beta"))
    var errors: NumberList?

    @Option(help: ArgumentHelp("The rate of no interest.", valueName: "rate"))
    var null: Double?

    /// The options that were given.
    private var given: [String] {
        let all: [(name: String, isGiven: Bool)] = [
            ("--stop-above", stopAbove != nil), ("--stop-below", stopBelow != nil), ("--standard", standard != nil),
            ("--cohort", cohort != nil), ("--looks", looks != nil), ("--min", min != nil), ("--max", max != nil),
            ("--rates", rates != nil), ("--errors", errors != nil), ("--null", null != nil),
        ]
        return all.filter(\.isGiven).map(\.name)
    }

    /// Refuses the options that a kind of rule does not take.
    func refuse(except taken: Set<String>, of kind: String) throws {
        guard let other = given.first(where: { !taken.contains($0) }) else { return }
        let list = taken.isEmpty ? "none of its kind" : taken.sorted().joined(separator: ", ")
        throw Refusal(description: "\(other): error: \(kind) does not take it; it takes \(list)")
    }
}
