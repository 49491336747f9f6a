import TrialFigures

/// Flows of subjects that ask for trouble, by name.
enum DispositionSamples {
    static func all() -> [(name: String, svg: String)] {
        [
            ("disposition", trial(.doubleColumn).svg), ("disposition-85mm", trial(.singleColumn).svg),
            ("disposition-nothing", DispositionFigure(trunk: [], arms: []).svg),
            (
                "disposition-one-arm",
                DispositionFigure(trunk: [.init("In the data", ["n = 64"], aside: ["1 refused"])], arms: []).svg
            ),
            ("disposition-odd", odd.svg), ("disposition-many", many.svg),
        ]
    }

    /// Two arms with everything that a flow can tell.
    static func trial(_ width: FigureWidth) -> DispositionFigure {
        var options = DispositionFigure.Options()
        options.title = "Flow of 706 subjects"
        options.width = width
        return DispositionFigure(
            trunk: [
                .init("In the data", ["n = 750"], aside: ["Consent not signed: 40", "Refused: 4"]),
                .init("Randomised", ["n = 706"]),
            ],
            arms: [
                [
                    .init("ixazomib", ["randomised: 425", "treated: 424", "  as ixazomib: 424", "not treated: 1"]),
                    .init("Follow-up", ["treatment ended: 300", "  progression: 250", "  toxicity: 50"]),
                    .init("Analysed", ["ITT: 425", "safety, as treated: 426"]),
                ],
                [
                    .init("placebo", ["randomised: 281", "treated: 278"]),
                    .init("Follow-up", ["treatment ended: 250"]),
                    .init("Analysed", ["ITT: 281", "safety, as treated: 276"]),
                ],
            ], options: options)
    }

    private static var odd: DispositionFigure {
        DispositionFigure(
            trunk: [.init("<&\">", [])],
            arms: [
                [.init(String(repeating: "long name ", count: 12), [String(repeating: "wide", count: 30)])], [],
                [.init("", ["  424 to 426"]), .init("", [])],
            ])
    }

    private static var many: DispositionFigure {
        DispositionFigure(
            trunk: [.init("Allocated", ["n = 90"])],
            arms: (1...9).map { [.init("Dose \($0)", ["n = 10"]), .init("Analysed", ["all: 10"])] })
    }
}
